// Loaded before a program (node --require): writes down what it touches, and lets it have only what it may. Lines go to the
// file named by ACCESS_LOG as JSON, `[what, subject]`: `read`, `look` (does it exist?), `write`, `connect`, `start`.
const fs = require('node:fs');
const { appendFileSync } = fs;
const { fileURLToPath } = require('node:url');
const { inspect } = require('node:util');

const log = process.env.ACCESS_LOG;
const note = (what, subject) => appendFileSync(log, `${JSON.stringify([what, subject])}\n`);

/** Functions of `fs` and `fs.promises`, with and without `Sync`, whose first argument is a path. */
const reading = ['createReadStream', 'open', 'opendir', 'readFile', 'readdir', 'watch', 'watchFile'];
const looking = ['access', 'exists', 'lstat', 'readlink', 'realpath', 'stat', 'statfs'];
const writing = [
  ...['appendFile', 'chmod', 'chown', 'copyFile', 'cp', 'createWriteStream', 'lchown', 'link', 'lutimes', 'mkdir'],
  ...['mkdtemp', 'rename', 'rm', 'rmdir', 'symlink', 'truncate', 'unlink', 'utimes', 'writeFile'],
];

/** Their second argument is a path that is written. */
const withTarget = new Set(['copyFile', 'cp', 'link', 'rename', 'symlink']);

function pathOf(argument) {
  if (argument instanceof URL) return fileURLToPath(argument);
  return typeof argument === 'string' || Buffer.isBuffer(argument) ? String(argument) : undefined;
}

function watched(name, what, original) {
  const watching = function (path, ...rest) {
    const subject = pathOf(path);
    const opensToWrite = name.startsWith('open') && /[wa+]/.test(String(rest[0] ?? 'r'));
    if (subject !== undefined && subject !== log) note(opensToWrite ? 'write' : what, subject);
    const target = withTarget.has(name.replace('Sync', '')) ? pathOf(rest[0]) : undefined;
    if (target !== undefined) note('write', target);
    return original.call(this, path, ...rest);
  };
  const { native } = original;
  return Object.assign(watching, original, native && { native: watched(name, what, native) });
}

for (const [what, names] of Object.entries({ read: reading, look: looking, write: writing })) {
  for (const name of names.flatMap((one) => [one, `${one}Sync`])) {
    for (const module of [fs, fs.promises]) {
      if (typeof module[name] === 'function') module[name] = watched(name, what, module[name]);
    }
  }
}

/** Not let through: it is written down, and fails. */
function forbid(module, what, ...names) {
  for (const name of names) {
    const stop = (words) => {
      note(what, `${name} ${inspect(words, { depth: 2, breakLength: Number.POSITIVE_INFINITY }).slice(0, 200)}`);
      throw new Error(`${name} is not allowed here`);
    };
    module[name] = new Proxy(module[name], {
      apply: (_, _self, words) => stop(words),
      construct: (_, words) => stop(words),
    });
  }
}

forbid(require('node:net').Socket.prototype, 'connect', 'connect');
forbid(require('node:net').Server.prototype, 'connect', 'listen');
forbid(require('node:dgram').Socket.prototype, 'connect', 'send', 'bind', 'connect');
forbid(require('node:dns'), 'connect', 'lookup', 'resolve');
forbid(require('node:dns').promises, 'connect', 'lookup', 'resolve');
const starts = ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'];
forbid(require('node:child_process'), 'start', ...starts);
forbid(require('node:worker_threads'), 'start', 'Worker');
