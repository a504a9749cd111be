// Variables of a component's environment that decide how it notices dead connections.
import { CONNECTION_VARIABLES } from '../../kubernetes/connections.ts';
import type { Assignment } from '../../model/reading.ts';
import type { Component } from '../../model/setting.ts';
import { known, unknown, type Value } from '../../model/value.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { asText, isNull, locationOf, type ObjectContext, readValue } from '../engine/yamlFields.ts';

/** @param env a list of `core/v1 EnvVar` */
export function connectionVariables(
  component: Component,
  env: YamlNode,
  context: ObjectContext,
): readonly Assignment[] {
  return env.items().flatMap((item): Assignment[] => {
    const name = item.get('name');
    if (!CONNECTION_VARIABLES.has(name.text)) return [];
    const value = valueIn(item, context);
    return [{ ...locationOf(context.file, name), variable: name.text, settings: [], onlyOf: component, value }];
  });
}

function valueIn(item: YamlNode, context: ObjectContext): Value<string> {
  if (item.has('valueFrom')) return unknown('variable', item.get('valueFrom').source);
  const value = item.get('value');
  return value.kind === 'scalar' && !isNull(value) ? readValue(context, value, asText) : known('');
}
