// A reader that never throws: a mistake of ours in one file costs that file.
import { describeError } from '../model/describeError.ts';
import { LIVE_CLUSTER, type Problem, type Reading } from '../model/reading.ts';
import { readingOf } from '../model/readingParts.ts';
import type { Configuration } from '../project/configuration.ts';
import { readConfiguration } from '../project/readConfiguration.ts';
import type { FileReader } from '../sources/allSources.ts';
import type { VariableFile } from '../sources/files/variableSource.ts';
import { type Message, say } from '../text/message.ts';

const BEGINNING = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What stands for a file that cannot be read or judged: nothing but a problem at its beginning. */
export function unreadReading(file: string, error: unknown): Reading {
  return readingOf('unread', file, { problems: [problemOf(file, error)] });
}

function problemOf(file: string, error: unknown): Problem {
  return unreadable(file, say`Nothing in this file is checked, since reading it failed: ${describeError(error)}.`);
}

function unreadable(file: string, message: Message): Problem {
  return { kind: 'unreadable', message, file, range: BEGINNING };
}

/** Components and settings of one file beyond which nobody wrote it: each component takes 100 kB and more to judge. */
const MOST_COMPONENTS = 5_000;
const MOST_SETTINGS = 50_000;
/** Workloads and objects of storage, of 8 kB and more each; what a cluster prints may have them. */
const MOST_OBJECTS = 20_000;

function withinBounds(reading: Reading | undefined): Reading | undefined {
  if (reading === undefined) return undefined;
  const { source, file, settingLists, settings, workloads, storage } = reading;
  const isWritten = settingLists.length <= MOST_COMPONENTS && settings.length <= MOST_SETTINGS;
  const areFew = source === LIVE_CLUSTER || workloads.length + storage.length <= MOST_OBJECTS;
  if (isWritten && areFew) return reading;
  const message = say`Nothing in this file is checked, since it starts more than ${MOST_COMPONENTS} components or has more than ${MOST_SETTINGS} settings or ${MOST_OBJECTS} workloads and volumes.`;
  return readingOf('unread', file, { problems: [unreadable(file, message)] });
}

export function guardedReader(reader: FileReader): FileReader {
  return {
    read: (file, text) =>
      attempt(
        () => withinBounds(reader.read(file, text)),
        (error) => unreadReading(file, error),
      ),
    readEnvironment: (file, text) =>
      attempt(
        () => reader.readEnvironment(file, text),
        (error) => unreadReading(file, error),
      ),
    unread: (text) =>
      attempt(
        () => reader.unread(text),
        () => [],
      ),
    readVariables: (text) =>
      attempt(
        () => guardedVariables(reader.readVariables(text)),
        () => undefined,
      ),
    // What the values say is read by `read`, too; a template that asks for them finds none.
    readValues: (file, text) =>
      attempt(
        () => reader.readValues(file, text),
        () => undefined,
      ),
  };
}

function guardedVariables(file: VariableFile | undefined): VariableFile | undefined {
  const sources = () =>
    attempt(
      () => file?.sources() ?? [],
      () => [],
    );
  return file && { ...file, sources };
}

/** @param ruleIds rules that there are; none: any may be named */
export function guardedConfiguration(file: string, text: string, ruleIds: readonly string[]): Configuration {
  return attempt(
    () => readConfiguration(file, text, ruleIds),
    (error) => ({
      file,
      version: undefined,
      clusters: [],
      missedHeartbeats: undefined,
      profile: undefined,
      severities: new Map(),
      overrides: [],
      excludes: undefined,
      problems: [problemOf(file, error)],
    }),
  );
}

function attempt<T>(read: () => T, instead: (error: unknown) => T): T {
  try {
    return read();
  } catch (error) {
    return instead(error);
  }
}
