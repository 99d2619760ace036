import type { CanonConfig } from "../core/config/config.ts";
import { isFindingName } from "../core/compare/finding-names.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import { ticketId, type TicketRef } from "../core/model/ticket-ref.ts";
import { connectionOf } from "../core/plan/connections.ts";
import { ticketName } from "../core/plan/linked-tickets.ts";
import { formatTriage, parseTriage, TRIAGE_FILE } from "../core/plan/triage-file.ts";
import type { FileStore } from "../ports/file-store.ts";

/** The names of the tickets that a person put out of scope, and of the findings they decided. */
export async function readOutOfScope(files: FileStore): Promise<Result<Set<string>, Problem>> {
  const reading = await files.read(TRIAGE_FILE);
  if (reading.kind === "unreadable") return err(reading.problem);
  return parseTriage(reading.kind === "found" ? reading.text : "");
}

/**
 * Remembers tickets as out of scope, or forgets that they are.
 *
 * Shape:  the tickets of which something changed; nothing is written when none did.
 * Errors: a ticket of a system that is not configured, a list that cannot be read or written;
 *         nothing was changed then.
 */
export async function rememberScope(
  files: FileStore,
  config: CanonConfig,
  refs: readonly TicketRef[],
  isOut: boolean,
): Promise<Result<readonly TicketRef[], Problem>> {
  const named = new Map<string, TicketRef>();
  for (const ref of refs) {
    const system = connectionOf(config, ref, null);
    if (system === null && isOut) return err(noConnection(ref));
    const name = ticketName(system, ref);
    if (!named.has(name)) named.set(name, ref);
  }
  const changed = await changeNames(files, [...named.keys()], isOut);
  return changed.ok ? ok(changed.value.flatMap((name) => named.get(name) ?? [])) : changed;
}

/**
 * Remembers findings of a comparison as decided, by their names, or forgets that they are.
 *
 * Shape:  the names of which something changed.
 * Errors: a name of another form, a list that cannot be read or written; nothing was changed then.
 */
export async function rememberFindings(
  files: FileStore,
  names: readonly string[],
  isDecided: boolean,
): Promise<Result<readonly string[], Problem>> {
  const odd = names.find((name) => !isFindingName(name));
  return odd === undefined ? changeNames(files, [...new Set(names)], isDecided) : err(noFinding());
}

async function changeNames(
  files: FileStore,
  wanted: readonly string[],
  isIn: boolean,
): Promise<Result<readonly string[], Problem>> {
  const reading = await files.read(TRIAGE_FILE);
  if (reading.kind === "unreadable") return err(reading.problem);
  const before = reading.kind === "found" ? reading.text : null;
  const known = parseTriage(before ?? "");
  if (!known.ok) return known;
  const names = new Set(known.value);
  const changed = wanted.filter((name) => names.has(name) !== isIn);
  if (changed.length === 0) return ok([]);
  for (const name of changed) {
    if (isIn) names.add(name);
    else names.delete(name);
  }
  const write = await files.replace(TRIAGE_FILE, before, formatTriage(names));
  if (write.kind === "done") return ok(changed);
  return err(write.kind === "failed" ? write.problem : movedProblem());
}

function movedProblem(): Problem {
  return {
    code: "triage/moved",
    severity: "error",
    file: TRIAGE_FILE,
    line: null,
    message: t(
      "Another program changed the list just now. Nothing was remembered or forgotten. Try again.",
    ),
  };
}

function noConnection(ref: TicketRef): Problem {
  return {
    code: "link/no-connection",
    severity: "error",
    line: null,
    message: t(
      "No connection to {0} is configured, so {1} is not of this workspace. Nothing was changed.",
      ref.system,
      ticketId(ref),
    ),
  };
}

function noFinding(): Problem {
  return {
    code: "compare/no-such-finding",
    severity: "error",
    line: null,
    message: t(
      "This is no name of a finding. Nothing was changed. Take the names from `canon review --json`.",
    ),
  };
}
