import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { CreateMarker, Ticket, TrackerError } from "../../../core/model/ticket.ts";
import { splitKey, toKey } from "../keys.ts";
import { cancelled, notAKey } from "../problems.ts";
import { readMyself } from "./jira-api.ts";
import type { Jira } from "./jira.ts";
import { readMarker, type Marked } from "./read-marker.ts";
import { ticketOf } from "./write-issue.ts";

/** How long a create may still be on its way, and how long a look-up may take with its last round. */
const SETTLED_MS = 10_000;
const LIMIT_MS = 9_000;
const PAUSE_MS = 3_000;

/** Numbers are lost where a create failed; so many in a row that none was given means the end. */
const GAP = 20;
const WAVE = 20;

/**
 * Finds the ticket of a create whose answer was lost, by reading one key after the other.
 *
 * The index may never list it, and a note cannot be searched for. Keys are given in order, so
 * the ticket has one of those after the newest that was known before.
 */
export async function findByMarker(
  jira: Jira,
  marker: CreateMarker,
  signal: CancelSignal,
): Promise<Result<Ticket | undefined, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const start = startOf(jira, marker);
  if (!start.ok) return start;
  const beganAt = now(jira);
  const endsAt = beganAt + LIMIT_MS;
  const settledAt = Math.min(endsAt, Date.parse(marker.since) + SETTLED_MS);
  let first = start.value.number + 1;
  for (let looks = 1; ; looks++) {
    const probe = await probeFrom(jira, start.value.project, first, marker.id, { endsAt, signal });
    if (!probe.ok) return err(probe.error);
    if (probe.value.kind === "found") {
      const { issue } = probe.value.marked;
      return ok(await ticketOf(jira, issue, issue.key, signal));
    }
    // Each key is looked at twice: one wrong answer about it would lead to a second ticket.
    if (looks > 1) first = probe.value.firstAbsent;
    const waitMs = Math.min(PAUSE_MS, settledAt - now(jira));
    if (waitMs <= 0 && looks > 1) return confirmAbsence(jira, signal);
    if (waitMs > 0) await jira.clock.sleep(waitMs, signal);
  }
}

type Probe =
  | { readonly kind: "found"; readonly marked: Marked }
  | { readonly kind: "absent"; readonly firstAbsent: number };

/** Reads on until so many keys in a row do not exist. */
async function probeFrom(
  jira: Jira,
  project: string,
  first: number,
  id: string,
  { endsAt, signal }: { readonly endsAt: number; readonly signal: CancelSignal },
): Promise<Result<Probe, TrackerError>> {
  let firstAbsent: number | null = null;
  let gap = 0;
  for (let next = first; gap < GAP; next += WAVE) {
    if (now(jira) > endsAt) return err(tooMany(project));
    const numbers = Array.from({ length: WAVE }, (_, index) => next + index);
    const wave = await Promise.all(
      numbers.map((number) => readMarker(jira, `${project}-${number}`, signal)),
    );
    for (const [index, read] of wave.entries()) {
      if (!read.ok) return err(read.error.error);
      if (read.value === undefined) {
        gap += 1;
        firstAbsent ??= next + index;
      } else if (read.value.marker === id) {
        return ok({ kind: "found", marked: read.value });
      } else gap = 0;
    }
  }
  return ok({ kind: "absent", firstAbsent: firstAbsent ?? first });
}

function startOf(
  { project }: Jira,
  { after }: CreateMarker,
): Result<{ readonly project: string; readonly number: number }, TrackerError> {
  // A project without tickets begins to count at one.
  if (after === null) return ok({ project, number: 0 });
  const key = toKey(after);
  return key === undefined ? err(notAKey(after)) : ok(splitKey(key));
}

/** To a visitor, every key would seem to be free. */
async function confirmAbsence(
  jira: Jira,
  signal: CancelSignal,
): Promise<Result<undefined, TrackerError>> {
  const known = await readMyself(jira.api, signal);
  return known.ok ? ok(undefined) : err(known.error.error);
}

function tooMany(project: string): TrackerError {
  return {
    code: "tracker/unreachable",
    message: t(
      "Too many tickets were made in {0} at the same time to look through them in ten seconds. No further one was made. Sync again, or link the section to its ticket by hand.",
      project,
    ),
  };
}

function now({ clock }: Jira): number {
  return Date.parse(clock.now());
}
