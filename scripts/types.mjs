// The types that the package ships: those that its library leads to, which need no other package.
// Usage: node scripts/types.mjs [FOLDER]   (dist/types where none is named)
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = process.argv[2] ?? join(root, 'dist', 'types');
const entry = join(folder, 'server', 'src', 'index.d.ts');

rmSync(folder, { recursive: true, force: true });
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const words = ['-p', 'server', '--outDir', folder, '--composite', 'false', '--incremental', 'false'];
execFileSync(process.execPath, [compiler, ...words], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });

/** Files by what leads to them. */
const reached = new Set([entry]);
for (const file of reached) {
  for (const [, from] of readFileSync(file, 'utf8').matchAll(/(?:\bfrom |\bimport\()\s*'([^']+)'/g)) {
    if (!from.startsWith('.')) throw new Error(`${file} needs ${from}, which the package does not install`);
    const other = join(dirname(file), from.replace(/\.ts$/, '.d.ts'));
    if (!existsSync(other)) throw new Error(`${file} needs ${from}, which was not made`);
    reached.add(other);
  }
}
const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
for (const { parentPath, name } of all) if (!reached.has(join(parentPath, name))) rmSync(join(parentPath, name));
