// A CodeMirror for one text at a time, with the findings as squiggles and what an editor's hover says.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Finding } from './server.ts';

export interface EditorHost {
  changed(text: string): void;
  hover(line: number, character: number): Promise<string | undefined>;
}

const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--code-key)' },
  { tag: [tags.string, tags.content], color: 'var(--code-value)' },
  { tag: tags.comment, color: 'var(--vp-c-text-2)', fontStyle: 'italic' },
  { tag: [tags.separator, tags.meta, tags.labelName, tags.typeName], color: 'var(--vp-c-text-2)' },
]);

const looks = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', backgroundColor: 'var(--vp-code-block-bg)', color: 'var(--vp-c-text-1)' },
  '&.cm-focused': { outline: '2px solid var(--vp-c-brand-1)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--vp-font-family-mono)', lineHeight: '1.6' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--vp-c-text-3)', border: 'none' },
  '.cm-content': { caretColor: 'var(--vp-c-text-1)' },
  '.cm-cursor': { borderLeftColor: 'var(--vp-c-text-1)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--vp-c-brand-soft) !important',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--vp-c-bg-elv)',
    color: 'var(--vp-c-text-1)',
    border: '1px solid var(--vp-c-divider)',
    borderRadius: '6px',
    maxWidth: 'min(560px, 90vw)',
  },
  '.cm-hover': { padding: '8px 12px', whiteSpace: 'pre-wrap', fontSize: '12px', maxHeight: '320px', overflow: 'auto' },
});

const severities = ['error', 'error', 'warning', 'info', 'hint'] as const;

function offsetIn(doc: Text, { line, character }: { line: number; character: number }): number {
  const at = doc.line(Math.min(line + 1, doc.lines));
  return Math.min(at.from + character, at.to);
}

function diagnosticIn(doc: Text, { range, severity, code, message }: Finding): Diagnostic {
  const from = offsetIn(doc, range.start);
  const to = Math.max(offsetIn(doc, range.end), from);
  return { from, to, severity: severities[severity] ?? 'info', message, source: code };
}

export function createEditor(parent: HTMLElement, host: EditorHost) {
  let quiet = false;
  const says = hoverTooltip(async (view, pos) => {
    const line = view.state.doc.lineAt(pos);
    const text = await host.hover(line.number - 1, pos - line.from);
    if (!text) return null;
    const create = () => {
      const dom = document.createElement('div');
      dom.className = 'cm-hover';
      dom.textContent = text;
      return { dom };
    };
    return { pos, create };
  });
  const stateOf = (text: string, file: string) =>
    EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        // Tab leads on: without a mouse there would be no way out of the editor.
        keymap.of([...defaultKeymap, ...historyKeymap]),
        indentUnit.of('  '),
        /\.(?:ya?ml|json)$/.test(file) ? yaml() : [],
        syntaxHighlighting(highlight),
        lintGutter(),
        says,
        looks,
        EditorView.contentAttributes.of({ 'aria-label': file }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) host.changed(update.state.doc.toString());
        }),
      ],
    });
  const view = new EditorView({ parent });

  return {
    open: (file: string, text: string) => view.setState(stateOf(text, file)),

    /** The text after a fix: what stayed the same keeps its place. */
    replace(text: string): void {
      const old = view.state.doc.toString();
      if (old === text) return;
      quiet = true;
      view.dispatch({ changes: { from: 0, to: old.length, insert: text } });
      quiet = false;
    },

    show(findings: readonly Finding[]): void {
      const { doc } = view.state;
      view.dispatch(
        setDiagnostics(
          view.state,
          findings.map((finding) => diagnosticIn(doc, finding)),
        ),
      );
    },

    reveal(line: number): void {
      const pos = offsetIn(view.state.doc, { line, character: 0 });
      view.dispatch({ effects: EditorView.scrollIntoView(pos, { y: 'center' }) });
    },

    goTo(line: number, character: number): void {
      const pos = offsetIn(view.state.doc, { line, character });
      view.dispatch({ selection: { anchor: pos }, effects: EditorView.scrollIntoView(pos, { y: 'center' }) });
      view.focus();
    },

    dispose: () => view.destroy(),
  };
}

export type Editor = ReturnType<typeof createEditor>;
