// The command `kube-node-lifecycle` on Node.
import { runCommandLine } from '../cli/commands.ts';
import { processHost } from './processHost.ts';

/** The command line as a process. */
async function main(): Promise<void> {
  process.exitCode = await runCommandLine(process.argv.slice(2), processHost(), {
    async serve() {
      await import('./serverOnNode.ts');
      // The server ends the process when its client is gone.
      return new Promise(() => undefined);
    },
    async assist(tools) {
      const { serveTools } = await import('./serveTools.ts');
      await serveTools(tools);
    },
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 2;
});
