import assert from 'node:assert/strict';
import { effectiveParameters } from '../../../server/src/effective/effectiveParameters.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

/** `LINE: MESSAGE`, and the lines that safe fixes would take away. */
function duplicates(file: string, lines: readonly string[]): string[] {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  service.update(file, `${lines.join('\n')}\n`);
  const findings = service.snapshot().findings();
  const removed = findings
    .filter(({ fixes }) => fixes.some(({ safe, isPreferred }) => safe && isPreferred))
    .map(({ range }) => range.start.line + 1);
  const found = findings.filter(({ ruleId }) => ruleId === 'duplicate-setting');
  return [
    ...found.map(({ range, message }) => `${range.start.line + 1}: ${message}`),
    ...removed.map((line) => `removes ${line}`),
  ];
}

const unit = (...args: readonly string[]) => [
  '[Service]',
  'ExecStart=/usr/bin/kube-controller-manager \\',
  ...args,
  ' --v=2',
];
const pod = (...args: readonly string[]) => [
  'apiVersion: v1',
  'kind: Pod',
  'metadata: {name: kube-controller-manager}',
  'spec:',
  '  containers:',
  '    - name: kube-controller-manager',
  '      command:',
  '        - kube-controller-manager',
  ...args,
];
const kubeadm = (...args: readonly string[]) => [
  'apiVersion: kubeadm.k8s.io/v1beta3',
  'kind: ClusterConfiguration',
  'controllerManager:',
  '  extraArgs:',
  ...args,
];
const a = '--node-monitor-grace-period=50s';
const b = '--node-monitor-grace-period=60s';

