// Every word on the panel comes from the tables: said in letters that nobody else uses, what is left in ours is names and data.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allMessages } from '../../../scripts/messages.mjs';
import { explain } from '../../../server/src/features/explainRequest.ts';
import { readChoices } from '../../../server/src/features/panel/panelState.ts';
import { VIEWS } from '../../../server/src/render/reports/panel/panelWords.ts';
import { readWords } from '../../../server/src/render/words/locales.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const words = readWords(Object.fromEntries(allMessages().map((template: string) => [template, circled(template)])));

function circled(template: string): string {
  return template.replace(/\{\d+\}|[a-z]/gi, (part) => {
    if (part.length > 1) return part;
    return String.fromCodePoint(0x24d0 + part.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0));
  });
}

/** Words of Kubernetes that stand in no file here. */
const NAMES = new Set(['Unknown', 'Ready', 'Running', 'Terminating', 'Run', 'kubelet', 'kubectl', 'NFS']);

/** Text, and attributes that are shown or heard; commands and addresses are no words. */
function readOf(page: string): string {
  const shown = /\b(?:aria-label|aria-valuetext|placeholder|title)="([^"]*)"/g;
  const attributes = [...page.matchAll(shown)].map(([, value = '']) => value);
  const text = page.replace(/<(style|script|code)\b[^>]*>[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ');
  // A name that finds no room is shortened.
  return [text, ...attributes].join('\n').replace(/&#\d+;|\w+…/g, ' ');
}

describe('features: the panel in another language', () => {
  const folder = join('examples', 'modern');
  const names = readdirSync(folder).filter((name) => !name.endsWith('.md'));
  const service = createTreeService();
  for (const name of names) service.update(name, readFileSync(join(folder, name), 'utf8'));
  const snapshot = service.snapshot();
  const texts = names.map((name) => readFileSync(join(folder, name), 'utf8').replace(/^\s*#.*|\s#\s.*/gm, ''));
  const known = new Set([...names, ...texts].flatMap((text) => text.match(/[A-Za-z]+/g) ?? []));

  for (const view of VIEWS) {
    it(`leaves no word of ${view} in English`, () => {
      for (const scenario of ['partition', 'crash', 'zone-outage']) {
        const typed = { 'set.gracePeriod': '33s', 'target.failover': '20s', 'meanwhile.returns': '9m' };
        const body = explain(
          { snapshot, file: 'postgres.yaml', text: undefined, words, uriOf: (file) => file, versionOf: () => null },
          readChoices({ view, scenario, ...typed }),
        )?.body;
        // Names of functions and fields have capitals within, flags have dashes.
        const prose = readOf(body ?? '').replace(/-?-?\b\w+(?:-\w+)+|\b\w*[a-z][A-Z]\w*|\b\w*\d\w*/g, ' ');
        const left = (prose.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !known.has(word) && !NAMES.has(word));
        assert.deepEqual([...new Set(left)], [], scenario);
      }
    });
  }
});
