/** Objects as a running cluster prints them, and the lists of kubectl around them. */

/** `kubectl get … -o json` */
export function jsonList(objects: readonly object[]): string {
  return `${JSON.stringify({ apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } }, null, 4)}\n`;
}

export function node(name: string, kubeletVersion: string, labels: Readonly<Record<string, string>> = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels, resourceVersion: '1' },
    status: { images: [{ names: ['a'] }], nodeInfo: { kubeletVersion } },
  };
}

export function lease(name: string, leaseDurationSeconds: number, namespace = 'kube-node-lease') {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace },
    spec: { holderIdentity: name, leaseDurationSeconds },
  };
}

export function mirrorPod(component: string, flags: readonly string[], version = 'v1.31.4', host = 'cp-0') {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      annotations: { 'kubernetes.io/config.mirror': '1', 'kubernetes.io/config.source': 'file' },
      name: `${component}-${host}`,
      namespace: 'kube-system',
      ownerReferences: [{ apiVersion: 'v1', controller: true, kind: 'Node', name: host }],
    },
    spec: {
      containers: [
        { command: [component, ...flags], image: `registry.k8s.io/${component}:${version}`, name: component },
      ],
      tolerations: [{ effect: 'NoExecute', operator: 'Exists' }],
    },
    status: { phase: 'Running' },
  };
}

/** What admission adds. */
export function tolerationsOf(seconds: number) {
  return ['not-ready', 'unreachable'].map((taint) => ({
    effect: 'NoExecute',
    key: `node.kubernetes.io/${taint}`,
    operator: 'Exists',
    tolerationSeconds: seconds,
  }));
}

export function pod(
  name: string,
  owner: { readonly kind: string; readonly name: string } | undefined,
  tolerations: readonly object[],
  rest: { readonly phase?: string; readonly labels?: object; readonly spec?: object } = {},
) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'db',
      ...(rest.labels && { labels: rest.labels }),
      ...(owner && { ownerReferences: [{ apiVersion: 'apps/v1', controller: true, ...owner }] }),
    },
    spec: { containers: [{ image: 'mysql:8', name: 'main' }], nodeName: 'a', tolerations, ...rest.spec },
    status: { phase: rest.phase ?? 'Running' },
  };
}

export function workload(
  kind: string,
  name: string,
  rest: { readonly owner?: object; readonly spec?: object; readonly pod?: object; readonly labels?: object } = {},
) {
  return {
    apiVersion: kind.endsWith('Job') ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: {
      name,
      namespace: 'db',
      resourceVersion: '7',
      ...(rest.labels && { labels: rest.labels }),
      ...(rest.owner && { ownerReferences: [{ controller: true, ...rest.owner }] }),
    },
    spec: {
      ...rest.spec,
      template: { spec: { containers: [{ image: 'mysql:8', name: 'main' }], ...rest.pod } },
    },
  };
}
