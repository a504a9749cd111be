// Pods and volumes that are tied to nodes: which selectors leave one, and which leave another to go to.
import assert from 'node:assert/strict';
import { explain, openTree } from '../../../server/src/index.ts';
import { parseScenario } from '../../../server/src/timing/readScenario.ts';
import { derived } from './derived.ts';
import { claim, claimed, deployment, NFS, statefulSet, storageClass, volume } from './objects.ts';

const HOST = 'kubernetes.io/hostname';
const AT_EVICTION = '344.6..365.1';
const requirement = (key: string, operator: string, values: string) =>
  `{key: ${key}, operator: ${operator}, values: [${values}]}`;
const onNodes = (terms: string) => [
  deployment({
    vols: [NFS],
    pod: `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [${terms}]}}}`,
  }),
];
const ofVolume = (key: string, operator: string, values: string) => [
  volume(
    'z',
    'ReadWriteOnce',
    NFS,
    `nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [${requirement(key, operator, values)}]}]}}, `,
  ),
  claim('p', 'ReadWriteOnce', '', 'volumeName: z, '),
  deployment({ vols: [claimed('p')] }),
];
const term = (...requirements: string[]) => `{matchExpressions: [${requirements.join(', ')}]}`;

describe('derived from the source: nodes', () => {
  for (const [title, terms] of [
    ['two lists with one host in common', term(requirement(HOST, 'In', 'a, b'), requirement(HOST, 'In', 'b, c'))],
    ['one of two hosts is excluded', term(requirement(HOST, 'In', 'a, b'), requirement(HOST, 'NotIn', 'b'))],
    ['a host twice', term(requirement(HOST, 'In', 'a, a'))],
    ['an empty term selects nothing', `{}, ${term(requirement(HOST, 'In', 'a'))}`],
    ['a host and a zone', term(requirement(HOST, 'In', 'a'), requirement('topology.kubernetes.io/zone', 'In', 'z'))],
    ['a name in a field', `{matchFields: [${requirement('metadata.name', 'In', 'a')}]}`],
  ] as const) {
    derived(`pod: ${title}`, { docs: onNodes(terms) }, 'pinned', 'never');
  }
  for (const [title, terms] of [
    ['a host or a zone', `${term(requirement(HOST, 'In', 'a'))}, ${term(requirement('zone', 'In', 'z'))}`],
    ['two names in fields', `{matchFields: [${requirement('metadata.name', 'In', 'a, b')}]}`],
    ['only exclusions', term(requirement(HOST, 'NotIn', 'a, b'))],
    ['no host in common', term(requirement(HOST, 'In', 'a'), requirement(HOST, 'NotIn', 'a'))],
    ['a template beside a term', `"{{ .Values.term }}", ${term(requirement(HOST, 'In', 'a'))}`],
  ] as const) {
    derived(`pod: ${title}`, { docs: onNodes(terms) }, 'double-mount', AT_EVICTION);
  }
  derived('volume: one host, whatever its source', { docs: ofVolume(HOST, 'In', 'a') }, 'pinned', 'never');
  derived('volume: two hosts', { docs: ofVolume(HOST, 'In', 'a, b') }, 'double-mount', AT_EVICTION);
  derived('volume: not on a host', { docs: ofVolume(HOST, 'NotIn', 'a') }, 'double-mount', AT_EVICTION);
  derived('volume: a zone', { docs: ofVolume('topology.kubernetes.io/zone', 'In', 'a') }, 'double-mount', AT_EVICTION);
  it('two pods may run on the node once it is back, where the next one does not wait for the last', async () => {
    const said = async (
      scenario: string,
      grace: number,
      docs = [deployment({ grace, vols: [NFS], pod: `nodeName: a` })],
    ) => {
      const tree = await openTree({ 'db.yaml': docs.join('---\n') }, { kubernetesVersion: '1.33' });
      const { data } = explain(tree, { scenario: parseScenario(scenario).in({}) });
      return data.clusters
        .flatMap(({ workloads }) => workloads)
        .flatMap(({ because }) => because)
        .filter((one) => one?.startsWith('Once the'));
    };
    assert.deepEqual(await said('overload:for=10m', 45), [
      'Once the node is back, the next pod may run there beside the old one for up to 45 s.',
    ]);
    assert.deepEqual(await said('overload:for=10m', 0), []);
    assert.deepEqual(await said('partition', 45), []);
    assert.deepEqual(
      await said('overload:for=10m', 45, [statefulSet({ grace: 45, vols: [NFS], pod: 'nodeName: a' })]),
      [],
    );
  });
  derived(
    'the annotation of old names the class',
    {
      docs: [
        storageClass('nfs', 'nfs.csi.k8s.io'),
        'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: p, annotations: {volume.beta.kubernetes.io/storage-class: nfs}}\nspec: {accessModes: [ReadWriteOnce], storageClassName: other, resources: {requests: {storage: 1Gi}}}\n',
        deployment({ vols: [claimed('p')] }),
      ],
    },
    'double-mount',
    AT_EVICTION,
  );
});
