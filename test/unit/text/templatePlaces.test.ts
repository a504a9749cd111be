// Templates of every notation: what the text is without them, where they stand, and which ways their statements may go.
import assert from 'node:assert/strict';
import { branchRegions, conditionalSpans, regionsAround } from '../../../server/src/text/templates/templateBranches.ts';
import {
  firstBehind,
  type MaskOptions,
  maskTemplates,
  spansIn,
  type TemplateSyntax,
  touchesTemplate,
} from '../../../server/src/text/templates/templateMask.ts';

const PLAIN = [
  ['a', 'a', ''],
  ['a: {{ x }}', 'a: _______', '3-10 expression'],
  ['a: {{x}}\n', 'a: _____\n', '3-8 expression'],
  ['{{ x }}\na', '       \na', '0-7 expression'],
  ['a {{ x', 'a {{ x', ''],
  ['a }} b', 'a }} b', ''],
  ['{ {a: 1} }', '{ {a: 1} }', ''],
  ['{{{ x }}}', '         ', '0-9 expression'],
  ['{{ {a: {}} }}b', '_____________b', '0-13 expression'],
  ['{{ "}}" }}b', '__________b', '0-10 expression'],
  ["{{ '}}' }}b", '__________b', '0-10 expression'],
  ['{{ `}}` }}b', '__________b', '0-10 expression'],
  ['{{ " }}b', '_______b', '0-7 expression'],
  ['{{ "\n" }}b', '____\n____b', '0-9 expression'],
  ["{{ it's }}b", '__________b', '0-10 expression'],
  ['{{ x\n}}b', '____\n__b', '0-7 expression'],
  ['  {{ x }}  \nb', '           \nb', '2-9 expression'],
  ['  {{ x }} y\nb', '  _______ y\nb', '2-9 expression'],
  ['y {{ x }}  \nb', 'y _______  \nb', '2-9 expression'],
  ['{{ x }}{{ y }}\nb', '              \nb', '0-7 expression, 7-14 expression'],
  ['{{ x }} {{ y }} z', '_______ _______ z', '0-7 expression, 8-15 expression'],
  ['z {{ x }} {{ y }}', 'z _______ _______', '2-9 expression, 10-17 expression'],
  ['{{/* no */}}\na', '            \na', '0-12 comment'],
  ['{{- /* a }} b */ -}}c', '            b */ -}}c', '0-11 comment'],
  ['{{! no }}a', '         a', '0-9 comment'],
  ['{{!a', '{{!a', ''],
  [
    '{{- if .A }}\nb\n{{- else }}\nc\n{{- end }}',
    '            \nb\n           \nc\n          ',
    '0-12 statement if, 15-26 statement else, 29-39 statement end',
  ],
  ['{{ else if .B }}x', '                x', '0-16 statement elseif'],
  ['{{- else with .B }}x', '                   x', '0-19 statement elseif'],
  ['{{ range .X }}a{{ end }}', '              a         ', '0-14 statement range, 15-24 statement end'],
  ['{{ include "x" . }}: b', '___________________: b', '0-19 expression'],
  ['{{ set x }}', '           ', '0-11 expression'],
  ['{{ end }}', '         ', '0-9 statement end'],
  ['{{ template "x" }}', '                  ', '0-18 expression'],
  ['{{ block "x" . }}a{{ end }}', '                 a         ', '0-17 statement block, 18-27 statement end'],
  [
    '{{#if a}}b{{else}}c{{/if}}',
    '         b________c       ',
    '0-9 statement if, 10-18 statement else, 19-26 statement end',
  ],
  ['{{#fast}}a{{/fast}}', '         a         ', '0-9 statement if, 10-19 statement end'],
  ['{{^fast}}a{{/fast}}', '         a         ', '0-9 statement if, 10-19 statement end'],
  ['{{^}}', '     ', '0-5 statement else'],
  ['{{~#each x}}a{{~/each}}', '            a          ', '0-12 statement if, 13-23 statement end'],
  ['{{# }}', '      ', '0-6 expression'],
  ['{{#.}}a{{/.}}', '      a      ', '0-6 statement if, 7-13 statement end'],
  ['{{ /if }}', '         ', '0-9 statement end'],
  [
    '{% if a %}b{% elif c %}d{% else %}e{% endif %}',
    '          b____________d__________e           ',
    '0-10 statement if, 11-23 statement elif, 24-34 statement else, 35-46 statement endif',
  ],
  [
    '{%- for a in b -%}\nc\n{%- endfor -%}\n',
    '                  \nc\n              \n',
    '0-18 statement for, 21-35 statement endfor',
  ],
  ['{# no #}a', '        a', '0-8 comment'],
  ['{# no', '{# no', ''],
  ['{% a', '{% a', ''],
  ['{% x %}{% a', '       {% a', '0-7 statement x'],
  ['{% set a %}b{% endset %}', '           b            ', '0-11 statement set, 12-24 statement endset'],
  ['{%+ if a %}b', '           b', '0-11 statement if'],
  [
    '{%raw%}{{ a }}{%endraw%}',
    '                        ',
    '0-7 statement raw, 7-14 expression, 14-24 statement endraw',
  ],
  ['{% ifequal a %}b{% endifequal %}', '               b                ', '0-15 statement if, 16-32 statement end'],
  [
    '{% switch a %}{% case 1 %}b{% endswitch %}',
    '                          b               ',
    '0-14 statement if, 14-26 statement when, 27-42 statement end',
  ],
  [
    '{% case a %}{% when 1 %}b{% endcase %}',
    '                        b             ',
    '0-12 statement case, 12-24 statement when, 25-38 statement end',
  ],
  ['{% comment %}b{% endcomment %}', '             b                ', '0-13 statement if, 14-30 statement end'],
  [
    '{% trans %}b{% endtrans %}{% if a %}{% endif %}',
    '           b                                   ',
    '0-11 statement if, 12-26 statement end, 26-36 statement if, 36-47 statement endif',
  ],
  [
    '{% filter upper %}a{% endfilter %}',
    '                  a               ',
    '0-18 statement filter, 19-34 statement endfilter',
  ],
  [
    '{% macro a() %}b{% endmacro %}',
    '               b              ',
    '0-15 statement macro, 16-30 statement endmacro',
  ],
  ['{% else if a %}', '               ', '0-15 statement elseif'],
  [
    '%{ if a }b%{ else }c%{ endif }',
    '         b_________c          ',
    '0-9 statement if, 10-19 statement else, 20-30 statement endif',
  ],
  ['%{ for a in b }c%{ endfor }', '               c           ', '0-15 statement for, 16-27 statement endfor'],
  ['%{http_code}', '%{http_code}', ''],
  ['%%{ if a }', '%%{ if a }', ''],
  ['%{~ if a ~}b', '           b', '0-11 statement if'],
  ['%{ if a', '%{ if a', ''],
  ['${ x }', '${ x }', ''],
  ['${x}', '${x}', ''],
  ['$${x}', '$${x}', ''],
  ['${a.b}', '${a.b}', ''],
  ['${a["}"]}b', '${a["}"]}b', ''],
  ['{NAME}', '      ', '0-6 expression'],
  ['{NAME', '{NAME', ''],
  ['{N}', '{N}', ''],
  ['{name}', '{name}', ''],
  ['{NAME}}', '{NAME}}', ''],
  ['${NAME}', '${NAME}', ''],
  ['x{NAME}', 'x{NAME}', ''],
  ['{NAME_1}: {B2}', '________: ____', '0-8 expression, 10-14 expression'],
  ['@NAME@', '      ', '0-6 expression'],
  ['@NAME', '@NAME', ''],
  ['@N@', '@N@', ''],
  ['a@NAME@', 'a@NAME@', ''],
  ['@NAME@a', '@NAME@a', ''],
  ['@@NAME@', '@@NAME@', ''],
  ['@NAME@ {{ x }} @OTHER@', '                      ', '0-6 expression, 7-14 expression, 15-22 expression'],
  ['{{ @NAME@ }}', '            ', '0-12 expression'],
  ['@NAME1_@,@B2@', '________,____', '0-8 expression, 9-13 expression'],
  [`{${'A'.repeat(62)}}`, ' '.repeat(64), '0-64 expression'],
  [`{${'A'.repeat(63)}}`, `{${'A'.repeat(63)}}`, ''],
  [`@${'A'.repeat(63)}@`, ' '.repeat(65), '0-65 expression'],
  [`@${'A'.repeat(64)}@`, `@${'A'.repeat(64)}@`, ''],
  [
    '<% if @a %>b<% else %>c<% end %>',
    '           b__________c         ',
    '0-11 statement if, 12-22 statement else, 23-32 statement end',
  ],
  ['<%= @a %>', '         ', '0-9 expression'],
  ['<%# no %>a', '         a', '0-9 comment'],
  ['<%% a %>', '<%% a %>', ''],
  ['<%%<% if a %>', '<%%          ', '3-13 statement if'],
  ['<% a', '<% a', ''],
  ['<%- if a -%>\nb\n<%- end -%>\n', '            \nb\n           \n', '0-12 statement if, 15-26 statement end'],
  ['<% @a.each do |x| %>b<% end %>', '                    b         ', '0-20 statement each, 21-30 statement end'],
  ['<% a.each |x| { %>b<% } %>', '                  b       ', '0-18 statement each, 19-26 statement end'],
  ['<% } else { %>', '              ', '0-14 statement else'],
  ['<% } elsif a { %>', '                 ', '0-17 statement elsif'],
  ['<% unless a %>b<% end %>', '              b         ', '0-14 statement unless, 15-24 statement end'],
  ['<% x = 1 %>', '           ', '0-11 statement'],
  ['<% a do %>b', '          b', '0-10 statement each'],
  ['<% ends %>', '          ', '0-10 statement'],
  ['<%=a%> {{ b }}', '              ', '0-6 expression, 7-14 expression'],
  ['{{ <%= a %> }}', '              ', '0-14 expression'],
  ['a={% if x %}--b{% endif %} c', 'a=__________--b___________ c', '2-12 statement if, 15-26 statement endif'],
  [
    '--a {% if x %}--b=1{% endif %} --c',
    '--a           --b=1            --c',
    '4-14 statement if, 19-30 statement endif',
  ],
  ['{% if x %} -b {% endif %}', '           -b            ', '0-10 statement if, 14-25 statement endif'],
  ['a{% if x %} -b{% endif %}', 'a__________ -b           ', '1-11 statement if, 14-25 statement endif'],
  [
    '"{% if x %}-b{% else %}-c{% endif %}"',
    '"          -b          -c           "',
    '1-11 statement if, 13-23 statement else, 25-36 statement endif',
  ],
  ['{{ x }}\r\na: {{ y }}\r\n', '       \r\na: _______\r\n', '0-7 expression, 12-19 expression'],
] as const;

