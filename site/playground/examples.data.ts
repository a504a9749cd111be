// The folders of examples/ for the playground, read when the site is built.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(process.env.REPOSITORY ?? '.', 'examples');

export interface Example {
  readonly name: string;
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The incident first: it is what the tool began with. */
const order = ['incident', 'modern', 'safe'];
const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);

function example(name: string): Example {
  const read = (file: string) => readFileSync(join(folder, name, file), 'utf8');
  const files = readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file !== 'README.md' && statSync(join(folder, name, file)).isFile());
  const title = /^# (.+)$/m.exec(read('README.md'))?.[1] ?? name;
  return { name, title, files: Object.fromEntries(files.map((file) => [file, read(file)])) };
}

declare const data: readonly Example[];

export { data };

export default {
  load: (): readonly Example[] =>
    readdirSync(folder, { withFileTypes: true })
      // A folder without a page of its own holds programs, not a cluster.
      .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'README.md')))
      .map(({ name }) => name)
      .sort((a, b) => rank(a) - rank(b))
      .map(example),
};
