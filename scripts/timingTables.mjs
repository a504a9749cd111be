// The tables of docs/timing-model.md, from the data and the formulas that the tool itself uses.
import { tsImport } from 'tsx/esm/api';

const load = (path) => tsImport(`../server/src/${path}.ts`, import.meta.url);
const { defaultOf, existsAt, flagsOf } = await load('kubernetes/flags/catalogue');
const { NEWEST_MINOR, OLDEST_MINOR } = await load('kubernetes/version');
const { VOLUME_DRIVERS } = await load('kubernetes/storage/drivers');
const { controllerCandidates, kubeletCandidates } = await load('effective/candidates');
const { effectiveInstance } = await load('effective/effectiveInstance');
const { heartbeat, leaseInterval, statusInterval } = await load('timing/heartbeat');
const { detection, extraPeriod } = await load('timing/detection');
const { legacyEviction, queueDelay, taint, taintEviction } = await load('timing/eviction');
const { durationText } = await load('model/durationText');
const { windowText } = await load('render/words/windowText');

const minors = Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, i) => OLDEST_MINOR + i);

function markdown(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Neighbours with the same cells become one row; versions first. */
function byVersion(entries) {
  const rows = [];
  for (const { version, cells } of entries) {
    const last = rows.at(-1);
    if (last && last.cells.join('|') === cells.join('|')) last.to = version;
    else rows.push({ from: version, to: version, cells });
  }
  // Of rows that stand for some patches, the first and the last version count.
  const first = (text) => text.split('–')[0].replace(/(\.\d+)\.0$/, '$1');
  const last = (text) => text.split('–').at(-1).replace('+', '');
  return rows.map(({ from, to, cells }) => [from === to ? from : `${first(from)}–${last(to)}`, ...cells]);
}

const SETTINGS = [
  ['P', 'kube-controller-manager', 'node-monitor-period'],
  ['G', 'kube-controller-manager', 'node-monitor-grace-period'],
  ['', 'kube-controller-manager', 'node-startup-grace-period'],
  ['E', 'kube-controller-manager', 'pod-eviction-timeout'],
  ['rate', 'kube-controller-manager', 'node-eviction-rate'],
  ['', 'kube-controller-manager', 'secondary-node-eviction-rate'],
  ['', 'kube-controller-manager', 'unhealthy-zone-threshold'],
  ['', 'kube-controller-manager', 'large-cluster-size-threshold'],
  ['U', 'kubelet', 'nodeStatusUpdateFrequency'],
  ['R', 'kubelet', 'nodeStatusReportFrequency'],
  ['L', 'kubelet', 'nodeLeaseDurationSeconds'],
  ['S', 'kube-apiserver', 'default-unreachable-toleration-seconds'],
];

function defaultsTable() {
  const rows = SETTINGS.map(([symbol, component, name]) => {
    const entry = flagsOf[component].get(name);
    const known = minors.filter((minor) => existsAt(entry, minor));
    const ranges = byVersion(
      known.map((minor) => ({ version: `1.${minor}`, cells: [defaultOf(component, name, minor) ?? '–'] })),
    );
    const text = ranges.map(([versions, value]) => (ranges.length === 1 ? value : `${value} (${versions})`)).join(', ');
    const life = known.length === minors.length ? '' : ` (1.${known[0]}–1.${known.at(-1)})`;
    return [symbol === '' ? '' : `\`${symbol}\``, `\`${entry.form === 'flag' ? '--' : ''}${name}\`${life}`, text];
  });
  return markdown(['symbol', 'setting', 'default'], rows);
}

/** Versions in which the lease's interval changed with a patch: first minor, first patch that has it. */
const PATCHES = new Map([
  [14, 6],
  [15, 3],
]);

function versions() {
  return minors.flatMap((minor) => {
    const fixed = PATCHES.get(minor);
    if (fixed === undefined) return [{ minor, patch: undefined, version: `1.${minor}` }];
    return [
      { minor, patch: 0, version: `1.${minor}.0–1.${minor}.${fixed - 1}` },
      { minor, patch: fixed, version: `1.${minor}.${fixed}+` },
    ];
  });
}

function instance(component, minor) {
  const nothingWritten = { component, declaredIn: undefined, written: new Map(), minors: [minor], missing: [] };
  return effectiveInstance(nothingWritten, minor);
}

function inputs({ minor, patch }) {
  const [controller] = controllerCandidates(instance('kube-controller-manager', minor), false).inputs;
  const [kubelet] = kubeletCandidates(instance('kubelet', minor), patch).inputs;
  return { controller, kubelet };
}

function intervalText(interval) {
  if (interval === undefined) return 'off';
  const { shortest, longest } = interval;
  return shortest === longest ? durationText(shortest) : `${durationText(shortest)} – ${durationText(longest)}`;
}

function heartbeatsTable() {
  const entries = versions().map((version) => {
    const { kubelet } = inputs(version);
    const { maxMs } = heartbeat(kubelet);
    const rule = kubelet.leaseEnabled
      ? version.minor >= 16
        ? 'L/4'
        : kubelet.leaseFollowsUpdates
          ? 'min(10 s, U)'
          : '10 s'
      : '–';
    return {
      version: version.version,
      cells: [rule, intervalText(leaseInterval(kubelet)), intervalText(statusInterval(kubelet)), durationText(maxMs)],
    };
  });
  return markdown(
    ['Kubernetes', 'lease renewed every', 'by default', 'status posted every, by default', 'Hmax'],
    byVersion(entries),
  );
}

function windowsTable() {
  const entries = versions().map((version) => {
    const { controller, kubelet } = inputs(version);
    const beat = heartbeat(kubelet, controller.leaseEnabled);
    const detected = detection(controller, beat, kubelet.leaseEnabled);
    const evicted = controller.taintBasedEvictions
      ? taintEviction(controller, taint(controller, detected), 300)
      : legacyEviction(controller, beat, extraPeriod(controller, kubelet.leaseEnabled));
    return {
      version: version.version,
      cells: [
        windowText(detected),
        durationText(detected.typical),
        controller.taintBasedEvictions ? durationText(queueDelay(controller)) : 'legacy path',
        windowText(evicted),
      ],
    };
  });
  return markdown(['Kubernetes', 'Unknown', 'as a rule by', 'N', 'evicted'], byVersion(entries));
}

const EFFECTS = {
  none: 'goes on writing',
  revokes: 'loses the disk',
  waitsForUnmount: 'keeps it: the provider waits',
  refusesSecond: 'keeps it: the storage refuses the second',
  unknown: 'not known',
};

function driversTable() {
  const rows = VOLUME_DRIVERS.map(({ title, attachment, onForceDetach, volumeType, names, source }) => {
    const newest = attachment.at(-1)[2];
    const effect = newest === 'attachable' || newest === 'unknown' ? EFFECTS[onForceDetach] : 'does not apply';
    const called = [volumeType, ...names].filter(Boolean).map((name) => `\`${name}\``);
    return [title, called.join(', '), newest === 'none' ? 'no attach' : newest, effect, source];
  });
  return markdown(
    ['storage', 'volume type, driver or provisioner', 'attach', 'after a force-detach the old writer', 'source'],
    rows,
  );
}

/** Parts of docs/timing-model.md between markers of these names. */
export const timingTables = [
  ['defaults', defaultsTable()],
  ['heartbeats', heartbeatsTable()],
  ['windows', windowsTable()],
  ['drivers', driversTable()],
];
