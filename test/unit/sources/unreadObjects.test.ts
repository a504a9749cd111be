import assert from 'node:assert/strict';
import { createFileReader } from '../../../server/src/sources/allSources.ts';

const reader = createFileReader();
const kindsIn = (text: string) => reader.unread(text).map(({ kind, group }) => `${kind} ${group}`);

describe('objects that nothing reads', () => {
  it('are charts, and what brings values for charts', () => {
    const text = [
      'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  storage:\n    size: 1Gi\n',
      'apiVersion: databases.example.com/v1\nkind: Store\nspec: {instances: 2, storage: {size: 1Gi}}\n',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {}\n',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  chart:\n    spec:\n      chart: ./charts/a\n',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source: {helm: {valuesObject: {persistence: {size: 1Gi}}}}\n',
      'apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nspec:\n  valuesContent: "persistence: {enabled: true}"\n',
    ].join('---\n');
    assert.deepEqual(kindsIn(text), [
      'HelmRelease helm.toolkit.fluxcd.io',
      'Application argoproj.io',
      'HelmChartConfig helm.cattle.io',
    ]);
  });

  it('are none of those that are read, of Kubernetes itself, and definitions', () => {
    for (const head of [
      'apiVersion: apps/v1\nkind: StatefulSet',
      'apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster',
      'apiVersion: storage.k8s.io/v1\nkind: VolumeAttributesClass',
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition',
      'kind: Cluster',
    ])
      assert.deepEqual(kindsIn(`${head}\nspec:\n  storage: {}\n`), [], head);
  });
});
