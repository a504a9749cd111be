// Documents that go-yaml refuses for their aliases, and keys that stand twice: each run through sigs.k8s.io/yaml 1.4.0.
import assert from 'node:assert/strict';
import { readFile } from '../../../server/src/sources/allSources.ts';

const HEAD = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: ledger}\n';

/** The sentence and its line, from 1; `read` where nothing is wrong. */
function readAs(text: string): string {
  const problems = readFile('a.yaml', text)?.problems ?? [];
  return problems.map(({ message, range }) => `${range.start.line + 1}: ${message}`).join('; ') || 'read';
}

const spec = (pod: string) => `spec:\n  template:\n    spec:\n${pod.replaceAll(/^/gm, '      ')}\n`;

describe('sources: aliases and merges that no decoder follows', () => {
  it('are said where they stand', () => {
    const rows: Readonly<Record<string, string>> = {
      [`x: &base {a: b}\n---\n${HEAD}${spec('<<: *base')}`]:
        '9: The anchor base does not stand before this alias in the document',
      [`${HEAD}${spec('terminationGracePeriodSeconds: *grace\nhostname: &grace x')}`]:
        '7: The anchor grace does not stand before this alias in the document',
      [`${HEAD}spec: &all\n  template:\n    spec:\n      <<: *all\n`]: '7: The anchor all holds this alias of itself',
      [`${HEAD}x: &base\n${spec('<<: *base')}`]: '8: << merges what is no map',
      [`${HEAD}${spec('<<: [a, b]')}`]: '7: << merges what is no map',
    };
    for (const [text, said] of Object.entries(rows)) assert.equal(readAs(text), said);
  });

  it('are fine where go-yaml follows them', () => {
    const good = [
      `${HEAD}x: &base {terminationGracePeriodSeconds: 5}\n${spec('<<: *base')}`,
      `${HEAD}x: [&a {hostname: a}, &b {subdomain: b}]\n${spec('<<: [*a, *b]')}`,
      `${HEAD}${spec('"<<": text')}`,
      `${HEAD}${spec("schedule: '*/5 * * * *'\nhostname: a*b")}`,
      // A template may set the anchor.
      `${HEAD}{{ .Values.anchors }}\n${spec('<<: *base')}`,
    ];
    for (const text of good) assert.equal(readAs(text), 'read');
  });
});

describe('sources: keys that stand twice', () => {
  function podOf(pod: string) {
    return readFile('a.yaml', `${HEAD}${spec(pod)}`)?.workloads[0]?.pod;
  }

  it('count as the last of them says, where no template chooses', () => {
    const tolerations = podOf('tolerations:\nhostname: a\ntolerations: [{operator: Exists}, {key: a}]')?.tolerations;
    assert.equal(tolerations?.known && tolerations.value.length, 2);
    const volumes = podOf('volumes: [{name: a, nfs: {server: s, path: /a}}]\nvolumes: [{name: b, emptyDir: {}}]');
    assert.deepEqual(
      volumes?.volumes.map(({ name }) => name),
      ['b'],
    );
  });

  it('are all possible where one chooses', () => {
    const pod = podOf(
      '{{ if .a }}\nvolumes: [{name: a, nfs: {server: s, path: /a}}]\n{{ else }}\nvolumes: [{name: b, emptyDir: {}}]\n{{ end }}',
    );
    assert.deepEqual(
      pod?.volumes.map(({ name }) => name),
      ['a', 'b'],
    );
  });
});
