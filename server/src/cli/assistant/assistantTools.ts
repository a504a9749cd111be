// The tools of `mcp`: check, explain, tune, rules and what-if, below one folder. Nothing is written.
import { posix } from 'node:path';
import { type Schema, Validator } from '@cfworker/json-schema';
import { parseDuration } from '../../kubernetes/duration.ts';
import {
  check,
  type ExplainOptions,
  explain,
  formatDifference,
  formatExplanation,
  formatFindings,
  formatTuning,
  tune,
} from '../../library/ask.ts';
import { openTree, type Tree } from '../../library/open.ts';
import { UsageError } from '../../model/usageError.ts';
import { ruleOf, rules } from '../../rules/allRules.ts';
import { docsLink } from '../../rules/shared/docsLink.ts';
import { visibleText } from '../../text/visible.ts';
import { parseScenario, SCENARIOS } from '../../timing/readScenario.ts';
import type { Tool, ToolAnswer } from './tool.ts';

/** More would fill what an assistant can remember; the command line has no such limit. */
const MOST_CHARACTERS = 60_000;

type Given = Readonly<Record<string, unknown>>;

const path = {
  type: 'string',
  description:
    'A file or folder below the folder of this server, with forward slashes; all of it where it is left out.',
};
const kubernetesVersion = { type: 'string', description: 'Overrides what the files say, such as 1.33.' };
const scenario = {
  type: 'string',
  description: `What happens to the node: ${SCENARIOS.join(', ')}; partition where it is left out. With arguments as overload:for=10m,loss=0.8 or partition:force-delete=10m,fenced=5m.`,
};
const duration = (what: string) => ({ type: 'string', description: `${what}, such as 90s.` });

export interface AssistantOptions {
  /** Absolute path of the folder below which files are read. */
  readonly folder: string;
  /** The page of a rule in Markdown. */
  rulePage?(id: string): string | undefined;
}

export function assistantTools({ folder, rulePage }: AssistantOptions): readonly Tool[] {
  const open = ({ kubernetesVersion: minor }: Given) =>
    openTree(folder, typeof minor === 'string' ? { kubernetesVersion: minor } : {});
  return [
    tool(
      'check',
      'Find what loses data',
      'Findings in Kubernetes settings and manifests: what loses data when a node is lost, is refused, or has no effect. JSON with the places, the reasons and the fixes.',
      { path, kubernetesVersion },
      async (given) => {
        const tree = await open(given);
        return formatFindings(check(tree, { isReported: within(tree, given.path) }), 'json');
      },
    ),
    tool(
      'explain',
      'Explain what happens when a node is lost',
      'When each cluster of the files notices a lost node, evicts its pods and lets a replacement mount the volume (windows since the silence), and whether two pods can write to one volume. Text; format json has all of it, summary a few lines.',
      { path, kubernetesVersion, scenario, format: { enum: ['text', 'summary', 'json', 'markdown'] } },
      async (given) => {
        const tree = await open(given);
        const explained = explain(tree, { ...circumstances(given), isReported: within(tree, given.path) });
        const format = ['summary', 'json', 'markdown'].find((one) => one === given.format) ?? 'text';
        return formatExplanation(explained, format as 'text');
      },
    ),
    tool(
      'tune',
      'Find settings for targets',
      'The values that meet targets for failover, with the edits that write them, or what stands in the way; for each workload whether it is in time. JSON; nothing is written.',
      {
        failover: duration('The replacement of every pod can mount no later than this'),
        evictedBy: duration('The pods of a lost node are evicted no later than this'),
        missedHeartbeats: {
          type: 'integer',
          minimum: 0,
          description: 'So many lost heartbeats in a row mark no node.',
        },
        fencing: duration('So much time between the mark and the eviction'),
        kubernetesVersion,
      },
      async (given) => {
        const targets = {
          ...milliseconds(given, 'failover'),
          ...milliseconds(given, 'evictedBy'),
          ...milliseconds(given, 'fencing'),
          ...(typeof given.missedHeartbeats === 'number' && { missedHeartbeats: given.missedHeartbeats }),
        };
        return formatTuning(tune(await open(given), targets));
      },
    ),
    tool(
      'rules',
      'List the rules, or show one',
      'All rules with their severities and titles, or the page of one: what it is about, why (with Kubernetes’ source), what to do.',
      { rule: { type: 'string', description: 'Id of a rule.' } },
      async ({ rule: id }) => {
        if (typeof id !== 'string')
          return rules
            .map((one) => `${one.id} (${one.recommended ? one.severity : 'off'}): ${one.docs.title}\n`)
            .join('');
        const rule = ruleOf(id);
        if (rule === undefined) throw new UsageError(`there is no rule ${id}`);
        return rulePage?.(id) ?? `${rule.id} (${rule.severity}): ${rule.docs.title}\n${docsLink(id)}\n`;
      },
    ),
    tool(
      'what_if',
      'Say what a change would do',
      'What other texts of files would do to verdicts, windows and prices, compared with the files as they are. Markdown. The texts are looked at and not written.',
      {
        files: {
          type: 'object',
          description: 'New texts by the paths of their files, with forward slashes; null for a file that goes away.',
          additionalProperties: { type: ['string', 'null'] },
          minProperties: 1,
        },
        scenario,
        kubernetesVersion,
      },
      async (given) => {
        const tree = await open(given);
        const before = explain(tree, circumstances(given)).data;
        change(tree, given.files as Readonly<Record<string, string | null>>);
        const after = explain(tree, circumstances(given)).data;
        return formatDifference(before, after, { base: 'the files as they are', format: 'markdown' });
      },
      ['files'],
    ),
  ];
}