const CONTINUED = [
  ['a \\\n{{ x }}\nb', 'a \\\n      \\\nb', '4-11 expression'],
  ['a \\\n  {{ x }}  \n  b', 'a \\\n          \\\n  b', '6-13 expression'],
  ['a\n{{ x }}\nb', 'a\n       \nb', '2-9 expression'],
  ['a \\\r\n{{ x }}\r\nb', 'a \\\r\n      \\\r\nb', '5-12 expression'],
  [
    'a \\\n{% if x %}\n{% endif %}\n b',
    'a \\\n         \\\n          \\\n b',
    '4-14 statement if, 15-26 statement endif',
  ],
  ['a \\\n\nb', 'a \\\n\nb', ''],
  ['--a=\n{{- x }}\n--b', '--a=_________\n--b', '5-13 expression'],
  ['--a=\n  {{- x -}}\n  y z', '--a=________________ z', '7-16 expression'],
  ['--a={{ x -}}\n {{- y }} b', '--a=________\n ________ b', '4-12 expression, 14-22 expression'],
  [
    '--a=\n{% if x -%}\n1\n{%- endif %}\nb',
    '--a=\n           \n1\n            \nb',
    '5-16 statement if, 19-31 statement endif',
  ],
  ['--a=\n{{ x }}', '--a=\n       ', '5-12 expression'],
  ['--a= {{~ x ~}} b', '--a=____________', '5-14 expression'],
  ['--a\n{{- x }}', '--a\n        ', '4-12 expression'],
  ['a=\n{{- x }}{{ y }}z w', 'a=_________________ w', '3-11 expression, 11-18 expression'],
  ['a=\n{{- x }} {{- y -}} c\nd', 'a=_____________________\nd', '3-11 expression, 12-21 expression'],
  ['a=\n{{- x }}\n{{- y }}\nc', 'a=__________________\nc', '3-11 expression, 12-20 expression'],
] as const;

