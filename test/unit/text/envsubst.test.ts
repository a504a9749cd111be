import assert from 'node:assert/strict';
import { substituted } from '../../../server/src/text/templates/envsubst.ts';

const VALUES: Readonly<Record<string, string | undefined>> = { APP: 'plex', EMPTY: '', SECRET: undefined };
const filled = (text: string) => substituted(text, (name) => (name in VALUES ? VALUES[name] : null));

/** fluxcd/pkg envsubst/eval_test.go, as far as not said otherwise. */
const CASES: readonly (readonly [string, string | undefined])[] = [
  ['abc', 'abc'],
  ['${APP}', 'plex'],
  ['${APP}-data', 'plex-data'],
  ['a-${APP}-${APP}', 'a-plex-plex'],
  // No braces, no variable.
  ['$APP', '$APP'],
  ['$${APP}', '${APP}'],
  ['${EMPTY}', ''],
  ['${EMPTY:-x}', 'x'],
  ['${NONE:-x}', 'x'],
  ['${NONE:=x}', 'x'],
  ['${NONE=x}', 'x'],
  ['${NONE:?x}', 'x'],
  ['${NONE:+x}', 'x'],
  ['${APP:=x}', 'plex'],
  ['${NONE:-}', ''],
  ['${NONE:-${APP}}', 'plex'],
  ['${NONE:-${NONE:-${APP}-a}}', 'plex-a'],
  ['${NONE:-a-${APP}-b}', 'a-plex-b'],
  ['${APP:-${SECRET}}', 'plex'],
  ['${NONE:-${SECRET}}', undefined],
  // Nobody is seen to set it: it may be set where nobody looks.
  ['${NONE}', undefined],
  ['${SECRET}', undefined],
  ['${SECRET:-x}', undefined],
  ['${APP^}', 'Plex'],
  ['${APP^^}', 'PLEX'],
  ['${APP,,}', 'plex'],
  ['${APP:1}', 'lex'],
  ['${APP:1:2}', 'le'],
  ['${APP: -2}', 'ex'],
  ['${APP/l/r}', 'prex'],
  ['${APP//x/}', 'ple'],
  ['${APP#pl}', 'ex'],
  ['${APP%ex}', 'pl'],
  ['${APP%%e*}', undefined],
  ['${APP', undefined],
  ['${APP-x}', undefined],
  ['${}', undefined],
];

describe('text: variables as Flux fills them in', () => {
  for (const [text, expected] of CASES) {
    it(`${text} is ${expected === undefined ? 'not known' : `"${expected}"`}`, () => {
      assert.equal(filled(text), expected);
    });
  }

  it('ends where nothing closes, however deep', () => {
    assert.equal(filled('${A:-'.repeat(2_000)), undefined);
    assert.equal(filled('${A:-'.repeat(300)), undefined);
  });
});