function tool(
  name: string,
  title: string,
  description: string,
  properties: Readonly<Record<string, object>>,
  answer: (given: Given) => Promise<string>,
  required: readonly string[] = [],
): Tool {
  const inputSchema = { type: 'object' as const, properties, required, additionalProperties: false };
  const validator = new Validator(inputSchema as Schema, '2020-12', false);
  return {
    ...{ name, title, description, inputSchema },
    async call(given) {
      const { valid, errors } = validator.validate(given);
      if (!valid)
        return failed(errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`).join('\n'));
      try {
        return { text: shortened(visibleText(await answer(given))), isError: false };
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

function failed(text: string): ToolAnswer {
  return { text: visibleText(text), isError: true };
}

function shortened(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const rest = text.length - MOST_CHARACTERS;
  return `${text.slice(0, MOST_CHARACTERS)}\n… ${rest} more characters: ask about a path, or for a summary.\n`;
}

/**
 * Files that are asked about.
 *
 * @throws UsageError for a path that leads out of the folder, or below which nothing is read: "no findings" would say that it is sound
 */
function within(tree: Tree, asked: unknown): (file: string) => boolean {
  if (typeof asked !== 'string') return () => true;
  const root = inside(asked);
  const isAsked = (file: string) => root === '.' || file === root || file.startsWith(`${root}/`);
  const isRead = tree.snapshot().clusters.some(({ cluster }) => cluster.files.some(isAsked));
  if (root !== '.' && !isRead)
    throw new UsageError(`${asked}: nothing is read there, no setting of a component and no workload`);
  return isAsked;
}

function inside(asked: string): string {
  const plain = posix.normalize(asked).replace(/\/$/, '');
  if (plain.startsWith('/') || plain === '..' || plain.startsWith('../'))
    throw new UsageError(`${asked} does not lie below the folder of this server`);
  return plain;
}

function circumstances({ scenario: text }: Given): ExplainOptions {
  if (typeof text !== 'string') return {};
  const choice = parseScenario(text);
  return { scenario: (cluster) => choice.in(cluster) };
}

function milliseconds(given: Given, name: 'failover' | 'evictedBy' | 'fencing'): Readonly<Record<string, number>> {
  const text = given[name];
  if (typeof text !== 'string') return {};
  const parsed = parseDuration(text);
  if (!parsed.ok || parsed.value <= 0) throw new UsageError(`${name}: '${text}' is no duration such as 90s`);
  return { [name]: parsed.value };
}

/** @throws UsageError for a path that leads out of the folder, or a file that is to go away and is not there */
function change(tree: Tree, files: Readonly<Record<string, string | null>>): void {
  const read = new Set(tree.snapshot().clusters.flatMap(({ cluster }) => cluster.files));
  for (const [named, text] of Object.entries(files)) {
    const file = inside(named);
    if (text !== null) tree.update(file, text);
    else if (read.has(file)) tree.remove(file);
    else throw new UsageError(`${named} is not read, so it cannot go away`);
  }
}
