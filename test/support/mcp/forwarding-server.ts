// An MCP server over stdin and stdout, whose tools live in the test: what it is asked, it asks the
// address in BACKEND. `FAULT` makes it a bad server.
import type { Client } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { writeFileSync, writeSync } from "node:fs";

const backend = process.env["BACKEND"] ?? "";
const fault = process.env["FAULT"];

type Listed = Awaited<ReturnType<Client["listTools"]>>;
interface Called {
  readonly text: string;
  readonly isError: boolean;
  /** Ends this process in place of an answer. */
  readonly dies?: boolean;
  /** Never answers. */
  readonly hangs?: boolean;
}

if (process.env["PID_FILE"] !== undefined) {
  writeFileSync(process.env["PID_FILE"], String(process.pid));
}
writeSync(2, `environment: ${Object.keys(process.env).sort().join(" ")}\n`);
if (process.env["SAY"] !== undefined) writeSync(2, `${process.env["SAY"]}\n`);

if (fault === "exits") process.exit(3);
if (fault === "garbles") {
  setInterval(() => writeSync(1, "this is no answer\n"), 20);
} else if (fault === "hangs") {
  process.on("SIGTERM", () => process.exit(0));
  process.stdin.resume();
} else {
  await serve();
}

async function serve(): Promise<void> {
  const { server } = new McpServer({ name: "test", version: "1" }, { capabilities: { tools: {} } });
  server.setRequestHandler("tools/list", () => ask<Listed>("/list", {}));
  server.setRequestHandler("tools/call", async ({ params }) => {
    const called = await ask<Called>("/call", { name: params.name, input: params.arguments ?? {} });
    if (called.dies === true) process.exit(1);
    if (called.hangs === true) await new Promise(() => undefined);
    return { content: [{ type: "text", text: called.text }], isError: called.isError };
  });
  await server.connect(new StdioServerTransport());
}

async function ask<T>(path: string, body: object): Promise<T> {
  const response = await fetch(backend + path, { method: "POST", body: JSON.stringify(body) });
  return (await response.json()) as T;
}