const ALTERNATIVES: readonly (readonly [string, string, readonly string[]])[] = [
  ['if and else of Jinja', 'm.service.j2', unit('{% if x %}', ` ${a} \\`, '{% else %}', ` ${b} \\`, '{% endif %}')],
  ['if and elif', 'm.service.j2', unit('{% if x %}', ` ${a} \\`, '{% elif y %}', ` ${b} \\`, '{% endif %}')],
  [
    'two ifs',
    'm.service.j2',
    unit('{%- if x %}', ` ${a} \\`, '{%- endif %}', '{%- if y -%}', ` ${b} \\`, '{%- endif %}'),
  ],
  ['an if in a line', 'm.service.j2', unit(` {% if x %}${a}{% else %}${b}{% endif %} \\`)],
  [
    'nested ifs',
    'm.service.j2',
    unit('{% if x %}', '{% if y %}', ` ${a} \\`, '{% endif %}', ` ${b} \\`, '{% endif %}'),
  ],
  ['an if before', 'm.service.j2', unit('{% if x %}', ` ${a} \\`, '{% endif %}', ` ${b} \\`)],
  ['an if behind', 'm.service.j2', unit(` ${a} \\`, '{% if x %}', ` ${b} \\`, '{% endif %}')],
  ['an else whose if is not here', 'm.service.j2', unit(` ${a} \\`, '{% else %}', ` ${b} \\`, '{% endif %}')],
  ['an elif whose if is not here', 'k.yaml', pod(`        - ${a}`, '{{ else if .x }}', `        - ${b}`, '{{ end }}')],
  ['an if of Jinja that is never closed', 'm.service.j2', unit(` ${a} \\`, '{% if x %}', ` ${b} \\`)],
  ['an if of Helm that is never closed', 'k.yaml', pod(`        - ${a}`, '        {{- if .x }}', `        - ${b}`)],
  ['an if of Terraform that is never closed', 'm.service.tftpl', unit(` ${a} \\`, '%{ if x }', ` ${b} \\`)],
  ['an if of ytt that is never closed', 'k.yaml', pod(`        - ${a}`, '        #@ if x:', `        - ${b}`)],
  ['an ifdef that is never closed', 'k.yaml', pod(`        - ${a}`, '#ifdef X', `        - ${b}`)],
  [
    'an if that is closed in another one',
    'k.yaml',
    pod(`        - ${a}`, '{{ if .x }}', '{{ if .y }}', `        - ${b}`, '{{ end }}'),
  ],
  [
    'an else alone',
    'k.yaml',
    kubeadm('    node-monitor-grace-period: 50s', '{{ else }}', '    node-monitor-grace-period: 60s'),
  ],
  ['an end alone', 'm.service.tpl', unit(` ${a} \\`, '%{ endif }', ` ${b} \\`)],
  [
    'ends whose beginnings are not here',
    'k.yaml',
    pod('{{ if .y }}', `        - ${a}`, '{{ end }}', '{{ end }}', '{{ end }}', `        - ${b}`),
  ],
  ['Terraform', 'm.service.tpl', unit('%{ if x }', ` ${a} \\`, '%{ else }', ` ${b} \\`, '%{ endif }')],
  ['ERB', 'm.service.erb', unit('<% if @x -%>', ` ${a} \\`, '<% else -%>', ` ${b} \\`, '<% end -%>')],
  [
    'unless of Liquid',
    'k.yaml',
    pod('{% unless x %}', `        - ${a}`, '{% else %}', `        - ${b}`, '{% endunless %}'),
  ],
  [
    'case of Liquid',
    'k.yaml',
    pod('{% case x %}{% when 1 %}', `        - ${a}`, '{% when 2 %}', `        - ${b}`, '{% endcase %}'),
  ],
  [
    'switch of Twig',
    'k.yaml',
    pod('{% switch x %}{% case 1 %}', `        - ${a}`, '{% case 2 %}', `        - ${b}`, '{% endswitch %}'),
  ],
  [
    'ifequal of Django',
    'k.yaml',
    pod('{% ifequal a b %}', `        - ${a}`, '{% else %}', `        - ${b}`, '{% endifequal %}'),
  ],
  [
    'sections of Mustache',
    'k.yaml',
    pod('{{#fast}}', `        - ${a}`, '{{/fast}}{{^fast}}', `        - ${b}`, '{{/fast}}'),
  ],
  [
    'sections of Mustache with blanks',
    'k.yaml',
    pod('{{ # fast }}', `        - ${a}`, '{{ / fast }}{{ ^ fast }}', `        - ${b}`, '{{ / fast }}'),
  ],
  ['each of Handlebars', 'k.yaml', pod('{{#each x}}', `        - ${a}`, '{{else}}', `        - ${b}`, '{{/each}}')],
  ['an inverse of Handlebars', 'k.yaml', pod('{{#if x}}', `        - ${a}`, '{{^}}', `        - ${b}`, '{{/if}}')],
  [
    'a loop with else',
    'k.yaml',
    pod('{% for x in y %}', `        - ${a}`, '{% else %}', `        - ${b}`, '{% endfor %}'),
  ],
  [
    'ytt',
    'k.yaml',
    pod('        #@ if data.values.fast:', `        - ${a}`, '        #@ else:', `        - ${b}`, '        #@ end'),
  ],
  [
    'nodes of ytt',
    'k.yaml',
    pod(
      '        #@ if/end data.values.fast:',
      `        - ${a}`,
      '        #@ if/end not data.values.fast:',
      `        - ${b}`,
    ),
  ],
  ['Velocity', 'k.yaml', pod('#if($fast)', `        - ${a}`, '#else', `        - ${b}`, '#end')],
  ['the preprocessor of C', 'k.yaml', pod('#ifdef FAST', `        - ${a}`, '#else', `        - ${b}`, '#endif')],
  ['line statements of Jinja', 'k.yaml', pod('# if fast', `        - ${a}`, '# else', `        - ${b}`, '# endif')],
  ['Go with angles', 'k.yaml', pod('<<if .x>>', `        - ${a}`, '<<else>>', `        - ${b}`, '<<end>>')],
  [
    'Go with square brackets',
    'k.yaml',
    pod('[[- if .x ]]', `        - ${a}`, '[[- else if .y ]]', `        - ${b}`, '[[- end ]]'),
  ],
  ['dollar and brace', 'k.yaml', pod('${if fast}', `        - ${a}`, '${else}', `        - ${b}`, '${endif}')],
  ['pandoc', 'k.yaml', pod('$if(fast)$', `        - ${a}`, '$else$', `        - ${b}`, '$endif$')],
  ['Smarty', 'k.yaml', pod('{if $fast}', `        - ${a}`, '{else}', `        - ${b}`, '{/if}')],
  ['FreeMarker', 'k.yaml', pod('<#if fast>', `        - ${a}`, '<#else>', `        - ${b}`, '</#if>')],
  ['Mako', 'k.yaml', pod('% if fast:', `        - ${a}`, '% else:', `        - ${b}`, '% endif')],
  ['Blade', 'k.yaml', pod('@if($fast)', `        - ${a}`, '@else', `        - ${b}`, '@endif')],
  ['EJS', 'k.yaml', pod('<% if (x) { %>', `        - ${a}`, '<% } else { %>', `        - ${b}`, '<% } %>')],
  ['a line of square brackets', 'm.service', unit(` [[ if .x ]]${a} [[ else ]]${b} [[ end ]] \\`)],
  ['sections in a unit', 'm.service', unit('{{#x}}', ` ${a} \\`, '{{/x}}', '{{^x}}', ` ${b} \\`, '{{/x}}')],
  ['EPP', 'm.service.epp', unit('<% if $x { -%>', ` ${a} \\`, '<% } else { -%>', ` ${b} \\`, '<% } -%>')],
  [
    'Helm, else if',
    'c/templates/m.yaml',
    pod('        {{- if .x }}', `        - ${a}`, '        {{- else if .y }}', `        - ${b}`, '        {{- end }}'),
  ],
  [
    'Helm, with and range',
    'c/templates/m.yaml',
    pod(
      '        {{- with .x }}',
      `        - ${a}`,
      '        {{- end }}',
      '        {{- range .y }}',
      `        - ${b}`,
      '        {{- end }}',
    ),
  ],
  [
    'Helm, with and else',
    'c/templates/m.yaml',
    pod('        {{- with .x }}', `        - ${a}`, '        {{- else }}', `        - ${b}`, '        {{- end }}'),
  ],
  [
    'a map of kubeadm',
    'k.yaml.j2',
    kubeadm(
      '{% if x %}',
      '    node-monitor-grace-period: 50s',
      '{% else %}',
      '    node-monitor-grace-period: 60s',
      '{% endif %}',
    ),
  ],
  [
    'a list of kubeadm',
    'k.yaml.j2',
    kubeadm(
      '{% if x %}',
      '    - {name: node-monitor-grace-period, value: 50s}',
      '{% endif %}',
      '{% if y %}',
      '    - {name: node-monitor-grace-period, value: 60s}',
      '{% endif %}',
    ).map((line) => line.replace('v1beta3', 'v1beta4')),
  ],
];

