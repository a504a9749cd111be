// `rules`: all rules, or one.
import { schemaVersion, toJson } from '../../formats/findingsJson.ts';
import { paintFor } from '../../formats/paint.ts';
import { most } from '../../model/extremes.ts';
import { didYouMean } from '../../model/nearName.ts';
import { UsageError } from '../../model/usageError.ts';
import { ruleOf, rules } from '../../rules/allRules.ts';
import { docsLink } from '../../rules/shared/docsLink.ts';
import type { Rule } from '../../rules/shared/rule.ts';
import { english } from '../../text/message.ts';
import type { Host } from '../cliHost.ts';
import { renderPage } from '../terminalMarkdown.ts';

/**
 * `rules`: all rules, or one.
 *
 * @throws UsageError for a rule that does not exist
 */
export function listRules(id: string | undefined, { format }: { readonly format: string }, host: Host): void {
  const chosen = id === undefined ? [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)) : [requireRule(id)];
  const text = id === undefined ? undefined : host.rulePage?.(id);
  if (format === 'json') {
    const pages = text === undefined ? {} : { page: text };
    host.out(toJson({ schemaVersion, rules: chosen.map((rule) => ({ ...ruleData(rule), ...pages })) }));
  } else if (id === undefined) host.out(table(chosen, host));
  else if (text !== undefined) host.out(`${renderPage(text, host.terminal)}\n${docsLink(id)}\n`);
  else host.out(chosen.map((rule) => summary(rule, host)).join(''));
}

function requireRule(id: string): Rule {
  const rule = ruleOf(id);
  if (rule) return rule;
  throw new UsageError(
    `unknown rule '${id}'${didYouMean(
      id,
      rules.map((known) => known.id),
    )}`,
  );
}

function ruleData({ id, severity, recommended, docs, fixes }: Rule): object {
  return {
    id,
    severity,
    recommended,
    category: docs.category,
    title: String(docs.title),
    versions: docs.versions ?? null,
    hasFixes: fixes !== undefined,
    sources: docs.sources,
    docs: docsLink(id),
  };
}

function table(chosen: readonly Rule[], host: Host): string {
  const { words = english } = host.terminal;
  const paint = paintFor(host.terminal);
  const width = most(chosen.map(({ id }) => id.length)) ?? 0;
  return chosen
    .map(({ id, severity, recommended, docs }) => {
      const level = recommended ? severity : 'off';
      return `${id.padEnd(width)}  ${paint('faint', level.padEnd('warning'.length))}  ${words(docs.title)}\n`;
    })
    .join('');
}

/** What is known of a rule without its page. */
function summary({ id, severity, recommended, docs, fixes }: Rule, host: Host): string {
  const paint = paintFor(host.terminal);
  const facts = [
    recommended ? severity : `off (${severity})`,
    docs.category,
    ...(docs.versions ? [`Kubernetes ${docs.versions}`] : []),
    ...(fixes ? ['has fixes'] : []),
  ];
  const { words = english } = host.terminal;
  const said = words(docs.title);
  const title = said.charAt(0).toUpperCase() + said.slice(1);
  const sources = docs.sources.filter((source) => source !== '').map((source) => `  ${source}\n`);
  return `${paint('strong', id)}  ${paint('faint', facts.join(', '))}\n\n${title}.\n\nFollows\n${sources.join('')}\n${docsLink(id)}\n`;
}