const SYNTAXES: readonly (readonly [string, readonly TemplateSyntax[], string, string])[] = [
  ['${A} ${a.b} ${1} ${}', ['dollar-expression'], '${A} ______ ${1} ${}', '5-11 expression'],
  [
    '${A} ${a.b} {{ x }} %{ if a }b',
    ['dollar-brace'],
    '____ ______ {{ x }} %{ if a }b',
    '0-4 expression, 5-11 expression',
  ],
  ['${A} {{ x }} {% if a %}', ['double-brace'], '${A} _______ {% if a %}', '5-12 expression'],
  [
    '${A} {{ x }} {% if a %} {# b #}',
    ['jinja'],
    '${A} {{ x }}                   ',
    '13-23 statement if, 24-31 comment',
  ],
  ['%{ if a } {{ x }}', ['percent-brace'], '          {{ x }}', '0-9 statement if'],
  ['<% if a %> {{ x }} @NAME@', ['erb'], '           {{ x }} @NAME@', '0-10 statement if'],
  ['{NAME} @NAME@ <%= a %>', ['brace-name'], '______ ______ <%= a %>', '0-6 expression, 7-13 expression'],
  [
    '{{ x }} ${y} %{ if z } {A_B} <%= q %>',
    ['double-brace', 'jinja', 'dollar-brace', 'percent-brace', 'erb', 'brace-name'],
    '                                     ',
    '0-7 expression, 8-12 expression, 13-22 statement if, 23-28 expression, 29-37 expression',
  ],
  ['x', [], 'x', ''],
];

