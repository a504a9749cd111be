// Karpenter's feature gates among the variables of its Deployment, as its rendered chart has them.
import { NODE_REPAIR_GATE } from '../../kubernetes/actors.ts';
import { unwrittenField } from '../../model/field.ts';
import type { NodeRepair } from '../../model/remediation.ts';
import { known, unknown, type Value } from '../../model/value.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { locationOf, type ObjectContext } from '../engine/yamlFields.ts';
import { containersOf } from './podContainers.ts';

const VARIABLE = 'FEATURE_GATES';
/** `public.ecr.aws/karpenter/controller`, `mcr.microsoft.com/aks/karpenter/controller`. */
const IMAGE = /(?:^|\/)(aks\/)?karpenter\/controller(?:[:@]|$)/;
const GATE = new RegExp(`(?:^|,)\\s*${NODE_REPAIR_GATE}\\s*=\\s*(true|false)\\b`, 'i');

/** Whether Karpenter repairs nodes, where a pod runs it and says so. */
export function nodeRepairs(pods: YamlNode, { file }: ObjectContext): readonly NodeRepair[] {
  return containersOf(pods)
    .regular.filter(({ image }) => IMAGE.test(image))
    .flatMap(({ node, image }): NodeRepair[] => {
      const variable = node
        .get('env')
        .items()
        .find((one) => one.get('name').text === VARIABLE);
      const value = variable?.get('value');
      const says = value && GATE.exec(value.text)?.[1]?.toLowerCase();
      if (value === undefined || (says === undefined && !value.isTemplated)) return [];
      const at = locationOf(file, value);
      const enabled: Value<boolean> = says === undefined ? unknown('template', value.source) : known(says === 'true');
      const provider = IMAGE.exec(image)?.[1] === undefined ? 'aws' : 'azure';
      return [{ kind: 'NodeRepair', ...at, enabled: unwrittenField(enabled, at), provider }];
    });
}
