// Colours units that no other extension has a language for.
import { type Disposable, languages, type TextDocument, workspace } from 'vscode';

/** Units of the components that we read. */
const unitName = /\/(?:kubelet|kube-controller-manager|kube-apiserver)\.service$/;

/** Colours units that no other extension has a language for; to claim their names would take them from a systemd extension. */
export function colourUnits(): Disposable[] {
  const look = (document: TextDocument) => {
    if (document.languageId !== 'plaintext' || !unitName.test(document.uri.path)) return;
    void languages.setTextDocumentLanguage(document, 'kube-flags-unit');
  };
  for (const document of workspace.textDocuments) look(document);
  return [workspace.onDidOpenTextDocument(look)];
}
