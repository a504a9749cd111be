// `completion`: what a shell is to source, or `man` to show.
import type { Command } from 'commander';
import { GENERATED } from '../../formats/formatNames.ts';
import { oneOf } from '../../model/nearName.ts';
import { UsageError } from '../../model/usageError.ts';
import { rules } from '../../rules/allRules.ts';
import { describeCommands } from '../describedCommands.ts';
import { manualPage } from '../manualPage.ts';
import { completionScript, SHELLS } from '../shellCompletion.ts';

/** @throws UsageError for a shell that is not known */
export function completionOf(shell: string, root: Command): string {
  const commands = describeCommands(root);
  if (shell === 'man') return manualPage(root.name(), root.description(), commands);
  const known = SHELLS.find((one) => one === shell);
  if (known === undefined) throw new UsageError(`unknown shell '${shell}'${oneOf(shell, [...SHELLS, 'man'])}`);
  const words = new Map<string, readonly string[]>([
    ['generate', GENERATED],
    ['rules', rules.map(({ id }) => id)],
    ['completion', [...SHELLS, 'man']],
  ]);
  return completionScript(known, root.name(), commands, words);
}
