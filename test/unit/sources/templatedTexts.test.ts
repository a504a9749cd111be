import assert from 'node:assert/strict';
import { createFileReader } from '../../../server/src/sources/allSources.ts';
import { settingsIn } from './settingsIn.ts';

describe('sources: templates in texts', () => {
  it('reads a value that is built over several lines as one that is not known', () => {
    const text = `[Service]
ExecStart=/opt/bin/kube-controller-manager \\
  --node-monitor-period=
{%- if kcm.period is defined -%}
    {{ kcm.period }}
{%- else -%}
    {%- if kcm.fast -%}
       2s
    {%- endif -%}
{%- endif %} \\
  --pod-eviction-timeout= \n{%- if short -%}
    30s
{%- endif %} \\
  --v=2
`;
    const { settings, replaced, removed } = settingsIn('kube-controller-manager.service.j2', text);
    assert.deepEqual(
      settings.map((setting) => setting.replace(/\?[^@]*/, '?')),
      [
        'kube-controller-manager --node-monitor-period=?@2:2',
        'kube-controller-manager --pod-eviction-timeout=?@10:2',
        'kube-controller-manager --v=2@14:2',
      ],
    );
    assert.equal(
      replaced('pod-eviction-timeout', '45s'),
      text.replace(' \n{%- if short -%}\n    30s\n{%- endif %}', '45s'),
    );
    assert.equal(
      removed('pod-eviction-timeout'),
      text.replace('  --pod-eviction-timeout= \n{%- if short -%}\n    30s\n{%- endif %} \\\n', ''),
    );
  });

  it('reads the flags of blocks that set a variable, beside assignments', () => {
    const text = `# kubelet
KUBE_LOG_LEVEL="--v={{ level }}"
{% set base -%}
--node-status-update-frequency={{ seconds }}s \\
{% if docker %}
--max-pods=20 \\
{% endif %}
--read-only-port=0 \\
{% endset %}
{% set dns %}--cluster-dns={{ dns }} --node-labels=a=b{% endset %}
KUBELET_ARGS="{{ base }} {{ dns }} --feature-gates=A=true"
`;
    const { reading, settings, removed, replaced } = settingsIn('kubelet.env.j2', text);
    assert.deepEqual(settings, [
      'kubelet --node-status-update-frequency=?{{ seconds }}s@3:0',
      'kubelet --max-pods=?20@5:0',
      'kubelet --read-only-port=0@7:0',
      'kubelet --cluster-dns=?{{ dns }}@9:13',
      'kubelet --node-labels=a=b@9:37',
      'kubelet --v=?{{ level }}@1:16',
      'kubelet --feature-gates=A=true@10:35',
    ]);
    assert.deepEqual(
      reading?.assignments.map(({ variable }) => variable),
      ['base', 'dns', 'KUBE_LOG_LEVEL', 'KUBELET_ARGS'],
    );
    assert.equal(removed('read-only-port'), text.replace('--read-only-port=0 \\\n', ''));
    assert.equal(replaced('node-labels', 'c=d'), text.replace('a=b', 'c=d'));
  });

  it('reads what stands in a helper of Go templates, and what a condition holds as not known', () => {
    const text = `{{ define "args" }}
containers:
- name: kube-controller-manager
  command:
  - kube-controller-manager
  - --pod-eviction-timeout=1m
  {{- if .Values.fast }}
  - --node-monitor-period=2s
  {{- end }}
{{- end }}
`;
    const { settings } = settingsIn('_helpers.tpl', text);
    assert.deepEqual(settings, [
      'kube-controller-manager --pod-eviction-timeout=1m@5:4',
      'kube-controller-manager --node-monitor-period=?2s@7:4',
    ]);
  });

  it("reads Terraform's directives in user data, and no other percent braces", () => {
    const text = `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=="

--==
Content-Type: text/x-shellscript

#!/bin/bash
code=$(curl -s -o x -w "%{http_code}" https://example.org)
/etc/eks/bootstrap.sh \${cluster} --kubelet-extra-args '--max-pods=9 %{ if gpu }--v=4%{ endif } --node-ip=$IP'
kubelet \\
%{ if fast ~}
  --node-status-update-frequency=5s \\
%{ endif ~}
  --v=2
--==--
`;
    assert.deepEqual(settingsIn('user-data.tftpl', text).settings, [
      'kubelet --max-pods=9@8:55',
      'kubelet --v=?4@8:79',
      'kubelet --node-ip=?$IP@8:95',
      'kubelet --node-status-update-frequency=?5s@11:2',
      'kubelet --v=2@13:2',
    ]);
  });

  it('knows the unit behind a template', () => {
    const setting = createFileReader().read(
      'kubelet.service.j2',
      '[Service]\nExecStart=/usr/bin/kubelet --node-status-update-frequency={{ seconds }}s\n',
    )?.settings[0];
    assert.deepEqual(setting?.value, { known: false, reason: 'template', text: '{{ seconds }}s' });
  });
});
