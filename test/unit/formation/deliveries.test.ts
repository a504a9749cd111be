import assert from 'node:assert/strict';
import { controllerManager, formTree, membership, said, statefulSet } from '../assembly/tree.ts';

const kcm = controllerManager('--node-monitor-period=5s');
const clusters = { 'clusters/east/kcm.yaml': kcm, 'clusters/west/kcm.yaml': kcm };
const apps = { 'apps/east/a.yaml': statefulSet('a'), 'apps/west/b.yaml': statefulSet('b') };
const EAST_AND_WEST = {
  'east clusters/east': ['apps/east/a.yaml', 'clusters/east/kcm.yaml'],
  'west clusters/west': ['apps/west/b.yaml', 'clusters/west/kcm.yaml'],
};

function flux(path: string, more = ''): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {path: ${path}${more}}\n`;
}

function application(kind: string, spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`;
}

describe('folders that something delivers to clusters', () => {
  it('Flux: those of the cluster whose files name them', () => {
    const files = {
      ...{ ...clusters, ...apps },
      'clusters/east/apps.yaml': flux('./apps/east'),
      'clusters/west/flux-system/apps.yaml': flux('apps/west'),
    };
    assert.deepEqual(membership(files), EAST_AND_WEST);
    assert.deepEqual(said(formTree(files).notes), []);
  });

  it('Flux: what is delivered delivers more', () => {
    const files = {
      ...{ ...clusters, ...apps },
      'clusters/east/all.yaml': flux('./sets/east'),
      'sets/east/one.yaml': flux('./apps/east'),
      'clusters/west/all.yaml': flux('./apps/west'),
    };
    assert.deepEqual(membership(files), EAST_AND_WEST);
  });

  it('Flux: the entry of a branch with one control plane is its entry', () => {
    assert.deepEqual(
      membership({
        'kubernetes/main/talos/kcm.yaml': kcm,
        'kubernetes/main/flux/apps.yaml': flux('./kubernetes/main/apps'),
        'kubernetes/main/apps/a.yaml': statefulSet('a'),
        'kubernetes/lab/talos/kcm.yaml': kcm,
      }),
      {
        'kubernetes/main/talos kubernetes/main/talos': [
          'kubernetes/main/apps/a.yaml',
          'kubernetes/main/talos/kcm.yaml',
        ],
        'kubernetes/lab/talos kubernetes/lab/talos': ['kubernetes/lab/talos/kcm.yaml'],
      },
    );
  });

  it('Flux: one folder for two clusters belongs to both, whatever the other candidates', () => {
    const files = {
      ...clusters,
      'clusters/north/kcm.yaml': kcm,
      'clusters/east/apps.yaml': flux('./apps/base'),
      'clusters/west/apps.yaml': flux('./apps/base'),
      'apps/base/a.yaml': statefulSet('a'),
    };
    assert.deepEqual(membership(files), {
      'east clusters/east': ['apps/base/a.yaml', 'clusters/east/kcm.yaml'],
      'north clusters/north': ['clusters/north/kcm.yaml'],
      'west clusters/west': ['apps/base/a.yaml', 'clusters/west/kcm.yaml'],
    });
  });

  it('Flux: to another cluster by a secret leaves open to which', () => {
    const files = {
      ...clusters,
      'clusters/east/a.yaml': flux('./apps', ', kubeConfig: {secretRef: {name: a}}'),
      'apps/a.yaml': statefulSet('a'),
    };
    assert.deepEqual(
      formTree(files).clusters.map(({ possibleFiles }) => [...possibleFiles]),
      [['apps/a.yaml'], ['apps/a.yaml']],
    );
  });

  it('Argo CD: by the destination, or the cluster that the application is part of', () => {
    const files = {
      ...{ ...clusters, ...apps },
      'argo/east.yaml': application('Application', '{source: {path: apps/east}, destination: {name: east}}'),
      'clusters/west/app.yaml': application(
        'Application',
        '{sources: [{chart: x}, {path: apps/west}], destination: {server: "https://kubernetes.default.svc"}}',
      ),
    };
    assert.deepEqual(membership(files), EAST_AND_WEST);
  });

  it('Argo CD: sets of applications, by directories and by the names of clusters', () => {
    const byName = application(
      'ApplicationSet',
      `\n  generators: [{clusters: {}}]\n  template: {spec: {source: {path: 'apps/{{name}}'}, destination: {name: '{{name}}'}}}`,
    );
    assert.deepEqual(membership({ ...clusters, ...apps, 'argo/set.yaml': byName }), EAST_AND_WEST);
    const byFolder = application(
      'ApplicationSet',
      `\n  generators: [{git: {directories: [{path: 'east-apps/*'}, {path: east-apps/old, exclude: true}]}}]\n  template: {spec: {source: {path: '{{path}}'}, destination: {name: east}}}`,
    );
    const files = {
      ...clusters,
      'argo/set.yaml': byFolder,
      'east-apps/new/a.yaml': statefulSet('a'),
      'east-apps/old/b.yaml': statefulSet('b'),
    };
    assert.deepEqual(membership(files), {
      'east clusters/east': ['clusters/east/kcm.yaml', 'east-apps/new/a.yaml', 'east-apps/old/b.yaml'],
      'west clusters/west': ['clusters/west/kcm.yaml', 'east-apps/old/b.yaml'],
    });
  });

  it('Fleet: by the names of the targets', () => {
    const repo = (name: string) =>
      `apiVersion: fleet.cattle.io/v1alpha1\nkind: GitRepo\nmetadata: {name: a}\nspec: {paths: [apps/${name}], targets: [{clusterName: ${name}}]}\n`;
    assert.deepEqual(
      membership({ ...clusters, ...apps, 'fleet/a.yaml': repo('east'), 'fleet/b.yaml': repo('west') }),
      EAST_AND_WEST,
    );
  });

  it('Argo CD: what a list says of each Application', () => {
    for (const [dir, cluster] of [
      ['{{dir}}', '{{cluster}}'],
      ['{{ .dir }}', '{{ .cluster }}'],
      ['{{ .values.dir }}', '{{ .cluster }}'],
    ]) {
      const elements =
        '[{cluster: east, dir: blue, values: {dir: blue}}, {cluster: west, dir: green, values: {dir: green}}]';
      const files = {
        ...clusters,
        'argo/set.yaml': application(
          'ApplicationSet',
          `{generators: [{list: {elements: ${elements}}}], template: {spec: {source: {path: 'apps/${dir}'}, destination: {name: '${cluster}'}}}}`,
        ),
        'apps/blue/a.yaml': statefulSet('a'),
        'apps/green/b.yaml': statefulSet('b'),
      };
      assert.deepEqual(membership(files), {
        'east clusters/east': ['apps/blue/a.yaml', 'clusters/east/kcm.yaml'],
        'west clusters/west': ['apps/green/b.yaml', 'clusters/west/kcm.yaml'],
      });
    }
  });
});
