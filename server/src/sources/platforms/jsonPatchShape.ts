// A JSON patch as a file of its own, or inside one.
import type { ObjectShape } from '../engine/objectShape.ts';
import type { NestedReader } from '../engine/source.ts';
import { OPERATION_MARKS, readOperation } from '../objects/patchOperation.ts';
import { readPart } from './partReaders.ts';
import { KUBELET_FIELDS, readPatchOperation } from './patchedSettings.ts';

/** A JSON patch as a file of its own, or inside one: what it writes, as if it stood in the object. */
export function jsonPatch(nested: NestedReader): ObjectShape {
  return {
    id: 'json-patch',
    marks: [...MARKS, ...OPERATION_MARKS],
    recognises: ({ apiVersion, root }) => apiVersion === '' && root.has('op') && root.get('path').text.startsWith('/'),
    read({ root }, context, into) {
      readPatchOperation({ context, source: 'json-patch', version: '', nested, into, readPart }, root);
      const operation = readOperation(root, context);
      if (operation !== undefined) into.operations.push(operation);
    },
  };
}

/** What paths hold that lead there, or to what is above. */
const MARKS = [
  ...[
    '/command/',
    '/args/',
    '/extraArgs',
    '/kubeletExtraArgs',
    '/extraConfig',
    '/controllerManager',
    '/apiServer',
    '/machine/kubelet',
  ],
  ...[...KUBELET_FIELDS].map((field) => `/${field}`),
];
