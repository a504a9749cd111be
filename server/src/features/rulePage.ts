// Where the page of a rule is opened: in the editor that has it, else on the web.
import { docsLink } from '../rules/shared/docsLink.ts';
import type { ClientSupport } from './clientSupport.ts';

/** A link to the page of a rule. */
export function rulePage(ruleId: string, { rulePageCommand }: Pick<ClientSupport, 'rulePageCommand'>): string {
  if (rulePageCommand === undefined) return docsLink(ruleId);
  return `command:${rulePageCommand}?${encodeURIComponent(JSON.stringify([ruleId]))}`;
}
