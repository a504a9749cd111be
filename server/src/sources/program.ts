import type { Component } from '../model/setting.ts';

/** What a command line starts. */
export type Program =
  | { readonly kind: 'component'; readonly component: Component; readonly argumentsFrom: number }
  /** `sh -c`: the word at `script` is a command line of its own. */
  | { readonly kind: 'shell'; readonly script: number };

const COMPONENTS = new Map<string, Component>([
  ['kube-controller-manager', 'kube-controller-manager'],
  ['kubelet', 'kubelet'],
  ['kubelet-wrapper', 'kubelet'],
  ['kube-apiserver', 'kube-apiserver'],
  ['kube-scheduler', 'kube-scheduler'],
  ['cloud-controller-manager', 'cloud-controller-manager'],
]);

/** Names under which hyperkube knows its parts (`cmd/hyperkube/main.go`), the short ones until 1.16. */
const HYPERKUBE = new Map<string, Component>([
  ...COMPONENTS,
  ['controller-manager', 'kube-controller-manager'],
  ['apiserver', 'kube-apiserver'],
  ['scheduler', 'kube-scheduler'],
]);

/** Programs that start another one, named somewhere behind them. */
const WRAPPERS = new Set(
  (
    'env exec sudo nohup nice ionice chroot setsid timeout taskset numactl chrt unshare nsenter systemd-run ' +
    'systemd-cat start-stop-daemon docker podman nerdctl ctr rkt tini dumb-init su-exec gosu command'
  ).split(' '),
);
const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh']);

/** Finds the component in the words of a command line; `undefined` where it starts something else. */
export function programOf(words: readonly string[]): Program | undefined {
  const first = baseName(words[0] ?? '');
  if (SHELLS.has(first)) {
    const option = words.findIndex((word) => /^-\w*c$/.test(word));
    return option > 0 && option + 1 < words.length ? { kind: 'shell', script: option + 1 } : undefined;
  }
  if (!WRAPPERS.has(first)) return programAt(words, 0);
  const shell = words.findIndex((word, index) => index > 0 && SHELLS.has(baseName(word)));
  if (shell > 0 && /^-\w*c$/.test(words[shell + 1] ?? '') && shell + 2 < words.length) {
    return { kind: 'shell', script: shell + 2 };
  }
  for (let index = words.length - 1; index > 0; index -= 1) {
    const program = words[index]?.startsWith('-') ? undefined : programAt(words, index);
    if (program !== undefined) return program;
  }
  return undefined;
}

/** The component that a program of this name or path is. */
export function componentOfProgram(path: string): Component | undefined {
  const name = baseName(path);
  return COMPONENTS.get(name) ?? (name.endsWith('-cloud-controller-manager') ? 'cloud-controller-manager' : undefined);
}

function programAt(words: readonly string[], index: number): Program | undefined {
  const word = words[index] ?? '';
  const component = componentOfProgram(word);
  if (component !== undefined) return { kind: 'component', component, argumentsFrom: index + 1 };
  if (!/^hyperkube\b/.test(baseName(word))) return undefined;
  const part = HYPERKUBE.get(baseName(words[index + 1] ?? ''));
  return part === undefined ? undefined : { kind: 'component', component: part, argumentsFrom: index + 2 };
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.exe$/i, '');
}