const TWICE: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'outside of branches',
    'm.service.j2',
    unit(` ${a} \\`, '{% if x %}', ' --v=1 \\', '{% endif %}', ` ${b} \\`),
    ['3'],
  ],
  ['in one branch', 'm.service.j2', unit('{% if x %}', ` ${a} \\`, ` ${b} \\`, '{% endif %}'), ['4']],
  [
    'in one branch of two',
    'm.service.j2',
    unit('{% if x %}', ` ${a} \\`, '{% else %}', ` ${a} \\`, ` ${b} \\`, '{% endif %}'),
    ['6'],
  ],
  [
    'in a branch, and around it',
    'm.service.j2',
    unit(` ${a} \\`, '{% if x %}', ` ${a} \\`, '{% endif %}', ` ${b} \\`),
    ['3'],
  ],
  [
    'in an object that stands in a branch',
    'c/templates/m.yaml',
    ['{{- if .x }}', ...pod(`        - ${a}`, `        - ${b}`), '{{- end }}'],
    ['10'],
  ],
];

describe('branches of templates', () => {
  for (const [name, file, lines] of ALTERNATIVES) {
    it(`are no duplicates, and no fix takes one away: ${name}`, () => assert.deepEqual(duplicates(file, lines), []));
  }

  for (const [name, file, lines, at] of TWICE) {
    it(`leave a duplicate one: ${name}`, () => {
      assert.deepEqual(duplicates(file, lines), [
        ...at.map((line) => `${line}: 50s has no effect: --node-monitor-grace-period is set again, to 60s, and wins.`),
        ...at.map((line) => `removes ${line}`),
      ]);
    });
  }

  it('leave a flag of the kubelet in a branch beside its field', () => {
    const service = createTreeService();
    service.configure({ kubernetesVersion: '1.33' });
    service.update(
      'kubelet.yaml',
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeStatusUpdateFrequency: 9s\n',
    );
    const flag = ' --node-status-update-frequency=7s \\';
    const written = (...args: readonly string[]) =>
      ['[Service]', 'ExecStart=/usr/bin/kubelet --config=/etc/kubelet.yaml \\', ...args, ' --v=2', ''].join('\n');
    const fixes = () =>
      service
        .snapshot()
        .findings()
        .flatMap(({ fixes: own, ruleId }) => own.filter(({ safe }) => safe).map(({ title }) => `${ruleId}: ${title}`));
    service.update('kubelet.service.j2', written('{% if x %}', flag, '{% endif %}'));
    assert.deepEqual(fixes(), []);
    service.update('kubelet.service.j2', written(flag));
    assert.notDeepEqual(fixes(), []);
  });

  it('give a value that is not known no text', () => {
    const lines = unit(' --node-monitor-grace-period={{ x }} \\', ' --node-monitor-grace-period={{ y }} \\');
    assert.deepEqual(duplicates('m.service.j2', lines), [
      '3: --node-monitor-grace-period has no effect: --node-monitor-grace-period is set again, and wins.',
      'removes 3',
    ]);
  });
});

