import assert from 'node:assert/strict';
import { shellScript } from '../../../server/src/sources/files/shellScript.ts';
import { readSource } from './readSource.ts';
import { readNested } from './textSources.ts';
import { wholeFile } from './wholeFile.ts';

const source = shellScript(readNested);
const read = (text: string, file = 'start.sh') => readSource(source, text, file);

describe('sources/shell-script', () => {
  it('reads a command with continuations, redirections and variables', () => {
    const text = `#!/bin/bash
LOG=/var/log
nohup ./bin/hyperkube controller-manager --master=$MASTER \\
    --node-monitor-period=5s --v=2 \\
    --controllers=*,-nodelifecycle >> $LOG/x.log 2>&1 &
`;
    const script = read(text);
    assert.equal(script.recognised, true);
    assert.deepEqual(script.settings, [
      'kube-controller-manager --master=?$MASTER@2:41',
      'kube-controller-manager --node-monitor-period=5s@3:4',
      'kube-controller-manager --v=2@3:29',
      'kube-controller-manager --controllers=*,-nodelifecycle@4:4',
    ]);
    assert.equal(script.removed('controllers'), text.replace(' \\\n    --controllers=*,-nodelifecycle >>', ' >>'));
    assert.equal(script.removed('v'), text.replace(' --v=2', ''));
    assert.equal(script.replaced('node-monitor-period', '2s'), text.replace('5s', '2s'));
    assert.equal(
      script.added('node-monitor-grace-period', '50s'),
      text.replace('nodelifecycle >>', 'nodelifecycle \\\n    --node-monitor-grace-period=50s >>'),
    );
  });

  it('reads what variables hold', () => {
    const text = 'export KUBELET_EXTRA_ARGS="--max-pods=9 \\\n  --node-ip=$IP"\nkubelet $KUBELET_EXTRA_ARGS\n';
    const script = read(text);
    assert.deepEqual(script.settings, ['kubelet --max-pods=9@0:27', 'kubelet --node-ip=?$IP@1:2']);
    assert.deepEqual(
      script.reading.invocations?.[0]?.parts.map((part) => part.kind === 'variable' && part.variable),
      ['KUBELET_EXTRA_ARGS'],
    );
    assert.equal(script.removed('max-pods'), text.replace('--max-pods=9', ''));
  });

  it('reads the documents that it writes, and writes them back escaped', () => {
    const text = `#!/bin/sh
cat > /etc/systemd/system/kube-controller-manager.service <<EOF
[Service]
ExecStart=/usr/local/bin/kube-controller-manager \\\\
  --master=\${MASTER} \\\\
  --node-monitor-period=5s \\\\
  --v=2
EOF
	cat <<-'X' | sudo tee /etc/default/kubelet
	KUBELET_EXTRA_ARGS="--max-pods=9 \\
	  --v=4"
	X
`;
    const script = read(text);
    assert.deepEqual(script.settings, [
      'kube-controller-manager --master=?${MASTER}@4:2',
      'kube-controller-manager --node-monitor-period=5s@5:2',
      'kube-controller-manager --v=2@6:2',
      'kubelet --max-pods=9@9:21',
      'kubelet --v=4@10:3',
    ]);
    assert.equal(script.replaced('node-monitor-period', '2s'), text.replace('5s', '2s'));
    assert.equal(script.removed('node-monitor-period'), text.replace('  --node-monitor-period=5s \\\\\n', ''));
    assert.equal(
      script.added('node-eviction-rate', 1),
      text.replace('--v=2\n', '--v=2 \\\\\n  --node-eviction-rate=1\n'),
    );
    assert.equal(script.removed('max-pods'), text.replace('--max-pods=9', ''));
  });

  it('adds and removes lines of a document with its tabs', () => {
    const text = `kubelet --v=2\ncat <<-X > args/kubelet\n\t--max-pods=9\n\t--v=4\n\tX\n`;
    const script = read(text);
    assert.deepEqual(script.settings.slice(1), ['kubelet --max-pods=9@2:1', 'kubelet --v=4@3:1']);
    assert.equal(script.removed('max-pods'), text.replace('\t--max-pods=9\n', ''));
    const settingList = script.reading.settingLists?.[1];
    assert.deepEqual(settingList?.inserter.add('read-only-port', 0), [
      {
        file: 'start.sh',
        range: { start: { line: 3, character: 6 }, end: { line: 3, character: 6 } },
        newText: '\n\t--read-only-port=0',
      },
    ]);
  });

  it('reads scripts of Upstart', () => {
    const text =
      'description "x"\nrespawn\nscript\n  exec kube-controller-manager \\\n    --port=1 \\\n    --v=2 >> $L 2>&1\nend script\n';
    const script = read(text, 'etc/init/kube-controller-manager.conf');
    assert.equal(script.recognised, true);
    assert.deepEqual(script.settings, ['kube-controller-manager --port=1@4:4', 'kube-controller-manager --v=2@5:4']);
    assert.equal(script.removed('v'), text.replace(' \\\n    --v=2 >>', ' >>'));
  });

  it('gives nothing for prose, logs, Makefiles and commands about a component', () => {
    const recognises = (text: string, file: string) => source.recognises({ file, fragment: wholeFile(text) });
    const command = 'kube-controller-manager --node-monitor-period=5s\n';
    assert.equal(recognises(command, 'README.md'), false);
    assert.equal(recognises(`run:\n\t${command}`, 'Makefile'), false);
    assert.equal(recognises(`I1 flags.go:27] FLAG: --v="2" kubelet\n`, 'kubelet.log'), false);
    const about =
      'apt install kubelet --yes\nsystemctl restart kubelet --now\necho kubelet --max-pods=9\n# kubelet --v=2\n';
    assert.deepEqual(read(about).reading.settings, []);
  });
});

