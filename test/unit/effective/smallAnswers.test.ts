// Small answers, each on both sides: dead connections, grace periods, folders of pods, who reads, what asks for a gate.
import assert from 'node:assert/strict';
import { graceFloor, noticing } from '../../../server/src/effective/deadConnection.ts';
import { defaultGraceSeconds, graceSeconds } from '../../../server/src/effective/gracePeriod.ts';
import { asksForGate } from '../../../server/src/effective/starting.ts';
import { indexStorage } from '../../../server/src/effective/storageIndex.ts';
import {
  isExclusive,
  isInOwnFolders,
  isSurelyWritable,
  workloadVolumes,
} from '../../../server/src/effective/volumes.ts';
import { known, unknown } from '../../../server/src/model/value.ts';
import type { VolumeUse, Workload } from '../../../server/src/model/workload.ts';
import {
  claim,
  claimed,
  cluster,
  instance,
  type Settings,
  storageClass,
  TEMPLATE,
  volumeUse,
  workload,
} from '../timing/clusterBuilder.ts';

describe('effective: how soon a dead connection is noticed', () => {
  const IDLE = 'HTTP2_READ_IDLE_TIMEOUT_SECONDS';
  const PING = 'HTTP2_PING_TIMEOUT_SECONDS';
  const OFF = 'DISABLE_HTTP2';
  const open = unknown<string>('template', '{{ x }}');
  const under = (variables: Readonly<Record<string, string | typeof open>>) => {
    const entries = Object.entries(variables).map(
      ([name, value]) => [name, typeof value === 'string' ? known(value) : value] as const,
    );
    const one = { variables: new Map(entries) };
    const { ms, never } = noticing(one);
    return [ms, never ?? false, graceFloor(one)];
  };

  it('is 45 s, of which the environment may say both parts', () => {
    assert.deepEqual(noticing({}), { ms: 45_000 });
    assert.equal(graceFloor({}), 45_000);
    assert.deepEqual(under({}), [45_000, false, 45_000]);
    assert.deepEqual(under({ [IDLE]: '10' }), [25_000, false, 25_000]);
    assert.deepEqual(under({ [IDLE]: '1' }), [16_000, false, 16_000]);
    assert.deepEqual(under({ [PING]: '5' }), [35_000, false, 35_000]);
    assert.deepEqual(under({ [IDLE]: '10', [PING]: '5' }), [15_000, false, 15_000]);
    // A ping of 0 is as if it were not written.
    assert.deepEqual(under({ [PING]: '0' }), [45_000, false, 45_000]);
    assert.deepEqual(under({ [IDLE]: '10s', [PING]: '' }), [45_000, false, 45_000]);
    assert.deepEqual(under({ [IDLE]: '+10' }), [25_000, false, 25_000]);
  });

  it('is left to TCP without HTTP/2 or a time for it, and no grace period helps', () => {
    const { ms, never } = noticing({ variables: new Map([[IDLE, known('0')]]) });
    assert.equal(never, true);
    assert.ok(ms !== undefined && ms > 45_000);
    for (const variables of [{ [IDLE]: '0' }, { [IDLE]: '-1' }, { [OFF]: '1' }, { [OFF]: 'x' }])
      assert.deepEqual(under(variables), [ms, true, 45_000], JSON.stringify(variables));
    assert.deepEqual(under({ [OFF]: '' }), [45_000, false, 45_000]);
  });

  it('is not known where a part cannot be read', () => {
    const variables = [{ [IDLE]: open }, { [PING]: open }, { [OFF]: open }, { [PING]: '-1' }];
    for (const one of variables) assert.deepEqual(under(one), [undefined, false, 45_000]);
  });
});

describe('effective: how long a pod may take to end', () => {
  it('is 30 s, or the default of who makes it, unless it says more', () => {
    assert.deepEqual(
      [{}, { defaultGraceSeconds: 1_800 }, { defaultGraceSeconds: 0 }].map(defaultGraceSeconds),
      [30, 1_800, 0],
    );
    assert.equal(graceSeconds(workload({})), 30);
    assert.equal(graceSeconds(workload({ grace: 0 })), 0);
    assert.equal(graceSeconds(workload({ grace: TEMPLATE })), undefined);
    const plain = workload({ grace: 5 });
    assert.equal(graceSeconds({ pod: { ...plain.pod, defaultGraceSeconds: 1_800 } }), 5);
  });
});

