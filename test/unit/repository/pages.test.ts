import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { PRINTED_KINDS } from '../../../server/src/kubernetes/printedKinds.ts';

/** Pages that say where things are; those of the rules are tested with the rules. */
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/architecture.md',
  'docs/cluster.md',
  'docs/command-line.md',
  'docs/comparison.md',
  'docs/configuration.md',
  'docs/editors.md',
  'docs/evidence.md',
  'docs/faq.md',
  'docs/releasing.md',
  'docs/start.md',
  'docs/troubleshooting.md',
  'docs/verdicts.md',
  'docs/versions.md',
  '.github/PULL_REQUEST_TEMPLATE.md',
];
const folders = ['client', 'docs', 'examples', 'schemas', 'scripts', 'server', 'syntaxes', 'test'];
const files = folders
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
      posix.join(folder, file.replaceAll('\\', '/')),
    ),
  )
  .filter((file) => !file.includes('node_modules/'));
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Readonly<Record<string, string>> };

/** Stand for what the reader makes. */
const isExample = (path: string) => /\bmy[-A-Z]/.test(path);

/** Our files and folders that a page names in code; what Kubernetes has is told by its ending. */
function named(text: string): string[] {
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);
  return code.filter((words) => /^[\w.-]+(?:\/[\w.-]+)*\/?$/.test(words) && /(?:\.(?:c?ts|[cm]js)|\/)$/.test(words));
}

/** A path from the root, or the end of one. */
function isThere(path: string): boolean {
  const plain = path.replace(/\/$/, '');
  return existsSync(plain) || files.some((file) => file === plain || file.endsWith(`/${plain}`));
}

/** Links of a page that lead to no file. What stands in code links nowhere. */
function deadLinks(page: string): string[] {
  const text = readFileSync(page, 'utf8').replaceAll(/^ *```[\s\S]*?^ *```$|`[^`\n]*`/gm, '');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !existsSync(posix.join(posix.dirname(page), link))).map((link) => `${page}: ${link}`);
}

describe('repository: pages', () => {
  it('lead to files that are there', () => {
    const all = [...pages, ...files.filter((file) => file.startsWith('docs/') && file.endsWith('.md'))];
    assert.deepEqual(all.flatMap(deadLinks), []);
  });

  it('know what a path is', () => {
    const text = 'In `server/src/a.ts` and `b.mjs`, below `text/`, not `pkg/x.go`, `--fix`, `a | b`, `1.37` or `c`.';
    assert.deepEqual(named(text), ['server/src/a.ts', 'b.mjs', 'text/']);
    assert.equal(isThere('server/src/index.ts'), true);
    assert.equal(isThere('src/index.ts'), true);
    assert.equal(isThere('catalogue/'), true);
    assert.equal(isThere('ndex.ts'), false);
  });

  for (const page of ['docs/cluster.md', 'docs/incident.md']) {
    it(`${page} asks for the kinds that the plugin of kubectl asks for`, () => {
      assert.ok(readFileSync(page, 'utf8').includes(`kubectl get ${PRINTED_KINDS} -A -o json`));
    });
  }

  for (const page of pages) {
    const text = readFileSync(page, 'utf8');

    it(`${page} names files and folders that are there`, () => {
      const elsewhere =
        /^(?:pkg|cmd|plugin|staging|replicaset|job|reconciler|util|attachdetach|nodeshutdown|app|dist|out)\b/;
      const missing = named(text).filter((path) => !isExample(path) && !elsewhere.test(path) && !isThere(path));
      assert.deepEqual(missing, []);
    });

    it(`${page} names commands that are there`, () => {
      const runs = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, script = '']) => script);
      assert.deepEqual(
        runs.filter((script) => !(script in scripts)),
        [],
      );
      const programs = [...text.matchAll(/\bnode (?:--[\w=]+ )*(scripts\/[\w/.]+)/g)].map(([, file = '']) => file);
      assert.deepEqual(
        programs.filter((file) => !existsSync(file)),
        [],
      );
    });
  }
});
