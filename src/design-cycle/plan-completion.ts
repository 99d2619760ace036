import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { SafeText } from "../core/kernel/safe-text.ts";
import { stableId } from "../core/kernel/stable-id.ts";
import { t } from "../core/kernel/texts.ts";
import type { Finding, Redactor } from "../core/redact/redact.ts";
import type { CycleConnection } from "../ports/cycle-connection.ts";
import type { SystemCompletion } from "./completion-report.ts";
import type { CycleOutcome } from "./cycle-config.ts";
import { openSystem, type CycleDeps, type CycleReading } from "./cycle-state.ts";
import { DoneLine } from "./done-line.ts";
import { chooseStatus, isSameStatus, type CycleResults } from "./outcome.ts";
import {
  isOwnComment,
  reconcilingNote,
  summaryOf,
  summaryOpening,
  summaryVerdict,
} from "./summary.ts";
import type { CycleLink, CycleSystem } from "./ticket-links.ts";

/** What a completion is about, for each of its trackers. */
export interface CompletionContext {
  readonly deps: CycleDeps & { readonly redact: Redactor };
  readonly reading: CycleReading;
  readonly cycle: string;
  readonly outcome: CycleOutcome | null;
  readonly results: CycleResults;
  readonly signal: CancelSignal;
}

/** What is to be done for one ticket. Nothing was changed to find it out. */
export interface CompletionPlan {
  readonly system: CycleSystem;
  readonly link: CycleLink;
  readonly connection: CycleConnection;
  /** The ticket's status as it is now. */
  readonly status: string;
  /** Whether somebody else moved the ticket since its status was recorded. */
  readonly isReconciling: boolean;
  readonly done: DoneLine;
  readonly move: PlannedMove;
  readonly comment: PlannedComment;
}

interface PlannedMove {
  /** Null where the ticket is left where it is; done where it is there already. */
  readonly transition: SystemCompletion["transition"];
  /** Whether a repetition has nothing to try again. */
  readonly isSettled: boolean;
  readonly reason: string | null;
}

interface PlannedComment {
  readonly marker: string;
  /** How the text begins; by that it is known again where a tracker keeps no marker. */
  readonly opening: SafeText;
  readonly text: SafeText;
  readonly redacted: readonly Finding[];
  /** Whether the ticket has it from an earlier completion, so that nothing is posted. */
  readonly isThere: boolean;
}

export type PlannedCompletion =
  | { readonly kind: "planned"; readonly plan: CompletionPlan }
  | { readonly kind: "skipped"; readonly completion: SystemCompletion };

/** Finds out what a completion has to do in one tracker; reads and never writes. */
export async function planCompletion(
  system: CycleSystem,
  context: CompletionContext,
): Promise<PlannedCompletion> {
  const { deps, reading, signal, outcome } = context;
  const opened = await openSystem(system, reading, deps);
  if (opened.state !== "available") return skipped({ system, ...opened });
  const { link, connection } = opened;
  const { key } = link;
  const ticket = await connection.readTicket(key, signal);
  if (!ticket.ok) {
    return skipped({ system, key, state: "unavailable", reason: ticket.error.message });
  }
  const { status } = ticket.value;
  const done = new DoneLine(link.done, key, outcome);
  // An earlier run could not note what it did, or it ran in another checkout.
  const isUnnoted = !done.has("posted") && (await hasSummary(connection, key, context));
  const wanted = outcome === null ? [] : reading.config.transitions[system][outcome];
  const isOwnMove = isUnnoted && chooseStatus(wanted, [status]) !== null;
  const isReconciling = link.status !== null && !isSameStatus(status, link.status) && !isOwnMove;
  const note = isReconciling ? reconcilingNote(link.status, status) : null;
  const isSettled = isUnnoted || done.has("moved");
  const standing = { connection, key, status, wanted, isReconciling, isSettled };
  const move = await planMove(standing, signal);
  const comment = planComment(system, key, note, isUnnoted || done.has("posted"), context);
  const plan = { system, link, connection, status, isReconciling, done, move, comment };
  return { kind: "planned", plan };
}

