/** Ends the language server as a crash would; `false` where there is no process (the browser) or no `ps`. */
export async function killServer(extensionPath: string): Promise<boolean> {
  if (typeof process !== 'object' || !process.versions?.node || process.platform === 'win32') return false;
  const { execFileSync } = await import('node:child_process');
  const processes = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  const pids = processes
    .filter((line) => line.includes(`${extensionPath}/dist/server.js`))
    .map((line) => Number.parseInt(line, 10));
  const [pid, ...others] = pids;
  if (pid === undefined || others.length > 0) throw new Error(`expected one server process, found ${pids.length}`);
  process.kill(pid, 'SIGKILL');
  return true;
}
