import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepSentence, wordedCodes } from '../../../server/src/render/words/sentences.ts';
import { step } from '../../../server/src/timing/stepValues.ts';

const timing = 'server/src/timing';

describe('render: a sentence a step', () => {
  it('has words for every step that timing makes', () => {
    const files = readdirSync(timing).filter((file) => file.endsWith('.ts') && file !== 'steps.ts');
    const made = files.flatMap((file) =>
      [...readFileSync(join(timing, file), 'utf8').matchAll(/\bstep\(\s*'([a-z-]+)'/g)].map((match) => match[1] ?? ''),
    );
    assert.ok(made.includes('evicted'), 'no call of step() was found');
    assert.deepEqual(
      made.filter((code) => !wordedCodes.includes(code)),
      [],
    );
  });

  it('refuses a code without words', () => {
    assert.throws(() => stepSentence({ code: 'teleported', at: undefined, values: {} }), /teleported/);
  });

  const examples: [ReturnType<typeof step>, string][] = [
    [
      step('heartbeat', { intervalMs: 10_000, maxMs: 10_400, by: 'lease' }),
      "The kubelet's heartbeat is its lease, renewed every 10 s (at most 10.4 s apart).",
    ],
    [
      step('heartbeat', { intervalMs: 10_000, maxMs: 10_000, by: 'status' }),
      "The kubelet's heartbeat is its node status, posted every 10 s.",
    ],
    [
      step(
        'detected',
        { gracePeriodMs: 42_000, monitorPeriodMs: 5_000, effectiveGraceMs: 45_000, extraPeriodMs: 5_000 },
        { earliest: 34_600, latest: 55_000 },
      ),
      'After 34.6–55 s the controller manager sets the node to Unknown: grace period 42 s, looked at every 5 s, so in effect 45 s, a status just before the silence can cost 5 s more.',
    ],
    [
      step('detected', {}, { earliest: 0, latest: Number.POSITIVE_INFINITY }),
      'At some time the controller manager sets the node to Unknown.',
    ],
    [step('tolerates', { seconds: 30 }), 'The pod tolerates the taint for 30 s.'],
    [step('tolerates', { seconds: 0 }), 'The pod does not tolerate the taint.'],
    [step('tolerates', {}), 'How long the pod tolerates the taint is not known.'],
    [
      step('evicted', { by: 'taint' }, { earliest: 334_600, latest: 355_100 }),
      'After 5 min 35 s – 5 min 55 s the pod is evicted: the taint manager deletes it.',
    ],
    [
      step('volume-guarded', { volume: 'data', storage: 'iSCSI', waitMs: 360_000, onForceDetach: 'none' }),
      'Volume data (iSCSI) is attached to the old node; 6 min after the object is gone it is detached by force, which does not stop the old writer.',
    ],
    [
      step('volume-guarded', { volume: 'data', waitMs: 360_000, onForceDetach: 'revokes', orBefore: true }),
      'Volume data is attached to the old node; 6 min after the object is gone, or before that by who acts on the lost node, it is detached by force, which takes the disk away from the old node.',
    ],
    [
      step('verdict', { verdict: 'fenced', marginMs: 90_000 }),
      'The old pod is gone, or has lost the volume, by the time the replacement mounts it. The margin is 1 min 30 s.',
    ],
  ];
  for (const [made, sentence] of examples) {
    it(sentence, () => assert.equal(String(stepSentence(made)), sentence));
  }
});
