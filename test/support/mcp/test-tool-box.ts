import { ok } from "../../../src/core/kernel/result.ts";
import type { ToolAnswer, ToolBox } from "../../../src/ports/tool-box.ts";
import { runTool, type TestTool } from "./test-tool.ts";

interface SeenCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Tools without a server between them and whoever calls; `prefix` stands before their names. */
export class TestToolBox implements ToolBox {
  readonly calls: SeenCall[] = [];
  /** What the next call gives in place of its answer; `isDone` tells whether its work is done. */
  faultFor: (
    call: SeenCall,
  ) => { readonly answer: ToolAnswer; readonly isDone: boolean } | undefined = () => undefined;
  readonly #tools: readonly TestTool[];
  readonly #prefix: string;

  constructor(tools: readonly TestTool[], prefix: string) {
    this.#tools = tools;
    this.#prefix = prefix;
  }

  listTools(): ReturnType<ToolBox["listTools"]> {
    return Promise.resolve(
      ok(this.#tools.map(({ name, inputSchema }) => ({ name: this.#prefix + name, inputSchema }))),
    );
  }

  async callTool(...[name, input]: Parameters<ToolBox["callTool"]>): Promise<ToolAnswer> {
    const call = { name: name.slice(this.#prefix.length), input };
    this.calls.push(call);
    const fault = this.faultFor(call);
    if (fault !== undefined && !fault.isDone) return fault.answer;
    const { isError, text } = await runTool(this.#tools, call.name, input);
    return fault?.answer ?? { kind: isError ? "refused" : "answered", text };
  }
}
