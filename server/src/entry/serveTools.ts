// Tools for assistants over the Model Context Protocol, on standard input and output. A bundle of its own: few need it.
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
import type { ToolServer } from '../cli/assistant/tool.ts';

/** Returns when the client has closed its end. */
export async function serveTools({ name, version, instructions, tools }: ToolServer): Promise<void> {
  const server = new Server({ name, version }, { capabilities: { tools: {} }, instructions });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name: tool, title, description, inputSchema }) => ({
      name: tool,
      title,
      description,
      inputSchema,
      // Nothing is written, and nobody else is asked.
      annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = tools.find((one) => one.name === params.name);
    if (tool === undefined) throw new McpError(ErrorCode.InvalidParams, `there is no tool ${params.name}`);
    const { text, isError } = await tool.call(params.arguments ?? {});
    return { content: [{ type: 'text' as const, text }], isError };
  });
  await new Promise<void>((resolve, reject) => {
    server.onclose = () => resolve();
    // The transport does not notice that its input has ended.
    process.stdin.once('end', () => void server.close());
    server.connect(new StdioServerTransport()).catch(reject);
  });
}
