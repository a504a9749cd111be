// What an assistant may call, apart from how it is reached.

export interface ToolAnswer {
  readonly text: string;
  /** What was asked makes no sense; the text says why. */
  readonly isError: boolean;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** JSON Schema of the arguments, which are checked against it. */
  readonly inputSchema: { readonly type: 'object'; readonly [key: string]: unknown };
  /** Never throws for what a client may send. */
  call(given: Readonly<Record<string, unknown>>): Promise<ToolAnswer>;
}

export interface ToolServer {
  readonly name: string;
  readonly version: string;
  /** For the assistant: what the tools are for. */
  readonly instructions: string;
  readonly tools: readonly Tool[];
}
