import assert from 'node:assert/strict';
import { conditionalSpans } from '../../../server/src/text/templates/templateBranches.ts';
import { maskTemplates, touchesTemplate } from '../../../server/src/text/templates/templateMask.ts';

describe('text/template', () => {
  it('fills an expression inside a line and keeps the length', () => {
    const { masked, spans } = maskTemplates('a: {{ x }}s');
    assert.equal(masked, 'a: _______s');
    assert.deepEqual(spans, [{ start: 3, end: 10, kind: 'expression', keyword: '' }]);
  });

  it('blanks lines that hold only templates', () => {
    assert.equal(
      maskTemplates('a: 1\n{% if b %}\nc: 2\n{% endif %}\n').masked,
      'a: 1\n          \nc: 2\n           \n',
    );
    assert.equal(maskTemplates('  {{- toYaml . | nindent 2 }}\nb: 1').masked, '                             \nb: 1');
  });

  it('blanks a statement at the edge of a line and fills one within', () => {
    assert.equal(maskTemplates('{% if a %}b: 1').masked, '          b: 1');
    assert.equal(maskTemplates('v={% if a %}2{% endif %}').masked, 'v=__________2           ');
  });

  it('keeps the line breaks of a template over several lines', () => {
    // Its further lines belong to the value, and are no keys.
    assert.equal(maskTemplates('a: {{ x\r\n | y }}\nb: 1').masked, 'a: ____\r\n       \nb: 1');
    assert.equal(maskTemplates('a: {{ x\n | y }}-z').masked, 'a: ____\n_______-z');
    assert.equal(maskTemplates('a={{ x\n | y }}', { continuations: true }).masked, 'a=____\n_______');
  });

  it('balances braces and skips quoted ends', () => {
    assert.equal(maskTemplates("{{ {'a': {'b': 1}} }}c").masked, '_____________________c');
    assert.equal(maskTemplates('{{ "}}" }}c').masked, '__________c');
    assert.equal(maskTemplates("{{/* don't */}} a").masked, '                a');
  });

  it('leaves what does not end', () => {
    assert.equal(maskTemplates('a: {{ x }').masked, 'a: {{ x }');
    assert.equal(maskTemplates('a: {% x').masked, 'a: {% x');
  });

  it('masks the notations that it is asked for', () => {
    const text = 'a: ${x} %{ if y } {{ z }}';
    assert.equal(maskTemplates(text, { syntaxes: ['dollar-brace'] }).masked, 'a: ____ %{ if y } {{ z }}');
    assert.equal(maskTemplates(text, { syntaxes: ['percent-brace'] }).masked, 'a: ${x} _________ {{ z }}');
    assert.equal(maskTemplates('a: $${x}', { syntaxes: ['dollar-brace'] }).masked, 'a: $${x}');
  });

  it('continues a continued line over lines of templates', () => {
    const text = 'x \\\n{% if a %}\n  y \\\n{% endif %}\n  z\n{{ b }}\n';
    const masked = 'x \\\n         \\\n  y \\\n          \\\n  z\n       \n';
    assert.equal(maskTemplates(text, { continuations: true }).masked, masked);
  });

  it('goes on with a value over line breaks that templates take away', () => {
    const text = '--a=\n{%- if b -%}\n  {{ b }}\n{%- else -%}\n  2s\n{%- endif %} \\\n  --c=1\n';
    const joined = text.indexOf(' \\');
    assert.equal(
      maskTemplates(text, { continuations: true }).masked,
      `--a=${'_'.repeat(joined - 4)}${text.slice(joined)}`,
    );
    const apart = '--a=\n{% if b %}\n--c=1\n';
    assert.equal(maskTemplates(apart, { continuations: true }).masked, '--a=\n          \n--c=1\n');
    const list = 'a:\n{{- if b }}\n  c: 1\n{{- end }}\n';
    assert.equal(maskTemplates(list).masked, 'a:\n           \n  c: 1\n          \n');
  });

  it('takes capital names in braces for templates', () => {
    assert.equal(maskTemplates('a: {HOST_IP}').masked, 'a: _________');
    assert.equal(maskTemplates('a: {PATH_1}/b').masked, 'a: ________/b');
    assert.equal(maskTemplates('a: @NAME@-{B_1}@C@').masked, 'a: ______-_____@C@');
    for (const text of ['me@HOST@X', '@A', 'a: {b}', 'a: {A: 1}', 'a: ${HOST}', '{{ A }', 'x{AB}', '{"AB"}'])
      assert.equal(maskTemplates(text).masked, text);
  });

  it('says which spans share a character with a template', () => {
    const { spans } = maskTemplates('{{a}}bc{{d}}');
    assert.equal(touchesTemplate(spans, { start: 4, end: 6 }), true);
    assert.equal(touchesTemplate(spans, { start: 5, end: 7 }), false);
    assert.equal(touchesTemplate(spans, { start: 6, end: 8 }), true);
    assert.equal(touchesTemplate(spans, { start: 12, end: 13 }), false);
  });

  it('finds what a template may leave out', () => {
    const { spans } = maskTemplates('a{% if x %}b{% if y %}c{% endif %}{% else %}d{% endif %}e{{ if z }}f{{ end }}');
    assert.deepEqual(conditionalSpans(spans), [
      { start: 1, end: 56 },
      { start: 57, end: 77 },
    ]);
  });

  it('stays linear on a line of openings', () => {
    const text = '{{'.repeat(500_000);
    assert.equal(maskTemplates(text).masked.length, text.length);
    const many = '{{ a }} '.repeat(100_000);
    assert.equal(maskTemplates(many).masked.trim(), '');
  });
});
