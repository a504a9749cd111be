import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles the suite into an extension that holds nothing else; editors load it as one under development. */
export async function bundleSuite(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name: 'suite',
    publisher: 'kube-node-lifecycle',
    version: '0.0.0',
    engines: { vscode: '^1.91.0' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  await build({
    entryPoints: ['test/vscode/suite/main.ts'],
    outfile: join(folder, 'main.js'),
    bundle: true,
    format: 'cjs',
    target: 'chrome122',
    external: ['vscode', 'node:*'],
    define: {
      module: 'undefined', // or Mocha, a UMD file, would take the bundle's exports for its own
      suitePattern: JSON.stringify(process.env.SUITE_GREP ?? ''),
    },
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return folder;
}
