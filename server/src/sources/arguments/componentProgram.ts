// What a command line starts.
import { componentOfProgramName, componentOfShortName } from '../../kubernetes/components.ts';
import type { Component } from '../../model/setting.ts';

/** What a command line starts. */
export type Program =
  | { readonly kind: 'component'; readonly component: Component; readonly argumentsFrom: number }
  /** `sh -c`: the word at `script` is a command line of its own. */
  | { readonly kind: 'shell'; readonly script: number };

/** Programs that start another one, named somewhere behind them. */
const WRAPPERS = new Set(
  (
    'env exec sudo nohup nice ionice chroot setsid timeout taskset numactl chrt unshare nsenter systemd-run ' +
    'systemd-cat start-stop-daemon tini dumb-init su-exec gosu command'
  ).split(' '),
);
/** Wrappers that take a word before the program: a user, a directory, a time. */
const TAKE_ONE = new Set(['timeout', 'taskset', 'chroot', 'chrt', 'su-exec', 'gosu', 'nice', 'unshare']);
const ENGINES = new Set(['docker', 'podman', 'nerdctl', 'ctr', 'rkt']);
/** An image of one of the components, with its registry or its tag. */
const IMAGE = /^[\w.-][\w./:-]*\/(hyperkube|kubelet|kube-[a-z-]+|cloud-controller-manager)(?:-[a-z0-9]+)?(?:[:@]|$)/;
/** No image's name is longer; longer words are not looked at. */
const IMAGE_LENGTH = 512;
/** A variable or template that holds such an image. */
const IMAGE_VARIABLE = /\$\{?\w*(HYPERKUBE|KUBELET|KUBE_[A-Z_]+?)_?IMAGE/i;
const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh']);

/** Finds the component in the words of a command line; `undefined` where it starts something else. */
export function programOf(words: readonly string[]): Program | undefined {
  const first = baseName(words[0] ?? '');
  if (SHELLS.has(first)) return shellAt(words, 0);
  if (isContainerRun(words)) return containerProgram(words);
  if (!WRAPPERS.has(first)) return programAt(words, 0);
  const shell = words.findIndex((word, index) => index > 0 && SHELLS.has(baseName(word)));
  return (shell > 0 ? shellAt(words, shell) : undefined) ?? wrappedProgram(words);
}

/** The first word behind wrappers, their options and what they take: `sudo systemctl restart kubelet` starts no kubelet. */
function wrappedProgram(words: readonly string[]): Program | undefined {
  let taken = 0;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const name = baseName(word);
    if (WRAPPERS.has(name)) taken = TAKE_ONE.has(name) ? 1 : 0;
    else if (word.startsWith('-')) {
      const next = words[index + 1] ?? '-';
      if (word === '--' || word.includes('=') || next.startsWith('-')) continue;
      const program = programAt(words, index + 1);
      if (program === undefined) index += 1;
      // Behind an option, a name is a program only where flags follow: `command -v kubelet`.
      else if (words.slice(index + 2).some((rest) => rest.startsWith('--'))) return withoutSeparator(program, words);
      else return undefined;
    } else if (!/^[A-Za-z_]\w*=/.test(word)) {
      const program = programAt(words, index);
      if (program !== undefined || taken === 0) return program;
      taken -= 1;
    }
  }
  return undefined;
}

/** `start-stop-daemon --exec kubelet -- --v=2`. */
function withoutSeparator(program: Program, words: readonly string[]): Program {
  if (program.kind === 'shell') return program;
  const separator = words.indexOf('--', program.argumentsFrom);
  return separator < 0 ? program : { ...program, argumentsFrom: separator + 1 };
}

/** Whether a container engine runs an image: `docker run …`. */
export function isContainerRun(words: readonly string[]): boolean {
  const start = baseName(words[0] ?? '') === 'sudo' ? 1 : 0;
  return ENGINES.has(baseName(words[start] ?? '')) && words.includes('run');
}

/** The image's own program with the words behind it; else a component that is named as the command. */
function containerProgram(words: readonly string[]): Program | undefined {
  const entrypoint = entrypointOf(words);
  for (const [index, word] of words.entries()) {
    const image = word.length > IMAGE_LENGTH ? undefined : imageOf(word);
    if (image === undefined) continue;
    if (entrypoint !== undefined) {
      const component = componentOfProgram(entrypoint);
      return component === undefined ? undefined : { kind: 'component', component, argumentsFrom: index + 1 };
    }
    const named = lastProgram(words, index + 1);
    if (named !== undefined) return named;
    const component = componentOfProgramName(image);
    const next = partOf(words[index + 1] ?? '');
    if (image === 'hyperkube' && next !== undefined) {
      return { kind: 'component', component: next, argumentsFrom: index + 2 };
    }
    return component === undefined ? undefined : { kind: 'component', component, argumentsFrom: index + 1 };
  }
  return lastProgram(words, 1);
}

function imageOf(word: string): string | undefined {
  return IMAGE.exec(word)?.[1] ?? IMAGE_VARIABLE.exec(word)?.[1]?.toLowerCase().replaceAll('_', '-');
}

/** `--entrypoint`, which stands in the place of the image's own program. */
function entrypointOf(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === '--entrypoint' || word.startsWith('--entrypoint='));
  const word = words[at];
  return word === '--entrypoint' ? words[at + 1] : word?.slice('--entrypoint='.length);
}

/** The last word that names a component and is no option's value (`--name kubelet`). */
function lastProgram(words: readonly string[], from: number): Program | undefined {
  for (let index = words.length - 1; index >= from; index -= 1) {
    const isOption = words[index]?.startsWith('-');
    const isValue = /^-[^=]*$/.test(words[index - 1] ?? '') && words[index - 1] !== '--' && index > from;
    const program = isOption || isValue ? undefined : programAt(words, index);
    if (program !== undefined) return program;
  }
  return undefined;
}

function shellAt(words: readonly string[], shell: number): Program | undefined {
  const option = words.findIndex((word, index) => index > shell && /^-\w*c$/.test(word));
  return option > 0 && option + 1 < words.length ? { kind: 'shell', script: option + 1 } : undefined;
}

/** A part of hyperkube. */
function partOf(name: string): Component | undefined {
  return componentOfProgramName(name) ?? componentOfShortName(name);
}

/** The component that a program of this name or path is. */
export function componentOfProgram(path: string): Component | undefined {
  const name = baseName(path);
  return (
    componentOfProgramName(name) ??
    (name.endsWith('-cloud-controller-manager') ? 'cloud-controller-manager' : undefined)
  );
}

function programAt(words: readonly string[], index: number): Program | undefined {
  const word = words[index] ?? '';
  // `--kubelet-service=kube-system/kubelet` ends like a path.
  if (word.startsWith('-')) return undefined;
  const component = componentOfProgram(word);
  if (component !== undefined) return { kind: 'component', component, argumentsFrom: index + 1 };
  if (!/^hyperkube\b/.test(baseName(word))) return undefined;
  const part = partOf(baseName(words[index + 1] ?? ''));
  return part === undefined ? undefined : { kind: 'component', component: part, argumentsFrom: index + 2 };
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.exe$/i, '');
}
