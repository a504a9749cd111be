import assert from 'node:assert/strict';
import { settingsOf } from '../../server/src/simulator/forecastInputs.ts';
import { seededRandom } from '../../server/src/simulator/random.ts';
import { simulate } from '../../server/src/simulator/simulate.ts';
import { analyse } from '../../server/src/timing/analyse.ts';
import { combinationsOf } from '../../server/src/timing/inputSets.ts';
import { cluster, type Settings } from '../unit/timing/clusterBuilder.ts';

interface Profile {
  readonly title: string;
  readonly minor: number;
  readonly manager?: Settings;
  readonly kubelet?: Settings;
}

const controller = (period: string, grace: string): Settings => ({
  'node-monitor-period': period,
  'node-monitor-grace-period': grace,
});

const PROFILES: readonly Profile[] = [
  { title: 'defaults of 1.12, without a lease', minor: 12 },
  { title: 'defaults of 1.18', minor: 18 },
  { title: 'defaults of 1.31', minor: 31 },
  { title: 'defaults of 1.33', minor: 33 },
  { title: 'defaults of 1.36', minor: 36 },
  { title: 'a grace that is no multiple', minor: 33, manager: controller('5s', '47s') },
  { title: 'a period above the heartbeat', minor: 33, manager: controller('15s', '60s') },
  { title: 'a short lease', minor: 33, manager: controller('5s', '5s'), kubelet: { nodeLeaseDurationSeconds: 8 } },
  {
    title: 'kubespray, fast',
    minor: 31,
    manager: controller('2s', '20s'),
    kubelet: { nodeStatusUpdateFrequency: '4s' },
  },
  {
    title: 'kubespray, fast, from 1.34 on',
    minor: 36,
    manager: controller('2s', '20s'),
    kubelet: { nodeStatusUpdateFrequency: '4s' },
  },
  {
    title: 'OpenShift, medium',
    minor: 31,
    manager: controller('5s', '2m'),
    kubelet: { nodeStatusUpdateFrequency: '20s' },
  },
  {
    title: 'a lease of 60 s beside a status every 15 s',
    minor: 33,
    manager: controller('4s', '48s'),
    kubelet: { nodeStatusUpdateFrequency: '15s', nodeLeaseDurationSeconds: 60 },
  },
];

const RUNS = 600;
/** Since then a kubelet's second report may come late, which takes more runs to see. */
const LATE_REPORTS_SINCE = 34;

/** When the node was marked in each run; with late reports most runs have a kubelet that was started just before. */
function detections({ minor, manager, kubelet }: Profile): number[] {
  const [inputs] = combinationsOf(cluster({ minors: [minor], manager: manager ?? {}, kubelet: kubelet ?? {} }), false);
  const random = seededRandom(33);
  const settings = settingsOf(inputs.controller, inputs.kubelet);
  const { reportFrequency } = inputs.kubelet;
  const late = minor >= LATE_REPORTS_SINCE && reportFrequency < 60_000;
  return Array.from({ length: late ? 10 * RUNS : RUNS }, (_, seed) => {
    const settled = Math.min(reportFrequency, 300_000) + 60_000;
    const young = late && seed % 4 !== 0;
    const { nodes } = simulate({
      settings,
      nodes: [
        { name: 'lost', zone: '', silentAt: 0 },
        { name: 'well', zone: '' },
      ],
      pods: [],
      warmUp: young ? random() * 2 * reportFrequency : settled,
      observedUntil: 200_000,
      seed,
    });
    return nodes.get('lost')?.readyUnknown.find((at) => at >= 0) ?? Number.NaN;
  });
}

describe('windows are as wide as what the phases can spread', () => {
  for (const profile of PROFILES) {
    it(profile.title, () => {
      const { minor, manager, kubelet } = profile;
      const { detection } = analyse(cluster({ minors: [minor], manager: manager ?? {}, kubelet: kubelet ?? {} }), {
        kind: 'partition',
      });
      const seen = detections(profile);
      const [first, last] = [Math.min(...seen), Math.max(...seen)];
      assert.ok(first >= detection.earliest - 60 && last <= detection.latest + 60, `${first} to ${last}`);
      // The extra period counts where it is seen at all; it is rare where statuses are.
      const latest = last > detection.typical + 60 ? detection.latest : detection.typical;
      const width = latest - detection.earliest;
      assert.ok(width <= 1.15 * (last - first), `${width} ms wide, ${last - first} ms seen`);
    });
  }
});
