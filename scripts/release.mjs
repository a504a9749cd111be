// The checklist of a release up to the upload: looks, tests, makes the files in out/release/, and says which commands upload them.
// Usage: node scripts/release.mjs [--dry-run]   (--dry-run: names what is not ready and goes on, without the tests)
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageExtension } from './package.mjs';
import { checks, notesOf } from './release/checks.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dry = process.argv.includes('--dry-run');
const out = join(root, 'out', 'release');
const read = (file) => readFileSync(join(root, file), 'utf8');
const { version, name } = JSON.parse(read('package.json'));
let open = 0;

/** One line of the list. What is wrong ends a release, and a dry run only counts it. */
function tell(title, wrong) {
  console.log(`${wrong ? '  not yet' : '  ok     '}  ${title}${wrong ? `: ${wrong}` : ''}`);
  if (!wrong) return;
  open += 1;
  if (!dry) process.exit(1);
}

const git = (...words) => spawnSync('git', words, { cwd: root, encoding: 'utf8' }).stdout.trim();

function run(program, words, cwd = root) {
  const { status } = spawnSync(program, words, { cwd, stdio: ['ignore', dry ? 'ignore' : 'inherit', 'inherit'] });
  return status === 0 ? undefined : `${program} ${words.join(' ')} ends with ${status}`;
}

function lookAtFiles() {
  const pages = Object.fromEntries(['docs/ci.md', 'README.md', 'docs/start.md'].map((file) => [file, read(file)]));
  const texts = { version, changelog: read('CHANGELOG.md'), lock: JSON.parse(read('package-lock.json')), pages };
  for (const [title, check] of checks) tell(title, check(texts));
}

function lookAtRepository() {
  tell('everything is committed', git('status', '--porcelain') === '' ? undefined : 'the work tree has changes');
  tell('on main', git('branch', '--show-current') === 'main' ? undefined : `on ${git('branch', '--show-current')}`);
  tell('the version is new', git('tag', '--list', `v${version}`) === '' ? undefined : `there is a tag v${version}`);
  tell('pages say what the rules are', run(process.execPath, ['scripts/generateDocs.mjs', '--check']));
}

/** Packed twice, and the same both times. */
function packExtension() {
  const target = join(out, `${name}-${version}.vsix`);
  const again = join(out, 'again.vsix');
  packageExtension(target);
  packageExtension(again);
  tell(
    'two builds of the VSIX are equal',
    readFileSync(target).equals(readFileSync(again)) ? undefined : 'they differ',
  );
  rmSync(again);
  return target;
}

function packPackage() {
  const made = execFileSync('npm', ['pack', '--silent'], { cwd: root, encoding: 'utf8' }).trim().split('\n').at(-1);
  const target = join(out, made);
  renameSync(join(root, made), target);
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, target]);
  const bin = join(folder, 'node_modules', '.bin', name);
  const said = spawnSync(bin, ['--version'], { encoding: 'utf8' }).stdout?.trim();
  tell('the package installs and starts', said === version ? undefined : `it says ${said}`);
  rmSync(folder, { recursive: true, force: true });
  return target;
}

function sums(files) {
  const lines = files.map(
    (file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${file.slice(out.length + 1)}`,
  );
  writeFileSync(join(out, 'SHA256SUMS'), `${lines.join('\n')}\n`);
  return lines;
}

console.log(`${name} ${version}${dry ? ' (dry run)' : ''}\n`);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
lookAtFiles();
lookAtRepository();
if (!dry) tell('all tests pass', run('npm', ['test']));
const files = [packExtension(), packPackage()];
writeFileSync(join(out, 'NOTES.md'), `${notesOf(read('CHANGELOG.md'), version)}\n`);
console.log(
  `\nIn out/release:\n${sums(files)
    .map((line) => `  ${line}`)
    .join('\n')}`,
);
const [extension, tarball] = files.map((file) => file.slice(root.length + 1));
console.log(`
${open > 0 ? `${open} not yet; then` : 'Now'}, each once (docs/releasing.md says what each needs):

  git tag --sign v${version} --message v${version} && git push origin v${version}
  npm publish ${tarball} --access public
  npx @vscode/vsce publish --packagePath ${extension}
  npx ovsx publish ${extension}
`);
