// The panel of the editors in a frame of its own: the same page, with the site's colours for the editor's.
import { panelDocument } from '@repository/client/src/panelDocument.ts';
import script from './panelScript.js?raw';
import type { Explanation, Theme } from './server.ts';

const colours: Readonly<Record<Theme, string>> = {
  light:
    '--vscode-foreground:#3c3c43;--vscode-descriptionForeground:#67676c;--vscode-panel-border:#d8d8dc;--vscode-widget-border:#d8d8dc;--vscode-textLink-foreground:#1f4e79;--vscode-focusBorder:#1f4e79;--vscode-editor-background:#fff',
  dark: '--vscode-foreground:#dfdfd6;--vscode-descriptionForeground:#9f9fa6;--vscode-panel-border:#3c3f44;--vscode-widget-border:#3c3f44;--vscode-textLink-foreground:#8ab4e8;--vscode-focusBorder:#8ab4e8;--vscode-editor-background:#1b1b1f',
};
const controls = (theme: Theme) =>
  theme === 'dark'
    ? '--vscode-dropdown-background:#2b2b30;--vscode-dropdown-foreground:#dfdfd6;--vscode-input-background:#2b2b30;--vscode-input-foreground:#dfdfd6;--vscode-button-background:#2f5d8c;--vscode-button-foreground:#fff;--vscode-button-secondaryBackground:#3a3d44;--vscode-button-secondaryForeground:#dfdfd6;--vscode-textCodeBlock-background:#2b2b30'
    : '--vscode-dropdown-background:#fff;--vscode-dropdown-foreground:#3c3c43;--vscode-input-background:#fff;--vscode-input-foreground:#3c3c43;--vscode-button-background:#1f4e79;--vscode-button-foreground:#fff;--vscode-button-secondaryBackground:#e6e8ec;--vscode-button-secondaryForeground:#3c3c43;--vscode-textCodeBlock-background:#f0f0f2';

const frameStyle = (theme: Theme) =>
  `:root{color-scheme:${theme};${colours[theme]};${controls(theme)};--vscode-font-family:system-ui,sans-serif;--vscode-editor-font-family:ui-monospace,monospace}` +
  'body{margin:0;font-family:var(--vscode-font-family);color:var(--vscode-foreground);background:var(--vscode-editor-background)}a{color:var(--vscode-textLink-foreground)}';

/** Stands where an editor gives its pages a way to talk to it. It comes before the page's own policy and style. */
const bridge = (theme: Theme) => `<script>
globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => parent.postMessage(message, '*'), setState() {}, getState() {} });
const colours = new CSSStyleSheet();
colours.replaceSync(${JSON.stringify(frameStyle(theme))});
document.adoptedStyleSheets = [colours];
addEventListener('DOMContentLoaded', () => document.body.classList.add('vscode-${theme}'));
</script>`;

/** The frame's document. */
export function panelFrame(theme: Theme): string {
  return panelDocument(script).replace('<head>', `<head>${bridge(theme)}`);
}

/** What the frame's page may say; anything else is not listened to. */
export type PanelMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly href: string }
  | { readonly kind: 'choose'; readonly choices: Readonly<Record<string, string>> }
  | { readonly kind: 'act'; readonly act: string; readonly value: string };

export function panelMessage(data: unknown): PanelMessage | undefined {
  const { kind } = (data ?? {}) as { kind?: unknown };
  return kind === 'ready' || kind === 'open' || kind === 'choose' || kind === 'act'
    ? (data as PanelMessage)
    : undefined;
}

const none =
  '<h1>No cluster yet</h1><p>Add settings of kube-controller-manager, or a workload with a volume: then this page says when everything happens.</p>';

/** @param isAnswered by the server: before, it is no news that there is no cluster */
export function panelContent(shown: Explanation | undefined, isAnswered: boolean): Readonly<Record<string, string>> {
  return { state: '', style: shown?.style ?? '', body: shown?.body ?? (isAnswered ? none : '<p>Starting…</p>') };
}
