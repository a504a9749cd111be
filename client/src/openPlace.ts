// Opens places that pages link to.
import { env, Range, Uri, ViewColumn, window } from 'vscode';

/** Places of the workspace carry the fragment `L12,5`; what leads out of it is opened in the browser. */
export async function openPlace(href: string): Promise<void> {
  const uri = Uri.parse(href, true);
  if (uri.scheme === 'https') {
    await env.openExternal(uri);
    return;
  }
  const [, line = '1', character = '1'] = /^L(\d+),(\d+)$/.exec(uri.fragment) ?? [];
  const at = new Range(Number(line) - 1, Number(character) - 1, Number(line) - 1, Number(character) - 1);
  await window.showTextDocument(uri.with({ fragment: '' }), { selection: at, viewColumn: ViewColumn.One });
}
