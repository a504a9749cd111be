import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFile } from '../../server/src/sources/allSources.ts';
import { applyEdits } from '../unit/sources/wholeFile.ts';

interface Flag {
  readonly name: string;
  readonly value: string;
}

type Shape = readonly [title: string, file: string, write: (flags: readonly Flag[]) => string];

const unit = (flags: readonly Flag[], slash = '\\'): string =>
  `[Service]\nExecStart=/usr/bin/kubelet ${slash}\n  ${flags.map(written).join(` ${slash}\n  `)}\nRestart=always\n`;
const indent = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

/** The same unit or arguments inside other files. */
const SHAPES: readonly Shape[] = [
  ['quoted here-document', 'x.sh', (flags) => `cat > a.service <<'EOF'\n${unit(flags)}EOF\necho done\n`],
  ['expanded here-document', 'x.sh', (flags) => `cat > a.service <<EOF\n${unit(flags, '\\\\')}EOF\necho done\n`],
  ['here-document with tabs', 'x.sh', (flags) => `cat > a.service <<-EOF\n${indent(unit(flags, '\\\\'), '\t')}\tEOF\n`],
  [
    'cloud-init',
    'user-data',
    (flags) =>
      `#cloud-config\nwrite_files:\n  - path: a.service\n    content: |\n${indent(unit(flags), '      ')}  - path: b\n`,
  ],
  [
    'Butane',
    'a.bu',
    (flags) =>
      `variant: fcos\nversion: 1.5.0\nsystemd:\n  units:\n    - name: a.service\n      contents: |\n${indent(unit(flags), '        ')}`,
  ],
  [
    'Ignition',
    'a.ign',
    (flags) =>
      JSON.stringify({ ignition: {}, systemd: { units: [{ name: 'a.service', contents: unit(flags) }] } }, null, 2),
  ],
  [
    'Ignition with a data URL',
    'a.ign',
    (flags) =>
      JSON.stringify({
        ignition: {},
        storage: { files: [{ path: 'a.service', contents: { source: `data:,${encodeURIComponent(unit(flags))}` } }] },
      }),
  ],
  ['Terraform', 'a.tf', (flags) => `data = <<-EOT\n${indent(unit(flags), '    ')}  EOT\n`],
  [
    'multipart user data',
    'user-data',
    (flags) =>
      `Content-Type: multipart/mixed; boundary="B"\n\n--B\nContent-Type: text/x-shellscript\n\n#!/bin/sh\nkubelet ${flags.map(written).join(' ')} &\n--B--\n`,
  ],
  ['script in a script', 'x.sh', (flags) => `cat > y.sh <<'A'\n#!/bin/sh\ncat > a.service <<'B'\n${unit(flags)}B\nA\n`],
  [
    'k3s',
    'x.sh',
    (flags) => `k3s server \\\n  ${flags.map((flag) => `--kubelet-arg=${flag.name}=${flag.value}`).join(' \\\n  ')}\n`,
  ],
  [
    'minikube',
    'x.sh',
    (flags) => `minikube start ${flags.map((flag) => `--extra-config=kubelet.${flag.name}=${flag.value}`).join(' ')}\n`,
  ],
  ['EKS', 'x.sh', (flags) => `/etc/eks/bootstrap.sh c --kubelet-extra-args '${flags.map(written).join(' ')}'\n`],
  [
    'list',
    'a.yaml',
    (flags) => `command:\n  - kubelet\n${flags.map((flag) => `  - ${written(flag)}\n`).join('')}other: 1\n`,
  ],
];

function written(flag: Flag): string {
  return `--${flag.name}=${flag.value}`;
}

const name = fc.stringMatching(/^[a-z]{2,8}(-[a-z]{2,8}){0,2}$/);
const value = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9./-]{0,11}$/);
/** One flag of ours, so that every shape is recognised, and others. */
const flags = fc
  .uniqueArray(fc.record({ name, value }), { maxLength: 4, selector: (flag) => flag.name })
  .chain((others) =>
    fc
      .tuple(value, fc.nat(others.length))
      .map(([ours, at]) => [
        ...others.slice(0, at),
        { name: 'node-status-update-frequency', value: ours },
        ...others.slice(at),
      ]),
  );

describe('properties: shapes inside other files', () => {
  for (const [title, file, write] of SHAPES) {
    it(`reads and writes back: ${title}`, () => {
      fc.assert(
        fc.property(flags, fc.nat(), value, (list, pick, next) => {
          const text = write(list);
          assert.deepEqual(pairsOf(file, text), list.map(pair));
          const chosen = list[pick % list.length];
          const setting = readFile(file, text)?.settings.find((candidate) => candidate.name === chosen?.name);
          assert.ok(chosen && setting);
          const apply = (edits: Parameters<typeof applyEdits>[1]) => applyEdits(text, edits);
          const other = (flag: Flag, to: Flag): Flag => (flag === chosen ? to : flag);
          const replaced = list.map((flag) => other(flag, { name: flag.name, value: next }));
          assert.equal(apply(setting.rewriter.replace(next)), write(replaced));
          const renamed = list.map((flag) => other(flag, { name: 'zz-top', value: flag.value }));
          assert.equal(apply(setting.rewriter.rename('zz-top')), write(renamed));
          const rest = list.filter((flag) => flag !== chosen);
          if (rest.length > 0) assert.equal(apply(setting.rewriter.remove()), write(rest));
        }),
        { numRuns: 40 },
      );
    });
  }
});

function pair(flag: Flag): [string, string] {
  return [flag.name, flag.value];
}

function pairsOf(file: string, text: string): [string, string][] {
  return (readFile(file, text)?.settings ?? []).map(({ name, value }) => [name, value.known ? value.value : '?']);
}
