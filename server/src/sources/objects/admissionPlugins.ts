// The configuration of kube-apiserver's PodTolerationRestriction: tolerations of namespaces that say nothing.
import { ALL_NAMESPACES } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject, ObjectShape } from '../engine/objectShape.ts';
import { groupOf } from '../engine/objectShape.ts';
import { locationOf } from '../engine/yamlFields.ts';
import { readTolerations } from './podSpec.ts';

const PLUGIN = 'PodTolerationRestriction';
const CONFIGURATION = 'podtolerationrestriction.admission.k8s.io/Configuration';
/** Of --admission-control-config-file; the configuration of a plugin stands in it, or in a file that it names. */
const ALL_PLUGINS = ['apiserver.config.k8s.io/AdmissionConfiguration', 'apiserver.k8s.io/AdmissionConfiguration'];

/** Source: plugin/pkg/admission/podtolerationrestriction/apis/podtolerationrestriction/v1alpha1/types.go, admission.go (Admit, Validate) */
export const admissionPlugins: ObjectShape = {
  id: 'admission-plugins',
  kinds: [CONFIGURATION, ...ALL_PLUGINS],
  recognises: (object) => configurationIn(object) !== undefined,
  read(object, context, into) {
    const configuration = configurationIn(object);
    if (configuration === undefined) return;
    const listOf = (key: string) => {
      const entry = configuration.entry(key);
      return entry && readTolerations(entry, false, context);
    };
    into.namespaceTolerations.push({
      ...locationOf(context.file, configuration),
      namespace: ALL_NAMESPACES,
      defaults: listOf('default'),
      whitelist: listOf('whitelist'),
      text: configuration.source,
    });
  },
};

function configurationIn({ apiVersion, kind, root }: KubernetesObject): YamlNode | undefined {
  const full = `${groupOf(apiVersion)}/${kind}`;
  if (full === CONFIGURATION) return root;
  if (!ALL_PLUGINS.includes(full)) return undefined;
  const plugin = root
    .get('plugins')
    .items()
    .find((one) => one.get('name').text === PLUGIN);
  const configuration = plugin?.get('configuration');
  return configuration?.kind === 'map' ? configuration : undefined;
}
