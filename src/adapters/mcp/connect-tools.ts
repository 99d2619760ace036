import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { Clock } from "../../ports/clock.ts";
import type { CycleConnection } from "../../ports/cycle-connection.ts";
import type { ToolBox } from "../../ports/tool-box.ts";
import { JiraConnection } from "./jira-connection.ts";
import { LinearConnection } from "./linear-connection.ts";
import { ToolCaller } from "./tool-caller.ts";
import { findServers, type ToolSystem } from "./tool-names.ts";

/**
 * Finds a way to a tracker among things with tools. Asks for names and schemas alone.
 *
 * Shape:  the boxes are tried in their order; the first whose tools can read a ticket is used, and
 *         its tools are never mixed with those of another server. Null where none has tools for it.
 * Errors: why none of those that are there can be used.
 */
export async function connectTools(
  system: ToolSystem,
  boxes: readonly ToolBox[],
  clock: Pick<Clock, "sleep">,
  signal: CancelSignal,
): Promise<Result<CycleConnection | null, TrackerError>> {
  let problem: TrackerError | null = null;
  for (const box of boxes) {
    const tools = await box.listTools(signal);
    if (!tools.ok) {
      problem ??= tools.error;
      continue;
    }
    const names = tools.value.map(({ name }) => name);
    for (const known of findServers(system, names)) {
      const caller = new ToolCaller(box, known, tools.value, clock);
      const Connection = CONNECTIONS[system];
      const connection = new Connection(caller);
      const refused = connection.check();
      if (refused === null) return ok(connection);
      problem ??= refused;
    }
  }
  return problem === null ? ok(null) : err(problem);
}

const CONNECTIONS = { linear: LinearConnection, jira: JiraConnection } as const;
