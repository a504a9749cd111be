import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../scripts/editors/port.mjs';
import { serveWeb } from '../../../scripts/editors/web.mjs';
import type { Editor, EditorInput } from './editor.ts';
import { unpack } from './vsix.ts';

/** VS Code for the Web: everything in the browser. What the VSIX holds is served as it is, beside the suite. */
export async function startWeb({ vsix, suite, work, folder, tests }: EditorInput): Promise<Editor> {
  const extensions = join(work, 'extensions');
  mkdirSync(extensions, { recursive: true });
  unpack(vsix, join(extensions, 'extension'));
  cpSync(suite, join(extensions, 'suite'), { recursive: true });
  return await serveWeb({
    port: await freePort(31_300),
    folder,
    extensions,
    ...(tests ? { tests: join(extensions, 'suite', 'main.js') } : {}),
  });
}
