import { parseDuration } from '../kubernetes/duration.ts';
import { featureGate, gateEnabled } from '../kubernetes/featureGates.ts';
import { defaultOf } from '../kubernetes/flags/catalogue.ts';
import { parseBool, parseFloat32, parseGates } from '../kubernetes/flags/values.ts';
import type { Parsed } from '../kubernetes/parsed.ts';
import type { Instance } from '../model/cluster.ts';
import { inForce, unknownSetting } from './inForce.ts';
import { ANY_LENGTH } from './inputs.ts';
import type { UnknownInput } from './unknownInput.ts';

/** What can be said of an instance's settings in one version; collects what is unknown on the way. */
export class SettingsReader {
  readonly unknown: UnknownInput[] = [];
  private readonly instance: Instance;
  private readonly minor: number;

  constructor(instance: Instance, minor: number) {
    this.instance = instance;
    this.minor = minor;
  }

  /** Possible values: one where it is known; `extremes` where it is not; `fallback` where the version has no default. */
  values<T>(name: string, parse: (text: string) => Parsed<T>, extremes: readonly T[], fallback: T): readonly T[] {
    const setting = inForce(this.instance, name, this.minor);
    if (setting.kind === 'unknown') {
      this.unknown.push(unknownSetting(setting.setting, setting.reason));
      return extremes;
    }
    const text = setting.kind === 'written' ? setting.text : defaultOf(this.instance.component, name, this.minor);
    const parsed = text === undefined ? undefined : parse(text);
    return [parsed?.ok ? parsed.value : fallback];
  }

  durations(name: string, fallback = 0): readonly number[] {
    return this.values(name, parseDuration, [0, ANY_LENGTH], fallback);
  }

  /** A file's duration: `undefined` where it is not written, or written as zero. */
  fileDurations(name: string): readonly (number | undefined)[] {
    if (inForce(this.instance, name, this.minor).kind === 'default') return [undefined];
    return this.values(name, parseDuration, [1, ANY_LENGTH], 0).map((value) => (value === 0 ? undefined : value));
  }

  booleans(name: string, fallback: boolean): readonly boolean[] {
    return this.values(name, parseBool, [true, false], fallback);
  }

  numbers(name: string, fallback: number): readonly number[] {
    const unbounded = [0, Number.POSITIVE_INFINITY];
    // NaN compares as false everywhere, like a rate of zero.
    return this.values(name, parseFloat32, unbounded, fallback).map((value) => (Number.isNaN(value) ? 0 : value));
  }

  /** A value that only words need: the one that is known, else the fallback; nothing is said about it. */
  ifKnown<T>(name: string, parse: (text: string) => Parsed<T>, fallback: T): readonly T[] {
    const before = this.unknown.length;
    const values = this.values(name, parse, [fallback], fallback);
    this.unknown.length = before;
    return values;
  }

  /** Feature gates as written, in each way they may be: flag over file. */
  gates(relevant: readonly string[]): readonly ReadonlyMap<string, boolean>[] {
    const file = this.instance.written.get('featureGates')?.setting.data;
    const fromFile = new Map<string, boolean>();
    if (typeof file === 'object' && file !== null && !Array.isArray(file)) {
      for (const [name, value] of Object.entries(file)) if (typeof value === 'boolean') fromFile.set(name, value);
    }
    const nothing: ReadonlyMap<string, boolean> = new Map();
    const flipped = new Map(relevant.map((name) => [name, !(gateEnabled(name, this.minor, nothing) ?? true)] as const));
    const matters = relevant.some(
      (name) => featureGate(name) && gateEnabled(name, this.minor, flipped) !== gateEnabled(name, this.minor, nothing),
    );
    const before = this.unknown.length;
    const maps = this.values('feature-gates', parseGates, matters ? [nothing, flipped] : [nothing], nothing);
    if (!matters) this.unknown.length = before;
    return maps.map((flags) => new Map([...fromFile, ...flags]));
  }
}