/** The time in which the node is marked, in seconds, and what is shown of the grace period. */
function detection(files: Readonly<Record<string, readonly string[]>>): string {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.31' });
  for (const [file, lines] of Object.entries(files)) service.update(file, `${lines.join('\n')}\n`);
  const [report] = service.snapshot().clusters;
  if (report === undefined) return 'no cluster';
  const { earliest, latest } = report.analysis.detection;
  const shown = effectiveParameters(report.cluster).filter(({ name }) => name === 'node-monitor-grace-period');
  return `${earliest / 1000}–${latest / 1000} ${shown.map(({ value }) => value).join(', ')}`;
}

describe('windows over branches', () => {
  const known = '49.6–70 60s';
  const script = (...lines: readonly string[]) => ['#!/bin/bash', ...lines, 'exec kube-controller-manager $ARGS'];
  const cases: readonly (readonly [string, string, readonly string[], string])[] = [
    ['one value', 'm.service', unit(` ${b} \\`), known],
    [
      'if and else',
      'm.service.j2',
      unit('{% if x %}', ` ${a} \\`, '{% else %}', ` ${b} \\`, '{% endif %}'),
      '39.6–70 50s or 60s',
    ],
    [
      'the same in both',
      'm.service.j2',
      unit('{% if x %}', ` ${b} \\`, '{% else %}', ` ${b} \\`, '{% endif %}'),
      known,
    ],
    ['an if alone', 'm.service.j2', unit('{% if x %}', ` ${b} \\`, '{% endif %}'), '29.6–70 40s or 60s'],
    [
      'an if before one that is always there',
      'm.service.j2',
      unit('{% if x %}', ` ${a} \\`, '{% endif %}', ` ${b} \\`),
      known,
    ],
    [
      'an if behind one that is always there',
      'm.service.j2',
      unit(` ${a} \\`, '{% if x %}', ` ${b} \\`, '{% endif %}'),
      '39.6–70 50s or 60s',
    ],
    [
      'an if in an else',
      'm.service.j2',
      unit(
        '{% if x %}',
        ` ${a} \\`,
        '{% else %}',
        '{% if y %}',
        ` ${b} \\`,
        '{% else %}',
        ` ${b} \\`,
        '{% endif %}',
        '{% endif %}',
      ),
      '39.6–70 50s or 60s',
    ],
    [
      'variables of a script',
      'm.sh',
      script('if [ $X ]; then', `  ARGS="${a}"`, 'else', `  ARGS="${b}"`, 'fi'),
      '39.6–70 50s or 60s',
    ],
    ['a case', 'm.sh', script('case $X in', `a) ARGS="${a}" ;;`, `*) ARGS="${b}"`, 'esac'), '39.6–70 50s or 60s'],
    [
      'a case without a rest',
      'm.sh',
      script('case $X in', `a) ARGS="${a}" ;;`, `b) ARGS="${b}" ;;`, 'esac'),
      '29.6–70 40s or 50s or 60s',
    ],
    ['a test', 'm.sh', script(`ARGS="${a}"`, `[ "$X" ] && ARGS="${b}"`), '39.6–70 50s or 60s'],
    ['one after the other', 'm.sh', script(`ARGS="${a}"`, `ARGS="${b}"`), known],
    [
      'a variable that a branch takes back',
      'kube-controller-manager.env.j2',
      [`KUBE_CONTROLLER_MANAGER_ARGS="${b}"`, '{% if x %}', 'KUBE_CONTROLLER_MANAGER_ARGS="--v=2"', '{% endif %}'],
      '29.6–70 40s or 60s',
    ],
  ];
  for (const [name, file, lines, expected] of cases) {
    it(name, () => assert.equal(detection({ [file]: lines }), expected));
  }
});
