import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { textsBy } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { Tool, ToolAnswer, ToolBox } from "../../ports/tool-box.ts";
import type { McpSession, OpenSession } from "./session.ts";
import { cancelled } from "./tool-failures.ts";

/** A server of which nobody knows yet whether it starts. */
export interface ServerToolBox extends ToolBox {
  /** Ends the server, if it was started. */
  close(): Promise<void>;
}

/** A server that dies again and again is not started for ever. */
const MOST_STARTS = 3;

/**
 * The tools of one MCP server, which is started when it is first asked.
 *
 * A server that died is started anew for the next call. One that did not answer in time, or whose
 * call was cancelled, is ended: what it is still doing should end with it.
 */
export function createServerToolBox(name: string, open: OpenSession): ServerToolBox {
  return new SessionToolBox(name, open);
}

class SessionToolBox implements ServerToolBox {
  readonly #name: string;
  readonly #open: OpenSession;
  #session: Promise<Result<McpSession, TrackerError>> | undefined;
  #starts = 0;

  constructor(name: string, open: OpenSession) {
    this.#name = name;
    this.#open = open;
  }

  async listTools(signal: CancelSignal): Promise<Result<readonly Tool[], TrackerError>> {
    const session = await this.#started(signal);
    if (!session.ok) return session;
    const tools = await session.value.listTools(signal);
    if (tools.kind === "ended") {
      await this.#drop(session.value);
      return err(this.#failure(tools.why));
    }
    return ok(
      tools.value.map(({ name, inputSchema }) => ({ name: this.#prefix() + name, inputSchema })),
    );
  }

  async callTool(...[name, input, signal]: Parameters<ToolBox["callTool"]>): Promise<ToolAnswer> {
    const session = await this.#started(signal);
    if (!session.ok) return { kind: "lost", error: session.error, mayRepeat: false };
    const own = name.slice(this.#prefix().length);
    const answer = await session.value.callTool(own, input, signal);
    if (answer.kind !== "ended") return answer;
    await this.#drop(session.value);
    return { kind: "lost", error: this.#failure(answer.why), mayRepeat: answer.why === "died" };
  }

  async close(): Promise<void> {
    const session = await this.#session;
    if (session?.ok === true) await this.#drop(session.value);
  }

  #prefix(): string {
    return `mcp__${this.#name}__`;
  }

  #started(signal: CancelSignal): Promise<Result<McpSession, TrackerError>> {
    if (signal.aborted) return Promise.resolve(err(cancelled()));
    if (this.#session !== undefined) return this.#session;
    if (this.#starts === MOST_STARTS) return Promise.resolve(err(this.#failure("died")));
    this.#starts += 1;
    this.#session = this.#open(signal);
    return this.#session;
  }

  async #drop(session: McpSession): Promise<void> {
    this.#session = undefined;
    await session.close();
  }

  #failure(why: "died" | "silent" | "cancelled" | "garbled"): TrackerError {
    if (why === "cancelled") return cancelled();
    const code = why === "garbled" ? "tracker/unreadable-answer" : "tracker/unreachable";
    return { code, message: endedText(why, this.#name) };
  }
}

const endedText = textsBy({
  died: 'The MCP server "{0}" ended before it answered. Try again; if it goes on, start it by hand and look.',
  silent: 'The MCP server "{0}" did not answer in time, so it was stopped. Try again later.',
  garbled:
    'The MCP server "{0}" gave an answer that is not of the protocol, so it was not used. Update the server.',
});
