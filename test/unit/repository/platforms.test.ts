// docs/platforms/: every example is read, does what its page says, and shows what `tune` really answers.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { isUpdate } from '../../golden.ts';
import { runIn } from '../cli/commandLine.ts';

const FOLDER = join(import.meta.dirname ?? __dirname, '../../../docs/platforms');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: nginx }]
`;

type Files = Readonly<Record<string, string>>;

/** The fenced blocks of a page; the first line of each names its file. */
function filesOf(page: string): Files {
  const blocks = [...page.matchAll(/^```\w+\n# (\S+)\n([\s\S]*?)^```$/gm)];
  return Object.fromEntries(blocks.map(([, file = '', text = '']) => [file, text]));
}

const { 'db.yaml': db = '', 'fencing.yaml': fencing = '' } = filesOf(read('README.md'));
const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');

function evictedBy(files: Files): number | undefined {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  for (const [file, text] of Object.entries(files)) service.update(file, text);
  if (!('deployment.yaml' in files)) service.update('web.yaml', WEB);
  const [report, ...others] = service.snapshot().clusters;
  assert.deepEqual(others, []);
  return report?.analysis.workloads.find(({ workload }) => workload.name === 'web')?.eviction?.latest;
}

/** Paragraphs of what `tune` prints, with a mark where its tables of values and their price stand. */
function answer(out: string): string {
  const kept = out
    .trimEnd()
    .split('\n\n')
    .slice(1) // the name of the folder
    .map((part) => (/^(?:As it is|The price| {2}(?:--|node))/.test(part) ? '…' : part));
  return ['```text', kept.filter((part, index) => part !== '…' || kept[index - 1] !== '…').join('\n\n'), '```'].join(
    '\n',
  );
}

/** The page with what its command says, and whether that says that the target is met. */
async function tuned(page: string, marker: string, files: Files): Promise<{ page: string; met: boolean }> {
  const [, command = ''] = /`kube-node-lifecycle (tune [^`]+)`/.exec(page) ?? [];
  const { status, out } = await runIn(files, command.split(' '));
  const [begin, end] = [`<!-- ${marker}:begin -->\n`, `<!-- ${marker}:end -->`];
  const at = page.indexOf(begin) + begin.length;
  return { page: `${page.slice(0, at)}${answer(out)}\n${page.slice(page.indexOf(end))}`, met: status === 0 };
}

/** Not within 90 s even with fencing: the control plane is the provider's, or has no field for the period of looking. */
const OUT_OF_REACH = ['aks.md', 'eks.md', 'gardener.md', 'gke.md', 'openshift.md'];

describe('docs/platforms', () => {
  it('has a page for each row of its table', () => {
    const rows = [...read('README.md').matchAll(/^\| \[[^\]]+\]\(([\w-]+\.md)\)/gm)].map(([, name = '']) => name);
    assert.deepEqual(rows.sort(), [...pages].sort());
  });

  for (const name of pages) {
    const files = filesOf(read(name));

    it(`${name}: a pod without a volume is evicted within 90 s`, () => {
      const latest = evictedBy(files);
      // OpenShift has its profiles: a grace period of 2 min and a toleration of 60 s.
      const [from, to] = name === 'openshift.md' ? [180_000, 200_000] : [60_000, 90_000];
      assert.ok(latest !== undefined && latest > from && latest <= to, String(latest));
    });

    it(`${name}: says what tune says of a database, without and with fencing`, async () => {
      const [, provisioner = ''] = /its `PROVISIONER` here `([^`]+)`/.exec(read(name)) ?? [];
      const [, agent = ''] = /its `AGENT` here `([^`]+)`/.exec(read(name)) ?? [];
      assert.ok(provisioner !== '' && agent !== '');
      const { 'deployment.yaml': _, ...platform } = files;
      const without = { ...platform, 'db.yaml': db.replace('PROVISIONER', provisioner) };
      const first = await tuned(read(name), 'without', without);
      const both = await tuned(first.page, 'with', { ...without, 'fencing.yaml': fencing.replace('AGENT', agent) });
      assert.deepEqual([first.met, both.met], [false, !OUT_OF_REACH.includes(name)]);
      if (isUpdate) writeFileSync(join(FOLDER, name), both.page);
      assert.equal(read(name), both.page);
    });
  }
});