describe('sources/shell-script: what is started and what is only named', () => {
  const settings = (line: string) => {
    const { reading, settings } = readSource(shellScript(readNested), `#!/bin/sh\n${line}\n`, 'x.sh');
    return { settings, started: reading.invocations?.map(({ component }) => component) ?? [] };
  };

  it('starts nothing where a component is the object of another command', () => {
    for (const line of [
      'sudo systemctl restart kubelet',
      'sudo apt-get install -y kubelet kubeadm',
      'sudo tee /etc/default/kubelet',
      'sudo cp kubelet /usr/bin/kubelet',
      'command -v kubelet',
      'kubelet --version',
      'kube-controller-manager --help 2>&1 | grep -- --node-monitor-period',
      'sudo service kubelet start',
    ])
      assert.deepEqual(settings(line), { settings: [], started: [] }, line);
  });

  it('starts a component behind other programs', () => {
    for (const line of [
      'sudo -E -u root /usr/bin/kubelet --v=1',
      'timeout 10 kubelet --v=1',
      'nsenter --target 1 -- kubelet --v=1',
      'start-stop-daemon --start --exec /usr/bin/kubelet -- --v=1',
      'env A=b kubelet --v=1',
      'chroot /host /usr/bin/kubelet --v=1',
    ]) {
      const { started, settings: read } = settings(line);
      assert.deepEqual([started, read.map((one) => one.replace(/@.*/, ''))], [['kubelet'], ['kubelet --v=1']], line);
    }
  });

  it('reads variables that are printed into a file', () => {
    const text = `#!/bin/bash
echo 'KUBELET_EXTRA_ARGS="--node-status-update-frequency=4s --v=2"' | sudo tee /etc/default/kubelet
echo "EXTRA=--max-pods=9 --node-ip=$IP" > /etc/default/kubelet
echo -e "OPTS=--node-monitor-period=3s\\nOTHER=1" >> /etc/kube-controller-manager.env
echo "KUBELET_ARGS is --max-pods=7"
`;
    const script = readSource(shellScript(readNested), text, 'x.sh');
    assert.deepEqual(script.settings, [
      'kubelet --node-status-update-frequency=4s@1:26',
      'kubelet --v=2@1:60',
      'kubelet --max-pods=9@2:12',
      'kubelet --node-ip=?$IP@2:25',
      'kube-controller-manager --node-monitor-period=3s@3:14',
    ]);
    assert.equal(script.removed('v'), text.replace(' --v=2', ''));
    assert.equal(script.replaced('node-monitor-period', '5s'), text.replace('3s', '5s'));
  });
});

describe('sources/shell-script: services of OpenRC', () => {
  it('reads the arguments of k3s and of the kubelet', () => {
    const k3s = read(
      `#!/sbin/openrc-run\ncommand="/usr/local/bin/k3s"\ncommand_args="server \\\n    '--kube-controller-manager-arg=node-monitor-grace-period=33s' \\\n    >>/var/log/k3s.log 2>&1"\n`,
      'etc/init.d/k3s',
    );
    assert.deepEqual(k3s.settings, ['kube-controller-manager node-monitor-grace-period=33s@3:35']);
    const kubelet = read(
      '#!/sbin/openrc-run\ncommand="/usr/bin/kubelet"\ncommand_args="--config=/a $OPTS --node-status-update-frequency=7s"\nstart_pre() { checkpath -d /x; }\n',
      'etc/init.d/kubelet',
    );
    assert.deepEqual(kubelet.settings, ['kubelet --config=/a@2:14', 'kubelet --node-status-update-frequency=7s@2:32']);
  });
});

describe('sources/shell-script: what is meant for some versions', () => {
  const flag = (condition: string) =>
    read(
      `#!/bin/bash\nif ${condition}; then\n  tee /etc/systemd/system/kubelet.service.d/10.conf > /dev/null <<'EOF'\n[Service]\nEnvironment="KUBELET_FLAGS=--container-runtime=remote"\nEOF\nfi\n`,
    ).settings;

  it('may be left out where a choice looks at the version', () => {
    assert.deepEqual(flag('! semverCompare "$KUBERNETES_VERSION" 1.27.0'), [
      'kubelet --container-runtime=?remote@4:27',
    ]);
    assert.deepEqual(flag('[ "$ROLE" = worker ]'), ['kubelet --container-runtime=remote@4:27']);
  });
});
