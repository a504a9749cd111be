// Keys of k3s' and RKE2's own configuration that stand twice, or are close to an option with arguments.
import type { Problem } from '../../model/reading.ts';
import { addAll } from '../../text/addAll.ts';
import { say } from '../../text/message.ts';
import { removeEntry } from '../../text/yaml/edit.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { meantKey } from '../engine/meantName.ts';
import { misspelled, type Reader } from '../engine/misspelled.ts';
import type { KubernetesObject, ObjectShape } from '../engine/objectShape.ts';
import { inFile, isConditional, type ObjectContext } from '../engine/yamlFields.ts';
import { K3S_OPTIONS } from './shapes/rancher.ts';

const OPTIONS: readonly string[] = K3S_OPTIONS.map(([option]) => option);
/** Real keys that are near: arguments of components that we do not read. */
const OTHERS: ReadonlySet<string> = new Set(['kube-proxy-arg', 'etcd-arg']);
/** Keys that no other program has. */
const OWN = [
  'write-kubeconfig-mode',
  'tls-san',
  'cluster-init',
  'node-taint',
  'node-label',
  'flannel-backend',
  'etcd-expose-metrics',
];
/** Of these the ones that only a server takes (`pkg/cli/cmds/server.go`). */
const SERVER = ['write-kubeconfig-mode', 'cluster-init', 'flannel-backend'];
/** `pkg/configfilearg/parser.go` (stripInvalidFlags): skipped with a line in the log. */
const K3S: Reader = { effect: say`is skipped`, refuses: false };

/** The shape of the file, with what is wrong about its keys. */
export function withK3sKeys(shape: ObjectShape): ObjectShape {
  return {
    ...shape,
    recognises: (object) => shape.recognises(object) || isOnlyMisspelt(object) || isServer(object),
    read(object, context, into) {
      shape.read(object, context, into);
      addAll(into.problems, nearKeys(object.root, context));
      addAll(into.problems, repeatedKeys(object.root, context));
    },
  };
}

/** A server's file without arguments of components: all of them have their defaults. */
function isServer({ apiVersion, root }: KubernetesObject): boolean {
  return apiVersion === '' && SERVER.some((key) => root.has(key));
}

function isOnlyMisspelt({ apiVersion, root }: KubernetesObject): boolean {
  if (apiVersion !== '') return false;
  const near = root.ownEntries().filter(({ key }) => meant(key) !== undefined);
  return near.length > 0 && (OWN.some((key) => root.has(key)) || near.some(({ value }) => holdsFlags(value)));
}

/** `[node-monitor-grace-period=20s]`: what only these options have. */
function holdsFlags(value: YamlNode): boolean {
  const items = value.kind === 'sequence' ? value.items() : [value];
  return items.length > 0 && items.every(({ text }) => /^(?:--)?[a-z]+(?:-[a-z0-9]+)+=/.test(text));
}

function meant(key: string): string | undefined {
  return key.length < 10 ? undefined : meantKey(key.replace(/\+$/, ''), OTHERS, OPTIONS);
}

function nearKeys(root: YamlNode, context: ObjectContext): Problem[] {
  const isOwn = OWN.some((key) => root.has(key)) || OPTIONS.some((key) => root.has(key));
  const entries = root.ownEntries();
  if (!isOwn && !entries.some(({ key, value }) => meant(key) !== undefined && holdsFlags(value))) return [];
  return entries.flatMap((entry) => {
    const name = meant(entry.key);
    return name === undefined ? [] : misspelled(context, entry, `${name}${entry.key.endsWith('+') ? '+' : ''}`, K3S);
  });
}

/** Of a key that stands twice the last one counts: `pkg/configfilearg/parser.go` (readConfigFileData). */
function repeatedKeys(root: YamlNode, context: ObjectContext): Problem[] {
  const entries = root.ownEntries();
  return entries.flatMap((entry, index): Problem[] => {
    const isOurs = OPTIONS.includes(entry.key.replace(/\+$/, ''));
    if (!isOurs || !entries.slice(index + 1).some(({ key }) => key === entry.key)) return [];
    if (isConditional(context, entry.span)) return [];
    const { file } = context;
    return [
      {
        kind: 'duplicate-key',
        message: say`${entry.key} stands again below: the last one counts, these are lost`,
        file,
        range: root.context.fragment.locate(entry.keySpan),
        repair: { title: say`Remove what is lost`, edits: () => inFile(file, removeEntry(entry)) },
      },
    ];
  });
}
