// Priority classes: which priority their pods have.

import type { ObjectShape } from '../engine/objectShape.ts';
import { asBoolean, asInteger, locationOf, readValue } from '../engine/yamlFields.ts';

/** `scheduling.k8s.io PriorityClass` */
export const priorityClass: ObjectShape = {
  id: 'priority-class',
  kinds: ['scheduling.k8s.io/PriorityClass'],
  recognises: ({ apiVersion, kind }) => kind === 'PriorityClass' && apiVersion.startsWith('scheduling.k8s.io/'),
  read({ root }, context, into) {
    const name = root.path('metadata', 'name');
    if (name.kind !== 'scalar' || name.isTemplated) return;
    const isDefault = root.entry('globalDefault');
    into.priorityClasses.push({
      ...locationOf(context.file, name),
      name: name.text,
      priority: readValue(context, root.get('value'), asInteger),
      isDefault: isDefault !== undefined && asBoolean(isDefault.value) === true,
    });
  },
};
