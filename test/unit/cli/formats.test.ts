import assert from 'node:assert/strict';
import type { Log } from 'sarif';
import { ruleOf } from '../../../server/src/rules/allRules.ts';
import { runIn } from './commandLine.ts';
import { FILES, KUBEADM, MYSQL } from './exampleFiles.ts';

/** Names that formats have to escape, each in its own way. */
const ODD = {
  'a b/50% & "x",<y>:1.yaml': MYSQL,
  'kubeadm.yaml': KUBEADM,
};

async function report(format: string, files: Readonly<Record<string, string>> = FILES): Promise<string> {
  return (await runIn(files, ['check', '--format', format])).out;
}

describe('check --format sarif', () => {
  it('is a SARIF log with what code scanning services need', async () => {
    const log = JSON.parse(await report('sarif')) as Log;
    assert.equal(log.version, '2.1.0');
    assert.match(log.$schema ?? '', /sarif-schema-2\.1\.0\.json$/);
    assert.equal(log.runs.length, 1);
    const [run] = log.runs;
    const driver = run?.tool.driver;
    assert.equal(driver?.name, 'kube-node-lifecycle');
    assert.match(driver?.semanticVersion ?? '', /^\d+\.\d+\.\d+/);
    assert.equal(run?.columnKind, 'utf16CodeUnits');
    const ids = driver?.rules?.map(({ id }) => id) ?? [];
    assert.deepEqual(ids, ['eviction-rate-zero-is-not-off', 'force-removal-on-eviction', 'heartbeat-margin']);
    for (const rule of driver?.rules ?? []) {
      assert.equal(rule.shortDescription?.text, String(ruleOf(rule.id)?.docs.title));
      assert.match(rule.helpUri ?? '', /^https:\/\//);
    }
    assert.deepEqual(
      run?.results?.map(({ ruleId, ruleIndex, level }) => [ruleId, ids[ruleIndex ?? -1], level]),
      [
        ['heartbeat-margin', 'heartbeat-margin', 'warning'],
        ['eviction-rate-zero-is-not-off', 'eviction-rate-zero-is-not-off', 'warning'],
        ['force-removal-on-eviction', 'force-removal-on-eviction', 'error'],
      ],
    );
  });

  it('counts lines and columns from one, and fingerprints every result', async () => {
    const log = JSON.parse(await report('sarif')) as Log;
    const results = log.runs[0]?.results ?? [];
    const [location] = results[2]?.locations ?? [];
    assert.deepEqual(location?.physicalLocation, {
      artifactLocation: { uri: 'clusters/prod/mysql.yaml' },
      region: { startLine: 9, startColumn: 38, endLine: 9, endColumn: 39 },
    });
    const prints = results.map(({ partialFingerprints }) => Object.values(partialFingerprints ?? {})[0]);
    assert.equal(new Set(prints).size, results.length);
    for (const result of results) {
      assert.ok(result.message.text);
      assert.equal(result.locations?.length, 1);
      for (const related of result.relatedLocations ?? []) assert.ok(related.message?.text && related.physicalLocation);
      for (const fix of result.fixes ?? []) {
        assert.ok(fix.description?.text);
        assert.ok(fix.artifactChanges.length > 0);
        for (const { replacements } of fix.artifactChanges) assert.ok(replacements.length > 0);
      }
    }
    const [fix] = results[2]?.fixes ?? [];
    assert.deepEqual(fix?.artifactChanges[0]?.replacements, [
      {
        deletedRegion: { startLine: 9, startColumn: 38, endLine: 9, endColumn: 39 },
        insertedContent: { text: '30' },
      },
    ]);
  });

  it('writes file names as URIs', async () => {
    const log = JSON.parse(await report('sarif', ODD)) as Log;
    const uris = log.runs[0]?.results?.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri);
    assert.equal(uris?.[0], 'a%20b/50%25%20%26%20%22x%22%2C%3Cy%3E%3A1.yaml');
  });

  it('has a run also where nothing is found', async () => {
    const log = JSON.parse(await report('sarif', {})) as Log;
    assert.deepEqual([log.runs[0]?.results, log.runs[0]?.tool.driver.rules], [[], []]);
  });
});

describe('check --format junit', () => {
  /** Element names, attributes and text, in the plainest way; throws for XML that is not well-formed in what we use of it. */
  function parse(xml: string) {
    const elements: { name: string; attributes: Map<string, string> }[] = [];
    const open: string[] = [];
    const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
    for (const match of body.matchAll(/<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|<|>/g)) {
      const [whole, end, name, attributes = '', empty] = match;
      if (name === undefined) throw new Error(`not well-formed at ${match.index}: ${whole}`);
      if (end) {
        assert.equal(open.pop(), name);
        continue;
      }
      if (!empty) open.push(name);
      const pairs = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)];
      elements.push({
        name,
        attributes: new Map(
          pairs.map(([, key = '', value = '']) => [
            key,
            value.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
          ]),
        ),
      });
    }
    assert.deepEqual(open, []);
    assert.doesNotMatch(body.replace(/&#\d+;/g, ''), /&/);
    return elements;
  }

  it('has a suite a file and a case a finding, passed files too, with counts that are right', async () => {
    const elements = parse(await report('junit'));
    const [root] = elements;
    assert.deepEqual(
      [root?.name, root?.attributes.get('tests'), root?.attributes.get('failures')],
      ['testsuites', '4', '3'],
    );
    assert.deepEqual(
      elements
        .filter(({ name }) => name === 'testsuite')
        .map(({ attributes }) => [attributes.get('name'), attributes.get('tests'), attributes.get('failures')]),
      [
        ['clusters/prod/kubeadm.yaml', '2', '2'],
        ['clusters/prod/mysql.yaml', '1', '1'],
        ['clusters/prod/web.yaml', '1', '0'],
      ],
    );
    assert.deepEqual(
      elements.filter(({ name }) => name === 'failure').map(({ attributes }) => attributes.get('type')),
      ['warning', 'warning', 'error'],
    );
  });

  it('escapes what stands in names and messages', async () => {
    const elements = parse(await report('junit', ODD));
    const names = elements.filter(({ name }) => name === 'testsuite').map(({ attributes }) => attributes.get('name'));
    assert.deepEqual(names, ['a b/50% & "x",<y>:1.yaml', 'kubeadm.yaml']);
  });

  it('passes what is only worth knowing, and one case where nothing is found', async () => {
    const files = { 'kubeadm.yaml': KUBEADM.replace('20s', '51s').replace('"0"', '"0.1"') };
    const info = parse(await report('junit', files));
    assert.equal(info[0]?.attributes.get('failures'), '0');
    assert.ok(info.some(({ name }) => name === 'system-out'));
    const nothing = parse(await report('junit', {}));
    assert.deepEqual(
      nothing.map(({ name, attributes }) => [name, attributes.get('tests')]),
      [
        ['testsuites', '1'],
        ['testsuite', '1'],
        ['testcase', undefined],
      ],
    );
  });
});

