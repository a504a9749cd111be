// Completes `.kube-node-lifecycle.yaml`.
import type { CompletionItem } from 'vscode-languageserver';
import schemaFile from '../../../../schemas/kube-node-lifecycle.schema.json' with { type: 'json' };
import { isConfigurationFile } from '../../project/configurationFile.ts';
import { rules } from '../../rules/allRules.ts';
import type { Position } from '../../text/position.ts';
import type { FileView } from '../fileView.ts';
import type { JsonSchema } from './jsonSchema.ts';
import { completeBySchema } from './schemaCompletion.ts';

const written: JsonSchema = schemaFile as JsonSchema;

/** The schema does not name the rules, so that a configuration may speak of those of another version; completion does. */
export const configurationSchema: JsonSchema = {
  ...written,
  $defs: {
    ...written.$defs,
    severities: { ...written.$defs?.severities, propertyNames: { enum: rules.map(({ id }) => id) } },
  },
};

/** Completes `.kube-node-lifecycle.yaml`; of other files nothing. */
export function completeConfiguration({ file, text, words }: FileView, position: Position): CompletionItem[] | null {
  if (text === undefined || !isConfigurationFile(file)) return null;
  return completeBySchema(configurationSchema, text, position, words);
}
