// The process that serves VS Code for the Web. Usage: webServer.mjs OPTIONS   (for `open` of @vscode/test-web, as JSON)
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installWeb } from './install.mjs';

const { open } = createRequire(join(installWeb(), 'index.js'))('@vscode/test-web');
await open(JSON.parse(process.argv[2] ?? ''));
