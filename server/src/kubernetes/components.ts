// Kubernetes' components, and the names under which programs, images, options and files know them: the one table.

/** Kubernetes' own names of the components whose settings we read. */
export type ComponentName =
  | 'kube-controller-manager'
  | 'kubelet'
  | 'kube-apiserver'
  | 'kube-scheduler'
  | 'cloud-controller-manager';

interface NamesOf {
  readonly component: ComponentName;
  /** Programs and images beside the one of its own name. */
  readonly programs: readonly string[];
  /** Without `kube-`: hyperkube's part until 1.16 (`cmd/hyperkube/main.go`), minikube's `--extra-config`. */
  readonly short: string | undefined;
  /** In names of variables, files and keys. */
  readonly part: RegExp;
}

/** `cloud` before `controller`: the longer name is the one that is meant. */
const NAMES: readonly NamesOf[] = [
  { component: 'cloud-controller-manager', programs: [], short: undefined, part: /cloud.?controller/i },
  {
    component: 'kube-controller-manager',
    programs: [],
    short: 'controller-manager',
    part: /controller|(?:^|_)kcm(?:_|$)/i,
  },
  { component: 'kubelet', programs: ['kubelet-wrapper'], short: undefined, part: /kubelet/i },
  { component: 'kube-apiserver', programs: [], short: 'apiserver', part: /api.?server/i },
  { component: 'kube-scheduler', programs: [], short: 'scheduler', part: /scheduler/i },
];

const byProgram = new Map(
  NAMES.flatMap(({ component, programs }) => [component, ...programs].map((name) => [name, component] as const)),
);
const byShortName = new Map(NAMES.flatMap(({ component, short }) => (short ? [[short, component] as const] : [])));

/** The component that a program or an image is, by its name without path, registry and tag. */
export function componentOfProgramName(name: string): ComponentName | undefined {
  return byProgram.get(name);
}

/** The component of a name without `kube-` (`apiserver`, `controller-manager`); `kubelet` is its own. */
export function componentOfShortName(name: string): ComponentName | undefined {
  return byShortName.get(name) ?? (name === 'kubelet' ? name : undefined);
}

/** The component that a variable, a file or a key is named after. */
export function componentOfNamePart(name: string): ComponentName | undefined {
  return NAMES.find(({ part }) => part.test(name))?.component;
}
