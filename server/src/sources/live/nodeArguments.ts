// The arguments with which k3s or RKE2 was started on a node, as its Node says.
import { LIVE_CLUSTER } from '../../model/reading.ts';
import { emptyReading, type ReadingBuilder } from '../../model/readingParts.ts';
import type { Component } from '../../model/setting.ts';
import { readShellCommands } from '../../text/shell/shellCommands.ts';
import { scalarText } from '../../text/yaml/nested.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { readCommandLine } from '../arguments/commandLine.ts';
import { settingsOf } from '../arguments/flagWords.ts';

/** Components that a program starts inside itself, by the first word of its arguments. */
const INSIDE: ReadonlyMap<string, readonly Component[]> = new Map<string, readonly Component[]>([
  ['k3s.io/node-args server', ['kube-controller-manager', 'kube-apiserver', 'kubelet']],
  ['k3s.io/node-args agent', ['kubelet']],
  // Its control plane are static pods, which say more.
  ['rke2.io/node-args server', ['kubelet']],
  ['rke2.io/node-args agent', ['kubelet']],
]);

export interface NodeArguments {
  readonly reading: ReadingBuilder;
  /** The control plane is part of the program, so that it has the kubelet's version. */
  readonly isControlPlane: boolean;
}

/**
 * The arguments with which k3s or RKE2 was started on a node, those of its configuration file included, as a Node's
 * annotation has them: a list of words in JSON. `undefined` for nodes of other distributions.
 *
 * Source: k3s-io/k3s `pkg/nodeconfig/nodeconfig.go` (getNodeArgs, SetNodeConfigAnnotations)
 */
export function readNodeArguments(node: YamlNode, file: string): NodeArguments | undefined {
  const annotations = node.path('metadata', 'annotations');
  for (const name of ['k3s.io/node-args', 'rke2.io/node-args']) {
    const fragment = scalarText(annotations.get(name));
    if (fragment === undefined) continue;
    const [command] = readShellCommands(asWords(fragment.text));
    const first = command?.words[0];
    const inside = INSIDE.get(`${name} ${first?.text}`);
    if (command === undefined || first === undefined || inside === undefined) continue;
    const text = { file, source: LIVE_CLUSTER, fragment, templates: [] };
    const range = fragment.locate(first.source);
    const reading = emptyReading();
    const said = readCommandLine(text, command.words);
    for (const component of inside) {
      const own = said.filter(({ invocation }) => invocation.component === component);
      for (const { invocation, settingList, references } of own) {
        reading.invocations.push(invocation);
        reading.settingLists.push(settingList);
        for (const each of references) reading.references.push(each);
        for (const each of settingsOf(invocation.parts)) reading.settings.push(each);
      }
      // Nothing said is all defaults, which is known.
      if (own.length === 0) reading.invocations.push({ component, parts: [], resets: false, file, range });
    }
    return { reading, isControlPlane: inside.includes('kube-controller-manager') };
  }
  return undefined;
}

/** A list of strings in JSON as the words of a shell, at the same offsets. */
function asWords(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|[[\],]/g, (token) => (token.startsWith('"') ? token : ' '));
}
