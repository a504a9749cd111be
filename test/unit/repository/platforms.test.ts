// docs/platforms.md: every example is read, and does what the page says of all of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const PAGE = readFileSync(join(import.meta.dirname ?? __dirname, '../../../docs/platforms.md'), 'utf8');

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

/** Fenced blocks by heading; the first line of each names the file. */
const examples = PAGE.split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const [heading = ''] = section.split('\n', 1);
    return [...section.matchAll(/^```\w+\n# (\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', text = '']) => {
      return { heading, file: file.replace(/^\//, ''), text };
    });
  });

function evictedBy(file: string, text: string): number | undefined {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  service.update(file, text);
  if (!text.includes('kind: Deployment')) service.update('web.yaml', WEB);
  const [report, ...others] = service.snapshot().clusters;
  assert.deepEqual(others, []);
  const web = report?.analysis.workloads.find(({ workload }) => workload.name === 'web');
  return web?.eviction?.latest;
}

describe('docs/platforms.md', () => {
  it('has an example for each platform', () => {
    assert.deepEqual(
      examples.map(({ heading }) => heading),
      PAGE.split('\n').flatMap((line) => (line.startsWith('## ') ? line.slice(3) : [])),
    );
  });

  for (const { heading, file, text } of examples) {
    if (heading === 'OpenShift') continue;
    it(`${heading}: evicted within 90 s`, () => {
      const latest = evictedBy(file, text);
      assert.ok(latest !== undefined && latest > 60_000 && latest <= 90_000, String(latest));
    });
  }

  it('OpenShift: the profile decides', () => {
    const openShift = examples.find(({ heading }) => heading === 'OpenShift');
    assert.ok(openShift);
    // A grace period of 2 min and a toleration of 60 s.
    const latest = evictedBy(openShift.file, openShift.text);
    assert.ok(latest !== undefined && latest > 180_000 && latest <= 200_000, String(latest));
  });
});
