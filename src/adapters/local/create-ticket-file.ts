import { NEVER_CANCELLED } from "../../core/kernel/cancel.ts";
import type { TicketDraft, WriteOutcome } from "../../core/model/ticket.ts";
import { storageError, tooLong } from "./errors.ts";
import { takeNumber } from "./sequence-file.ts";
import { newTicketFile, readTicketFile } from "./ticket-file.ts";
import { ticketPath } from "./ticket-folder.ts";
import { knownStatus, outcomeOf, refuseParent, type WriteContext } from "./write-context.ts";

const DEFAULT_PREFIX = "LOCAL";

/** How often a name that appeared in the meantime is met with the next number. */
const TRIES = 20;

/** Writes a new ticket under a number that was never given before. */
export async function createTicketFile(
  context: WriteContext,
  draft: TicketDraft,
): Promise<WriteOutcome> {
  const status = knownStatus(context, draft.status);
  if (!status.ok) return { kind: "failed", error: status.error };
  const refused = await refuseParent(context, draft.parentKey, null);
  if (refused !== undefined) return { kind: "failed", error: refused };
  const text = newTicketFile({ ...draft, status: status.value }, context.clock.now());
  if ("what" in readTicketFile(text)) return { kind: "failed", error: tooLong() };
  return putUnderNewKey(context, text);
}

/** Numbers come from the sequence file. Only where it lags behind the tickets are they listed. */
async function putUnderNewKey(context: WriteContext, text: string): Promise<WriteOutcome> {
  const prefix = context.target.project ?? DEFAULT_PREFIX;
  let others: readonly string[] = [];
  for (let left = TRIES; ; left -= 1) {
    const number = await takeNumber(context, prefix, others);
    if (!number.ok) return { kind: "failed", error: number.error };
    const key = `${prefix}-${number.value}`;
    const written = await context.files.replace(ticketPath(key), null, text);
    if (written.kind === "failed") return { kind: "failed", error: storageError(written.problem) };
    if (written.kind === "done")
      return outcomeOf("done", context.folder.understand(key, text), key);
    if (left === 1) return outcomeOf("stale", await context.folder.read(key), key);
    const keys = await context.folder.keys(NEVER_CANCELLED);
    if (!keys.ok) return { kind: "failed", error: keys.error };
    others = keys.value;
  }
}