/** A plan as it is shown before it is carried out. */
export function previewOf({
  system,
  link,
  isReconciling,
  move,
  comment,
}: CompletionPlan): SystemCompletion {
  const { text, redacted, isThere } = comment;
  return {
    system,
    key: link.key,
    state: "available",
    transition: move.transition,
    comment: { posted: false, text, redacted, already: isThere },
    reconciled: isReconciling,
    reason: move.reason,
  };
}

interface Standing {
  readonly connection: CycleConnection;
  readonly key: string;
  readonly status: string;
  readonly wanted: readonly string[];
  readonly isReconciling: boolean;
  /** Whether an earlier completion brought this outcome to the ticket. */
  readonly isSettled: boolean;
}

async function planMove(standing: Standing, signal: CancelSignal): Promise<PlannedMove> {
  const { connection, key, status, wanted, isReconciling, isSettled } = standing;
  const stays = { transition: null, isSettled: true };
  if (isReconciling) return { ...stays, reason: movedByOthers() };
  if (isSettled) return { ...stays, reason: repeated() };
  if (wanted.length === 0) return { ...stays, reason: noTransition() };
  if (chooseStatus(wanted, [status]) !== null) {
    return { ...stays, transition: { from: status, to: status, done: true }, reason: null };
  }
  const again = { transition: null, isSettled: false };
  const reachable = await connection.readStatuses(key, signal);
  if (!reachable.ok) return { ...again, reason: reachable.error.message };
  const to = chooseStatus(wanted, reachable.value);
  if (to === null) return { ...again, reason: cannotMove(key, status, wanted) };
  return { ...again, transition: { from: status, to, done: false }, reason: null };
}

/** A note on somebody's move is posted once for it, the summary once for the outcome. */
function planComment(
  system: CycleSystem,
  key: string,
  note: string | null,
  isSummed: boolean,
  { deps, cycle, outcome, results }: CompletionContext,
): PlannedComment {
  const summary = isSummed && note !== null ? null : summaryOf(cycle, outcome, results);
  const parts = [note, summary].filter((part) => part !== null);
  const { text, found } = deps.redact(parts.join(" "));
  const verdict = summary === null ? null : summaryVerdict(cycle, outcome, results);
  const first = [note, verdict].filter((part) => part !== null);
  const opening = deps.redact(first.join(" ")).text;
  const subject = [cycle, system, key, outcome ?? "none"];
  const marker = stableId(note === null ? subject : [...subject, note]);
  return { marker, opening, text, redacted: found, isThere: isSummed && note === null };
}

/**
 * Whether the newest summary on the ticket is the one of this outcome. Comments that cannot be
 * read say nothing.
 */
async function hasSummary(
  connection: CycleConnection,
  key: string,
  { deps, cycle, outcome, results, signal }: CompletionContext,
): Promise<boolean> {
  const comments = await connection.readComments(key, signal);
  if (!comments.ok) return false;
  const safe = (text: string): string => plain(deps.redact(text).text);
  const own = comments.value
    .filter(({ text }) => isOwnComment(text))
    .map(({ text }) => plain(text));
  const newest = own.find((text) => text.includes(safe(`${summaryOpening(cycle)}:`)));
  return newest?.includes(safe(summaryVerdict(cycle, outcome, results))) === true;
}

/** Trackers may escape what they take for markup, and wrap lines. */
function plain(text: string): string {
  return text.replaceAll("\\", "").replace(/\s+/g, " ");
}

function skipped({
  system,
  key,
  state,
  reason,
}: Pick<SystemCompletion, "system" | "key" | "state" | "reason">): PlannedCompletion {
  const nothing = { transition: null, comment: null, reconciled: false };
  return { kind: "skipped", completion: { system, key, state, ...nothing, reason } };
}

function movedByOthers(): string {
  return t("Somebody moved the ticket since its status was recorded; it stays where they put it.");
}
function repeated(): string {
  return t("This outcome was brought to the ticket before, so it was not moved again.");
}
function noTransition(): string {
  return t("No status is set for this outcome, so the ticket was not moved.");
}

function cannotMove(key: string, status: string, wanted: readonly string[]): string {
  const names = wanted
    .map((name) => `"${name}"`)
    .reduce((one, other) => (one === "" ? other : t("{0} or {1}", one, other)), "");
  return t(
    'The ticket {0} cannot be moved from "{1}" to {2}; it stays where it is.',
    key,
    status,
    names,
  );
}
