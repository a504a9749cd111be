// Pipelines of continuous integration: what they start is there for their tests, and nothing else is set up by it.
import type { ReadingBuilder } from '../../model/readingParts.ts';

const PIPELINE =
  /(?:^|\/)(?:\.gitlab-ci[\w.-]*|\.?azure-pipelines?[\w.-]*|\.travis|\.drone|\.cirrus|\.woodpecker|bitbucket-pipelines|appveyor)\.ya?ml$|(?:^|\/)Jenkinsfile(?:\.[\w-]+)?$/;

export function isPipeline(file: string): boolean {
  return PIPELINE.test(file);
}

/** Every cluster that is started is one of a developer. */
export function forTests(reading: ReadingBuilder): ReadingBuilder {
  const isForDevelopers = true;
  return {
    ...reading,
    invocations: reading.invocations.map((invocation) => ({ ...invocation, isForDevelopers })),
    clusters: reading.clusters.map((cluster) => ({ ...cluster, isForDevelopers })),
  };
}
