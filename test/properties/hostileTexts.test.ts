import assert from 'node:assert/strict';
import { createFileReader } from '../../server/src/sources/allSources.ts';
import { beginCounting, countSteps, endCounting } from '../steps.ts';

/**
 * Long lines and repeated tokens, inside each shape of text: reading ends, is as much work as the text is long, and throws
 * nothing. Work is counted in steps.
 */
const LENGTH = 8_000;
/** Steps a character that are no sign of anything: a text is searched for some hundred things. */
const ENOUGH = 200;
const LIMIT = 1_000;
/** Four times the text is four times the work, not sixteen times. */
const GROWTH = 6;

const TOKENS = [
  ...['{{', '{%', '{{if}}a: b{{end}}\n', "{{'}}'", '${', '%{', '$(', '`', '"', "'", 'A="\'\n', '\\', '\\\n'],
  ...['#', '# ', '\n', '\r', '\t', ' ', '\u00a0', '\0', '-', '- ', '--v=2 ', '--v=2\n', '--v=2 {{a}} '],
  ...[
    '[',
    '[Service]\n',
    'ExecStart=${A} --v=2\n',
    'ExecStart=/kubelet-wrapper\n',
    '=',
    'A={{a}}\n',
    'env ',
    'export ',
  ],
  ...['<<X ', '<<X\n', '<<X\na\nX\n', 'a: ', '&a *a', '<<: *a\n', 'kind: Pod\n', '---\n{{a}}\n', '{"a":'],
  ...['docker run a/', 'docker run $KUBE_', 'sh -c "', '--kubelet-arg ', 'boundary=a ', 'Content-Type: ', 'kube-a'],
];

const SHAPES: readonly (readonly [file: string, before: string, behind?: string])[] = [
  ['kubelet', ''],
  ['kubelet', '--max-pods=9 '],
  ['x.env', 'KUBELET_ARGS="--max-pods=9 ', '"'],
  ['x.service', '[Service]\nExecStart=/usr/bin/kubelet '],
  ['x.service', '[Service]\nExecStart=/bin/sh -c "kubelet '],
  ['x.sh', '#!/bin/sh\nkubelet --max-pods=9 '],
  ['x.tf', 'x = <<X\nkubelet\nX\n'],
  ['Dockerfile', 'FROM a\nCMD ["kubelet", "'],
  ['Dockerfile', 'FROM a\nENV KUBELET_ARGS='],
  ['x.nix', '{ services.kubernetes.kubelet.extraOpts = "'],
  ['x.tf', 'x = "kubelet --max-pods=9 '],
  ['ps.txt', '1234 kubelet --max-pods=9 '],
  ['x.yaml', '- lineinfile:\n    path: kubelet\n    line: --node-monitor-period '],
  ['x.yaml', '#cloud-config\nwrite_files:\n- path: /x/kubelet.service\n  content: '],
  ['x.yaml', 'kind: KubeletConfiguration\napiVersion: kubelet.config.k8s.io/v1beta1\na: '],
  ['user-data', 'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/x-shellscript\n\nkubelet '],
  ['x.yaml', '{"kind":"Pod","spec":{"containers":[{"command":["kubelet","', '"]}]}}'],
];

describe('properties: hostile texts', () => {
  before(() => void beginCounting());
  after(endCounting);

  for (const [file, before, behind = ''] of SHAPES) {
    it(`are as much work as they are long: ${file} ${JSON.stringify(before.slice(0, 32))}`, () => {
      for (const token of TOKENS) {
        const ofLength = (length: number) => before + token.repeat(Math.ceil(length / token.length)) + behind;
        const whole = stepsOf(file, ofLength(LENGTH));
        if (whole < ENOUGH * LENGTH) continue;
        const quarter = stepsOf(file, ofLength(LENGTH / 4));
        const said = `${JSON.stringify(token)}: ${quarter} steps, then ${whole} steps`;
        assert.ok(whole < LIMIT * LENGTH && whole < GROWTH * quarter, said);
      }
    }).timeout(240_000);
  }

  it('has no list on the stack', () => {
    const flags = '--v=2\n'.repeat(130_000);
    assert.equal(createFileReader().read('kubelet', flags)?.settings.length, 130_000);
    const items = `command: [kubelet]\nargs:\n${'- --v=2\n'.repeat(130_000)}`;
    assert.doesNotThrow(() => createFileReader().read('x.yaml', items));
  }).timeout(120_000);
});

function stepsOf(file: string, text: string): number {
  return countSteps(() => createFileReader().read(file, text)).steps;
}
