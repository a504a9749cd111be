// Which packages stand in the bundles, and the notices that their licences ask for, as the text of one file. Used by
// scripts/build.mjs; a package that comes without a licence, or with one that nobody looked at, fails the build.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that let their code stand in ours as long as their text goes along. */
const understood = new Set(['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

/**
 * Packages that name a licence and come without its text: who holds the rights, as looked up in their repository. The text
 * is then the licence's own.
 */
const holders = new Map([
  [
    '@cfworker/json-schema',
    [
      'Jeremy Danyow',
      'Mathias Bynens (ucs2-length, from punycode.js)',
      '2015-2021 Evgeny Poberezkin (format, from ajv)',
    ],
  ],
]);

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

/** @typedef {{ outputs: Readonly<Record<string, { inputs: Readonly<Record<string, unknown>> }>> }} Metafile */

/**
 * The packages of which something stands in a bundle.
 * @param {Metafile} metafile what esbuild says
 * @returns {Map<string, string[]>} by folder, such as `node_modules/yaml`: the bundles, sorted
 */
export function bundledPackages({ outputs }) {
  const bundles = new Map();
  for (const [output, { inputs }] of Object.entries(outputs)) {
    for (const input of Object.keys(inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
      if (folder !== undefined) bundles.set(folder, new Set([...(bundles.get(folder) ?? []), output]));
    }
  }
  return new Map([...bundles].sort().map(([folder, outputs]) => [folder, [...outputs].sort()]));
}

const isLicence = /^(?:licen[cs]e|copying)(?:[-.]\w+)*$/i;
const isNotice = /^notice(?:\.\w+)*$/i;

/** The files of a folder whose names match, one behind the other. */
function textsOf(folder, pattern) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
}

/** @throws where the package may not be part of a bundle, or nobody knows whether it may */
function licenceText(folder, { name, version, license }) {
  if (!understood.has(license)) throw new Error(`${name} ${version}: its licence is ${license ?? 'not named'}`);
  const texts = textsOf(folder, isLicence);
  // A notice that comes with the licence goes along with it (Apache-2.0, 4d).
  if (texts.length > 0) return [...texts, ...textsOf(folder, isNotice)].join('\n\n');
  const known = license === 'MIT' ? holders.get(name) : undefined;
  if (!known) throw new Error(`${name} ${version} comes without the text of its licence (${license})`);
  return ['MIT License', '', ...known.map((holder) => `Copyright (c) ${holder}`), '', mit].join('\n');
}

/**
 * The text of ThirdPartyNotices.txt.
 * @param {Metafile} metafile what esbuild says of all bundles
 * @param {string} root the folder that the metafile's paths start from
 * @throws where a package has no licence, one that is not understood, or none of its text
 */
export function thirdPartyNotices(metafile, root) {
  const notices = [...bundledPackages(metafile)].map(([folder, bundles]) => {
    const description = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const head = `${description.name} ${description.version} (${description.license})\nin ${bundles.join(', ')}`;
    return `${head}\n\n${licenceText(join(root, folder), description)}\n`;
  });
  const line = `\n${'-'.repeat(80)}\n\n`;
  return `The bundles of Kubernetes Node Lifecycle hold code of these packages.\n${line}${notices.join(line)}`;
}
