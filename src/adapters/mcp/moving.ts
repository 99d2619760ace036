import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { CycleConnection } from "../../ports/cycle-connection.ts";
import { namedLike } from "./status-names.ts";
import type { WriteAnswer } from "./tool-caller.ts";

interface Move {
  readonly key: string;
  readonly to: string;
  readonly answer: WriteAnswer;
}

/** What the ticket says decides whether it was moved; what the server said decides nothing. */
export async function finishMove(
  connection: Pick<CycleConnection, "readTicket">,
  { key, to, answer }: Move,
  signal: CancelSignal,
): Promise<Result<string, TrackerError>> {
  if (answer.kind === "refused" && !answer.isUnclear) return err(answer.error);
  const after = await connection.readTicket(key, signal);
  if (!after.ok) return err(answer.kind === "done" ? after.error : answer.error);
  const isThere = namedLike([after.value.status], (status) => status, to) !== undefined;
  if (isThere) return ok(after.value.status);
  return err(answer.kind === "done" ? notMoved(key, to) : answer.error);
}

export function noSuchStatus(key: string, to: string): TrackerError {
  return {
    code: "tracker/no-transition",
    message: `The ticket ${key} cannot be moved to "${to}" from where it is; it stays there.`,
  };
}

export function tooManyComments(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `The MCP server does not give all comments of ${key}, so nothing was made of them. Continue in a new ticket, or give Canon a credential of its own.`,
  };
}

function notMoved(key: string, to: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: `The MCP server took the move of ${key} to "${to}", and the ticket is not there. Look at the ticket in the tracker.`,
  };
}
