// Reading is work in proportion to the text, whatever there is much of: counted in steps, place by place, at three sizes.
import assert from 'node:assert/strict';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import { createFileReader } from '../../server/src/sources/allSources.ts';
import { beginCounting, endCounting, fasterThanInput } from '../steps.ts';
import { GROWING_TEXTS } from './growingTexts.ts';
import { CONTROL_PLANE_SHAPES, KUBELET_SHAPES, type Written } from './objectShapeCases.ts';

/** A list of so many, of twice and of four times as many. */
const SIZE = 40;

/** What is made of one command: the rest of judging is looked at in trees. */
const JUDGED = new Set(['many ExecStart', 'long ExecStart cont', 'long ExecStart cont w template', 'unit w ifs']);

const settings = (size: number, component: Written['component'], names: readonly string[]): Written[] =>
  Array.from({ length: size }, (_, at) => ({ component, name: names[at % names.length] ?? '', value: `${at + 1}s` }));

function grows(file: string, ofSize: (size: number) => string): void {
  const faster = fasterThanInput(SIZE, (size) => {
    const text = ofSize(size);
    return () => createFileReader().read(file, text);
  });
  assert.deepEqual(faster, []);
}

describe('growth of reading', () => {
  before(() => void beginCounting());
  after(endCounting);

  it('notices a search through a list for each of its elements', () => {
    const faster = fasterThanInput(SIZE, (size) => {
      const text = 'a\n'.repeat(10 * size);
      return () => text.split('\n').map((_, at) => text.lastIndexOf('b', at));
    });
    assert.deepEqual(
      faster.map((place) => place.split(':', 1)[0]),
      ['lastIndexOf'],
    );
    assert.deepEqual(
      fasterThanInput(SIZE, (size) => () => 'a\n'.repeat(10 * size).split('\n')),
      [],
    );
  });

  for (const [what, file, ofSize] of GROWING_TEXTS) it(what, () => grows(file, ofSize)).timeout(60_000);

  for (const [what, file, ofSize] of GROWING_TEXTS.filter(([name]) => JUDGED.has(name))) {
    it(`judged: ${what}`, () => {
      const faster = fasterThanInput(SIZE, (size) => {
        const text = ofSize(size);
        return () => {
          const service = createTreeService();
          service.update(file, text);
          return service.snapshot().findings().length;
        };
      });
      assert.deepEqual(faster, []);
    }).timeout(60_000);
  }

  for (const { title, file, write, names } of CONTROL_PLANE_SHAPES) {
    const flags = names ?? ['node-monitor-period', 'node-monitor-grace-period'];
    const list = (size: number) => settings(size, 'kube-controller-manager', flags);
    it(`settings: ${title}`, () => grows(file, (size) => write(list(size)))).timeout(60_000);
    it(`documents: ${title}`, () => grows(file, (size) => `---\n${write(list(2))}`.repeat(size))).timeout(60_000);
  }
  for (const { title, file, write, names } of KUBELET_SHAPES) {
    const fields = names ?? ['nodeStatusUpdateFrequency', 'nodeStatusReportFrequency'];
    const list = (size: number) => settings(size, 'kubelet', fields);
    it(`settings: ${title}`, () => grows(file, (size) => write(list(size)))).timeout(60_000);
    it(`documents: ${title}`, () => grows(file, (size) => `---\n${write(list(2))}`.repeat(size))).timeout(60_000);
  }
});
