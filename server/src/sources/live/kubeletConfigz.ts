// What a kubelet says of itself at `/configz`.

import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import { UNCHANGEABLE } from '../../model/location.ts';
import type { ObjectShape } from '../engine/objectShape.ts';
import { locationOf } from '../engine/yamlFields.ts';
import { entrySetting } from '../platforms/configurationFields.ts';

const SOURCE = 'kubelet-configz';

/**
 * What a kubelet says of itself: `kubectl get --raw /api/v1/nodes/NODE/proxy/configz`. Every field has the value in effect,
 * flags and drop-ins included; the names are those of a KubeletConfiguration, of old kubelets with a capital letter.
 *
 * Source: cmd/kubelet/app/server.go (initConfigz, setConfigz)
 */
export const kubeletConfigz: ObjectShape = {
  id: SOURCE,
  marks: ['"kubeletconfig"', 'kubeletconfig:'],
  recognises: ({ kind, root }) => kind === '' && root.get('kubeletconfig').kind === 'map',
  read({ root }, context, into) {
    const entry = root.entry('kubeletconfig');
    if (entry === undefined) return;
    const fields = entry.value.ownEntries().flatMap((field) => {
      const name = field.key.charAt(0).toLowerCase() + field.key.slice(1);
      if (flagsOf.kubelet.get(name)?.form !== 'field' || field.value.kind === 'null') return [];
      return [entrySetting(context, field, { component: 'kubelet', form: 'field', source: SOURCE, name })];
    });
    // It is an answer, not a file.
    for (const each of fields.map((setting) => ({ ...setting, rewriter: UNCHANGEABLE }))) into.settings.push(each);
    into.settingLists.push({
      ...locationOf(context.file, entry.value),
      range: entry.map.context.fragment.locate(entry.keySpan),
      component: 'kubelet',
      form: 'field',
      source: SOURCE,
      inserter: { add: () => [] },
    });
  },
};
