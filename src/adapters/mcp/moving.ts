import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
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
    message: t(
      'The ticket {0} cannot be moved to "{1}" from where it is; it stays there.',
      key,
      to,
    ),
  };
}

export function tooManyComments(key: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "The MCP server does not give all comments of {0}, so nothing was made of them. Continue in a new ticket, or give Canon a credential of its own.",
      key,
    ),
  };
}

function notMoved(key: string, to: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      'The MCP server took the move of {0} to "{1}", and the ticket is not there. Look at the ticket in the tracker.',
      key,
      to,
    ),
  };
}
