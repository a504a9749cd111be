import assert from 'node:assert/strict';
import { readFile } from '../../../server/src/sources/allSources.ts';

/** `kind version@line` of each. */
const versions = (file: string, text: string) =>
  (readFile(file, text)?.versions ?? []).map(
    ({ kind, text: version, range }) => `${kind} ${version}@${range.start.line + 1}`,
  );

describe('sources: versions that are stated outside of objects', () => {
  const cases: readonly (readonly [file: string, text: string, expected: readonly string[]])[] = [
    ['group_vars/all.yml', 'a: 1\nk3s_version: v1.28.4+k3s1\n', ['statement v1.28.4+k3s1@2']],
    ['group_vars/all.yml', "kubernetes_version: '1.28'\n", ['statement 1.28@1']],
    ['hosts.ini', '[all:vars]\nrke2_version=v1.29.1+rke2r1\n', ['statement v1.29.1+rke2r1@2']],
    ['up.sh', 'curl -sfL https://get.k3s.io | INSTALL_K3S_VERSION=v1.28.4+k3s1 sh -\n', ['statement v1.28.4+k3s1@1']],
    ['up.sh', 'kubeadm init \\\n  --kubernetes-version v1.28.4\n', ['statement v1.28.4@2']],
    ['up.sh', 'minikube start \\\n  --kubernetes-version=v1.28.3\n', ['development v1.28.3@2']],
    ['up.sh', 'kubeadm upgrade apply v1.30.2 -y\n', ['statement v1.30.2@1']],
    ['up.sh', 'apt-get install -y kubeadm=1.28.2-1.1\n', ['statement 1.28.2-1.1@1']],
    ['up.sh', 'sudo snap install microk8s --classic --channel=1.28/stable\n', ['statement 1.28@1']],
    ['up.sh', 'snap install --channel 1.28/stable --classic microk8s\n', ['statement 1.28@1']],
    ['up.sh', 'yum install -y kubelet-1.28.2 kubeadm-1.28.2 kubectl-1.28.2\n', ['statement 1.28.2@1']],
    [
      'plan.yaml',
      'apiVersion: upgrade.cattle.io/v1\nkind: Plan\nspec:\n  channel: https://update.k3s.io/v1-release/channels/v1.29\n',
      ['statement v1.29@4'],
    ],
    [
      'vcluster.yaml',
      'controlPlane:\n  distro:\n    k8s:\n      version: v1.31.2\n      apiServer: {extraArgs: ["--v=2"]}\n',
      ['field v1.31.2@4'],
    ],
    ['values-prod.yaml', 'controlPlane:\n  distro:\n    k8s:\n      version: v1.31.2\n', ['field v1.31.2@4']],
    ['values.yaml', 'controlPlane:\n  distro: fast\n  version: v1.31.2\n', []],
    [
      'main.tf',
      'module "m" {\n  source = "git::https://github.com/poseidon/typhoon//aws/flatcar-linux/kubernetes?ref=v1.33.1"\n}\n',
      ['statement v1.33.1@2'],
    ],
    [
      'Pulumi.yaml',
      'resources:\n  a:\n    type: eks:Cluster\n    properties:\n      version: "1.33"\n    options:\n      version: 1.2.3\n',
      ['statement 1.33@5'],
    ],
    [
      'Pulumi.yaml',
      'resources:\n  a:\n    type: eks:Cluster\n    options:\n      version: 1.2.3\n  b:\n    type: aws:s3:Bucket\n    properties:\n      version: "1.33"\n',
      [],
    ],
    [
      'eks.yaml',
      'Resources:\n  A:\n    Type: AWS::EKS::Cluster\n    Properties:\n      Name: a\n      Version: "1.33"\n',
      ['statement 1.33@6'],
    ],
    ['up.sh', 'doctl kubernetes cluster create a --version 1.28.2-do.0\n', ['statement 1.28.2-do.0@1']],
    ['up.sh', 'kubeadm init --kubernetes-version stable-1.28\n', ['statement 1.28@1']],
    [
      'vcluster.yaml',
      'controlPlane:\n  distro:\n    k3s:\n      image:\n        tag: v1.28.4-k3s1\n',
      ['statement v1.28.4-k3s1@5'],
    ],
    ['values.yaml', 'image:\n  tag: v1.28.4\n', []],
    ['repo.list', 'deb https://pkgs.k8s.io/core:/stable:/v1.28/deb/ /\n', ['statement v1.28@1']],
    ['Makefile', 'KUBERNETES_VERSION ?= v1.29.0\n', ['statement v1.29.0@1']],
    ['Dockerfile', 'FROM rancher/k3s:v1.28.9-k3s1\n', ['statement v1.28.9-k3s1@1']],
    ['Dockerfile', 'FROM kindest/node:v1.28.0@sha256:ab\n', ['development v1.28.0@1']],
    ['compose.yml', 'image: gcr.io/google_containers/hyperkube-amd64:v1.9.7\n', ['statement v1.9.7@1']],
    ['api.json', '{"orchestratorProfile": {"orchestratorVersion": "1.18.2"}}', ['statement 1.18.2@1']],
    ['main.tf', 'resource "aws_eks_cluster" "a" {\n  version = "1.28"\n}\n', ['statement 1.28@2']],
    [
      'main.tf',
      'module "eks" {\n  source = "x/eks/aws"\n  version = "1.2.3"\n  cluster_version = "1.28"\n}\n',
      ['statement 1.28@4'],
    ],
    [
      'main.tf',
      'resource "azurerm_kubernetes_cluster" "a" {\n  kubernetes_version = "1.28.5"\n}\n',
      ['statement 1.28.5@2'],
    ],
    [
      'variables.tf',
      'variable "kubernetes_version" {\n  type = string\n  default = "1.28"\n}\n',
      ['development 1.28@3'],
    ],
    ['node.nix', '{ services.k3s = { package = pkgs.k3s_1_28; }; }\n', ['statement 1.28@1']],
    ['.github/workflows/test.yml', 'env:\n  K8S_VERSION: v1.28.0\n', ['development v1.28.0@2']],
    ['hosted.yaml', 'image: quay.io/openshift-release-dev/ocp-release:4.14.8-x86_64\n', ['statement 1.27@1']],
    [
      'v.json',
      '{"clientVersion": {"gitVersion": "v1.34.1"}, "serverVersion": {"minor": "30", "gitVersion": "v1.30.4"}}',
      ['field v1.30.4@1'],
    ],
    [
      'plan.yaml',
      'apiVersion: upgrade.cattle.io/v1\nkind: Plan\nmetadata: {name: server}\nspec:\n  version: v1.28.4+k3s1\n',
      ['field v1.28.4+k3s1@5'],
    ],
    [
      'version.yaml',
      'apiVersion: config.openshift.io/v1\nkind: ClusterVersion\nmetadata: {name: version}\nspec: {channel: stable-4.16}\n',
      ['field 1.29@4'],
    ],
    [
      'version.yaml',
      'apiVersion: config.openshift.io/v1\nkind: ClusterVersion\nspec: {channel: stable-4.16}\nstatus:\n  history:\n    - {state: Completed, version: 4.15.9}\n    - {state: Completed, version: 4.14.2}\n',
      ['field 1.28@6'],
    ],
    [
      'version.yaml',
      'apiVersion: config.openshift.io/v1\nkind: ClusterVersion\nspec: {channel: stable-4.16, desiredUpdate: {version: 4.16.1}}\nstatus:\n  desired: {version: 4.15.9}\n',
      ['field 1.28@5'],
    ],
    [
      'upgrade.yaml',
      'apiVersion: tuppr.home-operations.com/v1alpha1\nkind: KubernetesUpgrade\nmetadata: {name: kubernetes}\nspec:\n  kubernetes:\n    version: v1.34.0\n',
      ['field v1.34.0@6'],
    ],
    [
      'omni.yaml',
      'kind: Cluster\nname: lab\nkubernetes:\n  version: v1.33.2\ntalos:\n  version: v1.10.5\n',
      ['field v1.33.2@4'],
    ],
    [
      'tasks.yml',
      '- name: microk8s\n  community.general.snap:\n    name: microk8s\n    classic: true\n    channel: 1.28/stable\n',
      ['statement 1.28@5'],
    ],
    ['tasks.yml', '- snap:\n    channel: "1.29-strict/stable"\n    name:\n      - k8s\n', ['statement 1.29-strict@2']],
    ['tasks.yml', '- community.general.snap: name=microk8s channel=1.28/stable classic=yes\n', ['statement 1.28@1']],
    ['vars.json', '{"kubernetes_semver": "v1.28.3", "kubernetes_series": "v1.28"}', ['statement v1.28.3@1']],
    ['group_vars/all.yml', 'kube_tag: v1.28.3\n', ['statement v1.28.3@1']],
    ['ansible/all.yml', 'K8S_VER: "1.28.1"\n', ['statement 1.28.1@1']],
    ['all.yml', 'kubernetes_release: v1.28.1\nmain: 1\n', ['statement v1.28.1@1']],
    ['prod.tfvars', 'cluster_version = "1.29"\n', ['statement 1.29@1']],
    ['prod.auto.tfvars', 'eks_cluster_version = "1.29"\n', ['statement 1.29@1']],
    ['prod.tfvars.json', '{"cluster_version": "1.29"}', ['statement 1.29@1']],
    ['prod.tfvars', 'workload_kubernetes_version = "v1.29.4+rke2r1"\n', ['statement v1.29.4+rke2r1@1']],
    ['proxy.yaml', 'image: registry.k8s.io/kube-proxy:v1.29.4\n', ['development v1.29.4@1']],
    [
      'k3d.yaml',
      'apiVersion: k3d.io/v1alpha5\nkind: Simple\nimage: docker.io/rancher/k3s:v1.27.1-k3s1\n',
      ['development v1.27.1-k3s1@3'],
    ],
  ];
  for (const [file, text, expected] of cases) {
    it(`${file}: ${text.split('\n', 2).join(' ').slice(0, 70)}`, () =>
      assert.deepEqual(versions(file, text), expected));
  }

  const others: readonly (readonly [file: string, text: string])[] = [
    ['group_vars/all.yml', 'postgres_version: "1.28.4"\nhelm_version: v3.15.2\ncontainerd_version: 1.28.0\n'],
    ['main.tf', 'module "search" {\n  source = "x/opensearch/aws"\n  cluster_version = "1.3"\n}\n'],
    ['main.tf', 'resource "helm_release" "k8s" {\n  version = "1.28.0"\n}\n'],
    ['tasks.yml', "- when: kubernetes_version == '1.28'\n  debug: {}\n"],
    ['tasks.yml', "- when: kube_version is version('1.28', '>=')\n  debug: {}\n"],
    ['up.sh', 'if [ "$K8S_VERSION" = "1.28" ]; then exit; fi\n'],
    ['up.sh', '# INSTALL_K3S_VERSION=v1.28.4+k3s1\n'],
    ['policy.yaml', 'policies.kyverno.io/kubernetes-version: "1.23"\n'],
    ['all.yml', 'kubernetes_version: "{{ version }}"\nk8s_version: latest\n'],
    ['compose.yml', 'image: bitnami/kubectl:1.28.4\n'],
    ['main.yml', 'cluster_version: "1.28"\n'],
    ['tasks.yml', '- community.general.snap:\n    name: helm\n    channel: 1.28/stable\n'],
    [
      'tasks.yml',
      '- community.general.snap:\n    name: helm\n- name: other\n  debug: {msg: microk8s, channel: 1.28}\n',
    ],
    ['search.tfvars', 'opensearch_cluster_version = "1.3"\ncilium_kubernetes_version = "1.28"\n'],
  ];
  for (const [file, text] of others) {
    it(`nothing in ${file}: ${text.split('\n', 1)[0]}`, () => assert.deepEqual(versions(file, text), []));
  }
});
