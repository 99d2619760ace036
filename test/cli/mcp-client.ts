import { Client, type ClientOptions } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { CLI } from "./canon-process.ts";

/** What a person does with the question of a client. */
type Answer = "yes" | "no" | "unticked" | "none";

export interface McpClient {
  readonly client: Client;
  /** What the person was shown. */
  readonly shown: string[];
  readonly stderr: () => string;
  /** The text of an answer, and whether it is an error. */
  call(name: string, input?: object): Promise<{ readonly text: string; readonly isError: boolean }>;
  /** An answer read as JSON. */
  ask(name: string, input?: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

interface ClientParts {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** `none`: the client cannot ask its person. */
  readonly person?: Answer;
  readonly entry?: string;
  readonly options?: Partial<ClientOptions>;
}

/** Starts `canon mcp` as any client does. */
export async function startClient(root: string, parts: ClientParts = {}): Promise<McpClient> {
  const { args = [], env = {}, person = "none", entry = CLI, options = {} } = parts;
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [entry, ...(entry === CLI ? ["mcp"] : []), ...args],
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", HOME: root, ...env },
    stderr: "pipe",
  });
  const said: Buffer[] = [];
  transport.stderr?.on("data", (chunk: Buffer) => said.push(chunk));
  const shown: string[] = [];
  const capabilities = person === "none" ? {} : { elicitation: { form: {} } };
  const client = new Client({ name: "test", version: "1" }, { capabilities, ...options });
  if (person !== "none") {
    client.setRequestHandler("elicitation/create", ({ params }) => {
      shown.push(params.message);
      return person === "no"
        ? { action: "decline" }
        : { action: "accept", content: { confirm: person === "yes" } };
    });
  }
  await client.connect(transport);
  const call: McpClient["call"] = async (name, input = {}) => {
    const result = await client.callTool({ name, arguments: { ...input } });
    const [first] = result.content;
    return { text: first?.type === "text" ? first.text : "", isError: result.isError === true };
  };
  return {
    client,
    shown,
    stderr: () => Buffer.concat(said).toString(),
    call,
    async ask(name, input) {
      const { text, isError } = await call(name, input);
      if (isError) throw new Error(text);
      return JSON.parse(text) as Record<string, unknown>;
    },
    close: () => client.close(),
  };
}