const BRANCHES = [
  ['{{ if a }}b{{ else }}c{{ end }}d', '2: 0-11 0/2, 11-31 1/2', '0-31', '11111111111111111111111111111110'],
  ['{{ if a }}b{{ end }}', '1: 0-20 0/?', '0-20', '11111111111111111111'],
  [
    '{{ if a }}b{{ else if c }}d{{ else }}e{{ end }}',
    '3: 0-11 0/3, 11-27 1/3, 27-47 2/3',
    '0-47',
    '11111111111111111111111111111111111111111111111',
  ],
  ['{{ if a }}b{{ else if c }}d{{ end }}', '2: 0-11 0/?, 11-36 1/?', '0-36', '111111111111111111111111111111111111'],
  [
    '{{ if a }}{{ if b }}c{{ else }}d{{ end }}e{{ end }}f',
    '3: 0-51 0/?, 10-21 0/2 in 0, 21-41 1/2 in 0',
    '0-51',
    '1111111111222222222222222222222222222222211111111110',
  ],
  ['{{ if a }}b', '1: 0-Infinity 0/?', '0-Infinity', '11111111111'],
  [
    '{{ if a }}{{ if b }}c{{ end }}',
    '2: 0-Infinity 0/?, 10-30 0/? in 0',
    '0-Infinity',
    '111111111122222222222222222222',
  ],
  [
    '{{ define "a" }}{{ if b }}c{{ end }}{{ else }}{{ end }}',
    '1: 16-36 0/?',
    '16-36',
    '0000000000000000111111111111111111110000000000000000000',
  ],
  [
    '{{ if x }}{{ define "a" }}b{{ end }}{{ else }}c{{ end }}',
    '2: 0-36 0/2, 36-56 1/2',
    '0-56',
    '11111111111111111111111111111111111111111111111111111111',
  ],
  // What begins somewhere else: all before it is one of its ways.
  ['{{ end }}{{ else }}a', '3: 0-9 0/?, 9-9 0/?, 9-Infinity 1/?', '0-9, 9-Infinity', '11111111111111111111'],
  ['a{{ else }}b{{ end }}c', '2: 0-1 0/?, 1-21 1/?', '0-21', '1111111111111111111110'],
  ['{{ range a }}b{{ else }}c{{ end }}', '2: 0-14 0/2, 14-34 1/2', '0-34', '1111111111111111111111111111111111'],
  [
    '{{ if a }}{{ end }}{{ if b }}{{ end }}',
    '2: 0-19 0/?, 19-38 0/?',
    '0-19, 19-38',
    '11111111111111111111111111111111111111',
  ],
  [
    '{{ else }}{{ if a }}b{{ else }}c{{ else }}d{{ end }}',
    '5: 0-0 0/?, 0-Infinity 1/?, 10-21 0/3 in 0, 21-32 1/3 in 0, 32-52 2/3 in 0',
    '0-Infinity',
    '1111111111222222222222222222222222222222222222222222',
  ],
  [`${'{{ if a }}'.repeat(64)}x${'{{ end }}'.repeat(64)}`, '64: 0-1217 0/?, 630-650 0/? in 620', '0-1217', ''],
  [
    `${'{{ if a }}'.repeat(65)}x{{ else }}y${'{{ end }}'.repeat(65)}`,
    '64: 0-1247 0/?, 630-680 0/? in 620',
    '0-1247',
    '',
  ],
] as const;