describe('effective: folders of pods', () => {
  function own(given: { folder?: 'uid' | 'name'; provisioner?: string; minor?: number; of?: Partial<Workload> } = {}) {
    const { folder = 'name', provisioner = 'nfs.csi.k8s.io', minor = 33, of = {} } = given;
    const made = cluster({ claims: [claim({ storageClass: 'a' })], storageClasses: [storageClass('a', provisioner)] });
    const use: VolumeUse = { ...claimed(), podFolder: folder };
    const one = { ...workload({ kind: 'Deployment', volumes: [use] }), ...of };
    const [volume] = workloadVolumes(one, indexStorage(made), [minor]).union;
    assert.ok(volume);
    return [isInOwnFolders(volume), volume.possibilities.length, volume.unknown.length];
  }
  const yes = [true, 1, 0];
  const no = [false, 1, 0];

  it('are their own where the next pod has another name, or by their uid, since 1.15', () => {
    assert.deepEqual([own(), own({ minor: 15 }), own({ minor: 14 })], [yes, yes, no]);
    for (const kind of ['ReplicaSet', 'Job'] as const) assert.deepEqual(own({ of: { kind } }), yes, kind);
    for (const kind of ['StatefulSet', 'Pod', 'DaemonSet'] as const) {
      assert.deepEqual(own({ of: { kind } }), no, kind);
      assert.deepEqual(own({ folder: 'uid', of: { kind } }), yes, kind);
    }
    const controller = { kind: 'Foo', name: 'a' };
    assert.deepEqual([own({ of: { controller } }), own({ folder: 'uid', of: { controller } })], [no, yes]);
  });

  it('help in a file system for many, not on a disk; of a driver in no table either may be', () => {
    assert.deepEqual(own({ provisioner: 'ebs.csi.aws.com' }), no);
    // What needs no attach may be a disk or a file system: one way more than without folders.
    const provisioner = 'storage.example.com';
    const [isOwn, ways, open] = own({ provisioner });
    const [, waysWithout, openWithout] = own({ provisioner, of: { kind: 'StatefulSet' } });
    assert.deepEqual([isOwn, ways, open], [false, Number(waysWithout) + 1, Number(openWithout) + 1]);
  });

  it('are surely written to unless something says, or may say, that they are only read', () => {
    const use = volumeUse({ kind: 'unknown' });
    const kind = {
      attachment: 'none',
      onForceDetach: 'none',
      multiAttach: true,
      oncePod: false,
      shared: false,
    } as const;
    const writable = (mayBeReadOnly: boolean | undefined, ...readOnly: readonly (boolean | undefined)[]) =>
      isSurelyWritable({
        use: { ...use, ...(mayBeReadOnly === undefined ? {} : { mayBeReadOnly }) } as VolumeUse,
        possibilities: readOnly.map((one) => (one === undefined ? undefined : { ...kind, readOnly: one })),
      });
    assert.deepEqual(
      [writable(undefined, false), writable(undefined, true), writable(undefined, false, true)],
      [true, false, false],
    );
    assert.deepEqual(
      [writable(true, false), writable(false, false), writable(undefined, undefined)],
      [false, true, true],
    );
  });

  it('a provider attaches to one node where it waits, revokes or refuses', () => {
    const kind = { attachment: 'attachable', onForceDetach: 'none' } as const;
    assert.equal(isExclusive(kind), false);
    assert.equal(isExclusive({ ...kind, onForceDetach: 'waitsForUnmount' }), true);
    assert.equal(isExclusive({ ...kind, onForceDetach: 'revokes' }), true);
    assert.equal(isExclusive({ ...kind, onForceDetach: 'revokes', servesMany: true }), false);
    assert.equal(isExclusive({ ...kind, isExclusive: true, servesMany: true }), true);
    assert.equal(isExclusive({ attachment: 'none', onForceDetach: 'revokes' }), false);
  });
});

describe('effective: what asks for a gate', () => {
  const asks = (given: Settings[string], row: { key?: string; free?: string } = {}) => {
    const setting = instance('kubelet', [33], { field: given }).written.get('field')?.setting;
    assert.ok(setting);
    return asksForGate(setting, { field: 'field', gate: 'Gate', ...row } as Parameters<typeof asksForGate>[1]);
  };

  it('is a value that says something, and not what is free', () => {
    const texts = ['', 'false', 'null', '~', '0s', '0ms', '1s', 'true', 'x', TEMPLATE] as const;
    assert.deepEqual(
      texts.map((text) => asks(text)),
      [false, false, false, false, false, false, true, true, true, false],
    );
    assert.deepEqual(
      ['100ms', '0.1s', '1s', 'x'].map((text) => asks(text, { free: '100ms' })),
      [false, false, true, true],
    );
    assert.equal(asks('1s', { key: 'a' }), false);
  });

  it('is a list or a map with something in it, or with the key in question', () => {
    assert.deepEqual([asks([]), asks(['a']), asks({}), asks({ a: 1 })], [false, true, false, true]);
    const key = { key: 'a' };
    assert.deepEqual([asks({ a: 1 }, key), asks({ b: 1 }, key), asks({}, key)], [true, false, false]);
    const nothing = [null, false, 0, '', 'false', '0s'].map((value) => asks({ a: value }, key));
    assert.deepEqual(nothing, [false, false, false, false, false, false]);
    assert.deepEqual(
      [true, 1, -1, 'x', '1s', []].map((value) => asks({ a: value }, key)),
      Array(6).fill(true),
    );
  });
});
