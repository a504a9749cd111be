;;; emacsLspMode.el --- What somebody does in Emacs, with lsp-mode: opens a file, looks, takes a fix. -*- lexical-binding: t -*-
;;; Commentary:
;; Writes what was seen as JSON.
;;; Code:
(require 'package)
(package-initialize)
(require 'cl-lib)
(require 'json)
(require 'seq)
(defvar client-workspace (getenv "CLIENT_WORKSPACE"))
(setq lsp-session-file (concat (getenv "CLIENT_REPORT") ".session")
      lsp-server-install-dir (concat (getenv "CLIENT_REPORT") ".servers")
      lsp-auto-guess-root nil
      lsp-restart 'ignore
      lsp-enable-file-watchers nil
      lsp-enable-suggest-server-download nil
      lsp-headerline-breadcrumb-enable nil
      lsp-modeline-code-actions-enable nil
      lsp-modeline-diagnostics-enable nil
      lsp-completion-provider :none
      lsp-diagnostics-provider :none)
(require 'lsp-mode)
(require 'lsp-completion)
(require 'lsp-diagnostics)

(defconst client-patience 60)
(defvar client-seen nil)

(defun client-wait (what done)
  "Let processes and timers run until DONE returns something; fail for WHAT when it never does."
  (let ((end (+ (float-time) client-patience)) found)
    (while (not (setq found (funcall done)))
      (when (> (float-time) end) (error "In vain: %s" what))
      (accept-process-output nil 0.05))
    found))

(defun client-see (key value)
  "Write VALUE under KEY into the report."
  (push (cons key value) client-seen))

(unless (fboundp 'yaml-mode)
  (define-derived-mode yaml-mode text-mode "YAML")
  (add-to-list 'auto-mode-alist '("\\.ya?ml\\'" . yaml-mode)))
(add-to-list 'lsp-language-id-configuration '(yaml-mode . "yaml"))
(lsp-register-client
 (make-lsp-client :new-connection (lsp-stdio-connection
                                   (list (getenv "CLIENT_NODE") (getenv "CLIENT_SERVER") "--stdio"))
                  :activation-fn (lsp-activate-on "yaml" "json" "shellscript")
                  :server-id 'kube-node-lifecycle
                  :add-on? t))

(defun client-diagnostics ()
  "What is reported in the buffer."
  (append (gethash (lsp--fix-path-casing buffer-file-name) (lsp-diagnostics nil)) nil))

(defun client-open (name)
  "Open the file NAME of the workspace with the server."
  (find-file (expand-file-name name client-workspace))
  (unless (bound-and-true-p lsp-mode) (lsp))
  (client-wait "connection" (lambda () (and (bound-and-true-p lsp-mode) (lsp-workspaces)
                                            (seq-every-p (lambda (one) (eq (lsp--workspace-status one) 'initialized))
                                                         (lsp-workspaces))))))

(defun client-run ()
  "Do all of it in the file of the controller manager."
  (lsp-workspace-folders-add client-workspace)
  (client-open "controller-manager.yaml")
  (client-see 'diagnostics
              (vconcat (mapcar (lambda (one)
                                 `((line . ,(1+ (lsp:position-line (lsp:range-start (lsp:diagnostic-range one)))))
                                   (message . ,(lsp:diagnostic-message one))))
                               (client-wait "diagnostics" #'client-diagnostics))))
  (client-see 'hints
              (vconcat (mapcar (lambda (hint)
                                 `((line . ,(1+ (lsp:position-line (gethash "position" hint))))
                                   (label . ,(gethash "label" hint))))
                               (lsp-request "textDocument/inlayHint"
                                            (list :textDocument (lsp--text-document-identifier)
                                                  :range (list :start '(:line 0 :character 0)
                                                               :end (list :line (line-number-at-pos (point-max))
                                                                          :character 0)))))))
  (goto-char (point-min))
  (search-forward "node-monitor-grace")
  (let ((hover (lsp-request "textDocument/hover" (lsp--text-document-position-params))))
    (client-see 'hover (vconcat (split-string (substring-no-properties
                                               (lsp--render-on-hover-content (lsp:hover-contents hover) t))
                                              "\n"))))
  (goto-char (point-min))
  (search-forward "pod-eviction")
  (let* ((actions (append (lsp-code-actions-at-point) nil))
         (titles (mapcar #'lsp:code-action-title actions)))
    (client-see 'fixes (vconcat titles))
    (lsp-execute-code-action
     (seq-find (lambda (action) (string-match-p "kube-apiserver\\.yaml" (lsp:code-action-title action))) actions)))
  (client-wait "fix" (lambda ()
                       (save-excursion (goto-char (point-min)) (not (search-forward "pod-eviction-timeout" nil t)))))
  (save-some-buffers t)
  ;; The configuration file, half written.
  (client-open ".kube-node-lifecycle.yaml")
  (insert "profile: ")
  (let ((found (lsp-completion-at-point)))
    (client-see 'completions (vconcat (mapcar #'substring-no-properties (all-completions "" (nth 2 found)))))))

(condition-case problem
    (client-run)
  (error (setq client-seen (list (cons 'error (error-message-string problem))))))
(with-temp-file (getenv "CLIENT_REPORT")
  (insert (json-encode client-seen)))
(kill-emacs 0)
;;; emacsLspMode.el ends here