function told(text: string, options?: MaskOptions): readonly string[] {
  const { masked, spans } = maskTemplates(text, options);
  const places = spans.map(({ start, end, kind, keyword }) => `${start}-${end} ${kind}${keyword && ` ${keyword}`}`);
  return [masked, places.join(', ')];
}

describe('templates', () => {
  for (const [text, ...expected] of PLAIN) {
    it(`are masked: ${JSON.stringify(text)}`, () => assert.deepEqual(told(text), expected));
  }
  for (const [text, ...expected] of CONTINUED) {
    it(`are masked in continued lines: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(told(text, { continuations: true }), expected);
    });
  }
  for (const [text, syntaxes, ...expected] of SYNTAXES) {
    it(`are masked where they are ${syntaxes.join(', ')}: ${text}`, () =>
      assert.deepEqual(told(text, { syntaxes }), expected));
  }

  it('are read up to a length, and searched for only so long', () => {
    const long = (length: number) => told(`{{${' '.repeat(length - 4)}}}`)[1];
    assert.equal(long(4_098), '0-4098 expression');
    assert.equal(long(4_099), '');
    assert.equal(told(`<%${' '.repeat(4_092)}%>`)[1], '0-4096 statement');
    assert.equal(told(`<%${' '.repeat(4_093)}%>`)[1], '');
  });

  it('are found by their place', () => {
    const spans = [
      { start: 2, end: 4 },
      { start: 6, end: 8 },
    ];
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((offset) => firstBehind(spans, offset)),
      [0, 0, 0, 0, 1, 1, 1, 1, 2, 2],
    );
    const spanAt = (start: number, end: number) => [
      touchesTemplate(spans, { start, end }),
      spansIn(spans, { start, end }).length,
    ];
    assert.deepEqual(spanAt(0, 2), [false, 0]);
    assert.deepEqual(spanAt(0, 3), [true, 1]);
    assert.deepEqual(spanAt(3, 6), [true, 1]);
    assert.deepEqual(spanAt(3, 7), [true, 2]);
    assert.deepEqual(spanAt(4, 6), [false, 0]);
    assert.deepEqual(spanAt(8, 9), [false, 0]);
  });
});

/** How many, from where to where, which way of how many; what may be left out; in how many ways each character stands. */
function ways(text: string): readonly string[] {
  const { spans } = maskTemplates(text);
  const regions = branchRegions(spans);
  const isLong = regions.length > 12;
  const shown = isLong ? [...regions.slice(0, 1), ...regions.slice(-1)] : regions;
  const places = shown.map(({ start, end, index, block, outer }) => {
    return `${start}-${end} ${index}/${block.ways ?? '?'}${outer ? ` in ${outer.start}` : ''}`;
  });
  const depths = Array.from(isLong ? '' : text, (_, at) => regionsAround(regions, { start: at, end: at + 1 }).length);
  return [
    `${regions.length}: ${places.join(', ')}`,
    conditionalSpans(spans)
      .map(({ start, end }) => `${start}-${end}`)
      .join(', '),
    depths.join(''),
  ];
}

describe('ways of templates', () => {
  for (const [text, ...expected] of BRANCHES) {
    it(text.slice(0, 80), () => assert.deepEqual(ways(text), expected));
  }

  it('hold what ends in them', () => {
    const regions = branchRegions(maskTemplates('{{ if a }}b{{ else }}c{{ end }}').spans);
    assert.deepEqual(
      [0, 10, 11, 12].map((end) => regionsAround(regions, { start: 10, end }).length),
      [1, 1, 1, 0],
    );
  });
});
