import { strict as assert } from 'node:assert';
import { createClientFileProvider } from '../../../server/src/entry/clientFileProvider.ts';
import { withoutIgnored } from '../../../server/src/project/ignoredFiles.ts';

function kept(texts: Readonly<Record<string, string>>): Promise<string[]> {
  return withoutIgnored(Object.keys(texts), (file) => Promise.resolve(new TextEncoder().encode(texts[file])));
}

describe('project: ignored files of a list', () => {
  it('are those of the nearest .gitignore that speaks of them', async () => {
    const files = await kept({
      '.gitignore': '*.log\n/out\n',
      'a.log': '',
      'b.yaml': '',
      'logs/.gitignore': '!keep.log\n',
      'logs/keep.log': '',
      'logs/other.log': '',
      'out/c.yaml': '',
      'logs/out/d.yaml': '',
    });
    assert.deepEqual(files, ['.gitignore', 'b.yaml', 'logs/.gitignore', 'logs/keep.log', 'logs/out/d.yaml']);
  });

  it('stay out where their folder is out, whatever is said below', async () => {
    const files = await kept({ '.gitignore': 'out/\n', 'out/.gitignore': '!*\n', 'out/deep/er/a.yaml': '', out2: '' });
    assert.deepEqual(files, ['.gitignore', 'out2']);
  });

  it('are none where the .gitignore cannot be read', async () => {
    const files = await withoutIgnored(['.gitignore', 'a.log'], () => Promise.resolve(undefined));
    assert.deepEqual(files, ['.gitignore', 'a.log']);
  });

  it('are left out of what an editor in the browser lists', async () => {
    const texts = new Map([
      ['memfs:/w/.gitignore', '*.log\n'],
      ['memfs:/w/a.log', 'x'],
      ['memfs:/w/b.yaml', 'x'],
    ]);
    const answer = (method: string, { uri }: { uri?: string }) =>
      method.endsWith('/findFiles') ? [...texts.keys()] : btoa(texts.get(uri ?? '') ?? '');
    const connection = { sendRequest: async (method: string, params: object) => answer(method, params) };
    const provider = createClientFileProvider(connection as never, 'memfs:/w');
    const files: string[] = [];
    for await (const file of provider.list()) files.push(file);
    assert.deepEqual(files, ['.gitignore', 'b.yaml']);
  });
});
