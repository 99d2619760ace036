import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Result } from "../../core/kernel/result.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { Tool } from "../../ports/tool-box.ts";

/** Why a session can be used no more. */
export interface Ended {
  readonly kind: "ended";
  readonly why: "died" | "silent" | "cancelled" | "garbled";
}

/** A conversation with one MCP server, from its greeting to its end. */
export interface McpSession {
  listTools(signal: CancelSignal): Promise<{ kind: "listed"; value: readonly Tool[] } | Ended>;
  callTool(
    name: string,
    input: Readonly<Record<string, unknown>>,
    signal: CancelSignal,
  ): Promise<{ readonly kind: "answered" | "refused"; readonly text: string } | Ended>;
  close(): Promise<void>;
}

/** Starts or reaches a server and greets it. */
export type OpenSession = (signal: CancelSignal) => Promise<Result<McpSession, TrackerError>>;
