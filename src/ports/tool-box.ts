import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Result } from "../core/kernel/result.ts";
import type { TrackerError } from "../core/model/ticket.ts";

/** A tool as whoever offers it describes it. Untrusted. */
export interface Tool {
  /** The whole name, with what the client puts before it: `mcp__linear__get_issue`. */
  readonly name: string;
  /** A JSON schema of what the tool takes; undefined where none is given. */
  readonly inputSchema: unknown;
}

/**
 * How a call ended. All texts are untrusted.
 *
 * Shape: `refused` when whoever offers the tool says that it failed; `declined` when it was never
 *        called; `lost` when no answer came that can be read, so that nobody knows whether anything
 *        happened. A read that was lost `mayRepeat` where the next call reaches somebody new.
 */
export type ToolAnswer =
  | { readonly kind: "answered" | "refused"; readonly text: string }
  | { readonly kind: "declined"; readonly error: TrackerError }
  | { readonly kind: "lost"; readonly error: TrackerError; readonly mayRepeat: boolean };

/**
 * Something with tools: a server of the Model Context Protocol, or an editor that has some.
 *
 * No method rejects for an expected failure.
 */
export interface ToolBox {
  /** Asks for names and schemas alone; nothing is asked of a tracker. */
  listTools(signal: CancelSignal): Promise<Result<readonly Tool[], TrackerError>>;

  callTool(
    name: string,
    input: Readonly<Record<string, unknown>>,
    signal: CancelSignal,
  ): Promise<ToolAnswer>;
}
