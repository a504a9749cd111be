import { strict as assert } from 'node:assert';
import { clusterStatus } from '../../../server/src/features/clusterStatus.ts';
import type { FileView } from '../../../server/src/features/fileView.ts';
import { hover } from '../../../server/src/features/hover.ts';
import { inlayHints } from '../../../server/src/features/inlayHints.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { english } from '../../../server/src/text/message.ts';
import { controllerManager } from '../assembly/tree.ts';

const store = [
  'apiVersion: apps/v1',
  'kind: StatefulSet',
  'metadata: {name: ledger}',
  'spec:',
  '  template:',
  '    spec:',
  '      terminationGracePeriodSeconds: 0',
  '      containers: [{name: main, image: example}]',
  '      volumes: [{name: data, nfs: {server: a, path: /b}}]',
  '',
].join('\n');
const shoot = (name: string, grace: string) =>
  `apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: ${name}}\nspec: {kubernetes: {kubeControllerManager: {nodeMonitorGracePeriod: ${grace}}}}\n`;

function viewOf(file: string, files: Readonly<Record<string, string>>): FileView {
  const service = createTreeService();
  for (const [name, text] of Object.entries(files)) service.update(name, text);
  return {
    snapshot: service.snapshot(),
    file,
    text: files[file],
    words: english,
    uriOf: (one) => `file:///${one}`,
    versionOf: () => null,
  };
}

const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const support = {
  hoverMarkdown: true,
  hoverPictures: false,
  theme: 'light',
  hiddenHints: [],
  clientFiles: false,
} as const;

function textOf(answer: ReturnType<typeof hover>): string {
  const { contents } = answer ?? { contents: '' };
  return typeof contents === 'string' ? contents : 'value' in contents ? contents.value : contents.join('\n');
}

describe('features: what may belong to several clusters', () => {
  const view = viewOf('apps/ledger.yaml', {
    'east/kcm.yaml': controllerManager('--node-monitor-grace-period=50s'),
    'west/kcm.yaml': controllerManager('--node-monitor-grace-period=2m'),
    'apps/ledger.yaml': store,
  });

  it('a hover says what happens in the others', () => {
    const text = textOf(hover(view, { line: 2, character: 18 }, support));
    assert.match(text, /This is what happens in east; nothing says to which cluster it belongs\./);
    assert.match(text, /In west: two writers, from 6 min 55 s on\./);
  });

  it('a hover shows the cluster that the folder is called like', () => {
    const likely = viewOf('apps/west/ledger.yaml', {
      'clusters/east/kcm.yaml': controllerManager('--node-monitor-grace-period=50s'),
      'clusters/west/kcm.yaml': controllerManager('--node-monitor-grace-period=2m'),
      'apps/west/ledger.yaml': store,
    });
    const text = textOf(hover(likely, { line: 2, character: 18 }, support));
    assert.match(
      text.replace(/\s+/g, ' '),
      /This is what happens in west; by its folder it is the likeliest cluster\./,
    );
    assert.match(text, /In east: two writers, from 5 min 45 s on\./);
  });

  it('a hint names the clusters, the status item says that none is told', () => {
    const [hint] = inlayHints(view, all, support);
    assert.equal(hint?.label, '→ two writers from 5 min 45 s');
    assert.match(
      JSON.stringify(hint?.tooltip),
      /In east: two writers, from 5 min 45 s on.*In west: two writers, from 6 min 55 s/,
    );
    assert.match(clusterStatus(view)?.tooltip ?? '', /may belong to east or west/);
  });

  it('in a file of several clusters each place speaks of its own', () => {
    const two = viewOf('shoots.yaml', { 'shoots.yaml': `${shoot('east', '1m')}---\n${shoot('west', '2m')}` });
    assert.match(textOf(hover(two, { line: 3, character: 55 }, support)), /\b1m\b/);
    assert.match(textOf(hover(two, { line: 8, character: 55 }, support)), /\b2m\b/);
    assert.equal(inlayHints(two, all, support).length, 2);
  });
});
