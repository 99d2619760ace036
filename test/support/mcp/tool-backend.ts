import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { runTool, type TestResult, type TestTool } from "./test-tool.ts";

const SERVER = fileURLToPath(new URL("./forwarding-server.ts", import.meta.url));

interface BackendCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Tools for servers in processes of their own. */
export interface ToolBackend {
  readonly calls: readonly BackendCall[];
  /** What becomes of a call in place of its answer; its work is done first where `isDone`. */
  faultFor: (
    call: BackendCall,
    index: number,
  ) => { readonly isDone: boolean; readonly what: "dies" | "hangs" | TestResult } | undefined;
  /** What a person would write in their configuration to start a server with these tools. */
  server(env?: Readonly<Record<string, string>>): {
    readonly command: string;
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  };
  close(): Promise<void>;
}

export async function startToolBackend(tools: readonly TestTool[]): Promise<ToolBackend> {
  const calls: BackendCall[] = [];
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as BackendCall;
      void answer(request.url ?? "", body).then((said) => response.end(JSON.stringify(said)));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const backend: ToolBackend = {
    calls,
    faultFor: () => undefined,
    server: (env = {}) => ({
      command: process.execPath,
      args: [SERVER],
      env: { BACKEND: `http://127.0.0.1:${port}`, ...env },
    }),
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return backend;

  async function answer(path: string, call: BackendCall): Promise<object> {
    if (path === "/list") {
      return { tools: tools.map(({ name, inputSchema }) => ({ name, inputSchema })) };
    }
    calls.push(call);
    const fault = backend.faultFor(call, calls.length - 1);
    if (fault !== undefined && !fault.isDone) return faulty(fault.what);
    const result = await runTool(tools, call.name, call.input);
    return fault === undefined ? result : faulty(fault.what);
  }
}

function faulty(what: "dies" | "hangs" | TestResult): object {
  if (typeof what === "object") return what;
  return { text: "", isError: true, [what]: true };
}