describe('check --format github', () => {
  it('is a workflow command a finding, escaped as the runner wants it', async () => {
    const lines = (await report('github', ODD)).trimEnd().split('\n');
    assert.equal(lines.length, 3);
    assert.match(
      lines[0] ?? '',
      /^::error file=a b\/50%25 & "x"%2C<y>%3A1\.yaml,line=9,endLine=9,col=38,endColumn=39,title=force-removal-on-eviction::/,
    );
    assert.match(lines[1] ?? '', /^::warning file=kubeadm\.yaml,line=7,/);
    assert.equal(await report('github', {}), '');
  });
});

describe('check --format unix', () => {
  it('is a line a finding, as compilers print them', async () => {
    const lines = (await report('unix', ODD)).split('\n');
    assert.equal(lines.length, 4);
    assert.match(
      lines[0] ?? '',
      /^a b\/50% & "x",<y>:1\.yaml:9:38: error: Grace period 0: .* \(StatefulSet db\/mysql\) \[force-removal-on-eviction\]$/,
    );
    assert.match(lines[1] ?? '', /^kubeadm\.yaml:7:14: warning: .* \[heartbeat-margin\]$/);
    assert.equal(await report('unix', {}), '');
  });
});

describe('check --format gitlab', () => {
  it('is a Code Quality report with fingerprints of their own', async () => {
    const issues = JSON.parse(await report('gitlab', { ...FILES, 'twice.yaml': `${MYSQL}---\n${MYSQL}` })) as {
      description: string;
      check_name: string;
      fingerprint: string;
      severity: string;
      location: { path: string; lines: { begin: number; end: number } };
    }[];
    assert.deepEqual(
      issues.map(({ check_name, severity, location }) => [check_name, severity, location.path, location.lines.begin]),
      [
        ['heartbeat-margin', 'major', 'clusters/prod/kubeadm.yaml', 7],
        ['eviction-rate-zero-is-not-off', 'major', 'clusters/prod/kubeadm.yaml', 9],
        ['force-removal-on-eviction', 'critical', 'clusters/prod/mysql.yaml', 9],
        ['force-removal-on-eviction', 'critical', 'twice.yaml', 9],
        ['force-removal-on-eviction', 'critical', 'twice.yaml', 25],
      ],
    );
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, 5);
    for (const { description, fingerprint } of issues) {
      assert.match(fingerprint, /^[0-9a-f]{32}$/);
      assert.ok(description.length > 10);
    }
    assert.deepEqual(JSON.parse(await report('gitlab', {})), []);
  });
});

describe('check --format stylish', () => {
  it('shows findings by file, one-based, with a summary', async () => {
    const out = await report('stylish');
    assert.match(
      out,
      /^clusters\/prod\/kubeadm\.yaml\n {2}7:14 {2}warning {2}Grace period 20 s: .* {2}heartbeat-margin\n/,
    );
    assert.match(out, /\n {2}9:38 {2}error {4}Grace period 0: .* {2}force-removal-on-eviction\n/);
    assert.match(out, /\n1 error, 2 warnings in 3 files\. --fix can fix 1 of them\.\n$/);
    assert.match(
      await report('stylish', { 'web.yaml': MYSQL.replace('Seconds: 0', 'Seconds: 30') }),
      /^No findings in 1 file\.\nnote: No file states the Kubernetes version/,
    );
  });
});

describe('rules', () => {
  it('lists all, or shows one', async () => {
    const all = JSON.parse((await runIn({}, ['rules', '--format', 'json'])).out) as { rules: { id: string }[] };
    const ids = all.rules.map(({ id }) => id);
    assert.deepEqual(ids, [...ids].sort());
    assert.ok(ids.includes('heartbeat-margin'));
    const one = JSON.parse((await runIn({}, ['rules', 'heartbeat-margin', '--format', 'json'])).out) as typeof all;
    assert.deepEqual(
      one.rules.map(({ id }) => id),
      ['heartbeat-margin'],
    );
    const table = (await runIn({}, ['rules'])).out.trimEnd().split('\n');
    assert.equal(table.length, ids.length);
    assert.match(
      (await runIn({}, ['rules', 'heartbeat-margin'])).out,
      /^heartbeat-margin {2}warning, detection, has fixes\n/,
    );
    const { status, err } = await runIn({}, ['rules', 'heartbeat-margn']);
    assert.equal(status, 2);
    assert.match(err, /unknown rule 'heartbeat-margn' \(did you mean 'heartbeat-margin'\?\)/);
  });
});
