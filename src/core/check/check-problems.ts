import type { Problem } from "../kernel/problem.ts";
import type { FieldDrift, SectionDrift, Unread } from "../plan/drift.ts";
import { findDrift } from "../plan/find-drift.ts";
import { linkProblems } from "../plan/link-problems.ts";
import type { ChangePlan, HeldItem } from "../plan/plan.ts";
import { isDismissed } from "../plan/references.ts";
import type { Snapshot } from "../plan/snapshot.ts";
import { moverWords, sideValues, unreadWords } from "../view/drift-words.ts";
import { plainLine } from "../view/plain-text.ts";
import { pendingProblems } from "./pending-problems.ts";
import { distinct, inOrder } from "./problem-order.ts";
import { sectionLines, sectionPlace } from "./section-lines.ts";

export interface CheckRules {
  /** What only the spec has changed is what the next sync will send, and nothing to mend. */
  readonly allowsAhead: boolean;
  /** Nobody was to be asked, so a ticket that could not be read says nothing about its section. */
  readonly isOffline: boolean;
  /** Which sections are meant. */
  readonly includes: (file: string, sectionId: string) => boolean;
}

/**
 * All that a gate may stop for: problems of specs, links and configuration, what a plan holds for a
 * person, what spec, ticket and copies do not agree on, and what else a sync would change.
 *
 * Shape:  each thing once: a field that is held is not told again as a difference, and a change that
 *         follows from a difference is not told again as a change. By file and line. Without a
 *         finding above a note, a sync of the same world has nothing to do but, where `allowsAhead`
 *         says so, to send what is new in specs.
 */
export function checkProblems(snapshot: Snapshot, plan: ChangePlan, rules: CheckRules): Problem[] {
  const lineOf = sectionLines(snapshot);
  const isMeant = ({ file, sectionId }: { file: string; sectionId: string }): boolean =>
    rules.includes(file, sectionId);
  const isHeld = new Set(plan.held.map((held) => `${sectionPlace(held)} ${held.reason}`));
  const held = plan.held
    .filter((one) => isMeant(one) && !isUnasked(one, one.reason === "ticket/unreadable", rules))
    .map((one) => heldProblem(one, lineOf(one)));
  const drift = findDrift(snapshot)
    .filter(isMeant)
    .map((section) => withoutDismissed(section, snapshot))
    .flatMap((section) => driftOf(section, lineOf(section), isHeld, rules));
  const told = new Set([...plan.held.map(sectionPlace), ...drift.map(({ place }) => place)]);
  const pending = pendingProblems(lineOf, plan.items.filter(isMeant), told, rules.allowsAhead);
  return inOrder(
    distinct([
      ...plan.problems.map((one) => softened(one, rules)),
      ...linkProblems(snapshot),
      ...held,
      ...drift.map(({ problem }) => problem),
      ...pending,
    ]),
  );
}

/** A person has said that these links may stay as they are. */
function withoutDismissed(section: SectionDrift, { references }: Snapshot): SectionDrift {
  const unread = section.unread.filter(({ ticket }) => !isDismissed(references.get(ticket)));
  return { ...section, unread };
}

interface FoundDrift {
  readonly place: string;
  readonly problem: Problem;
}

function driftOf(
  section: SectionDrift,
  line: number | null,
  held: ReadonlySet<string>,
  rules: CheckRules,
): FoundDrift[] {
  const place = sectionPlace(section);
  const isHeldAsUnread =
    held.has(`${place} ticket/missing`) || held.has(`${place} ticket/unreadable`);
  const problems = [
    ...section.drift
      .filter(({ field }) => !held.has(`${place} conflict/${field}`))
      .map((field) => driftProblem(section, field, line, rules.allowsAhead)),
    ...section.unread
      .filter((one) => one.ticket !== section.ticket || !isHeldAsUnread)
      .filter((one) => !isUnasked(one, one.state !== "missing", rules))
      .map((one) => unreadProblem(section, one, line)),
  ];
  return problems.map((problem) => ({ place, problem }));
}

/** The embedded tracker needs no request, so offline it answers like any other time. */
function isUnasked(
  { ticket }: Pick<HeldItem, "ticket">,
  isUnread: boolean,
  { isOffline }: CheckRules,
): boolean {
  return isOffline && isUnread && ticket !== null && !ticket.startsWith("local:");
}

/** That nobody was asked is no fault where that was wanted; it is said all the same. */
function softened(problem: Problem, { isOffline }: CheckRules): Problem {
  return isOffline && problem.code === "config/tracker-unavailable"
    ? { ...problem, severity: "info" }
    : problem;
}

function heldProblem({ file, reason, message }: HeldItem, line: number | null): Problem {
  return { code: reason, severity: "warning", file, line, message };
}

const FIELD_CODES = {
  status: "drift/status",
  title: "drift/title",
  text: "drift/text",
  criteria: "drift/criteria",
} as const;

function driftProblem(
  section: SectionDrift,
  field: FieldDrift,
  line: number | null,
  allowsAhead: boolean,
): Problem {
  const isAhead = field.moved.length === 1 && field.moved[0] === "spec";
  const values = sideValues(field, section).map(
    ({ side, value }) => `${side} has ${JSON.stringify(plainLine(value, 80))}`,
  );
  const next = isAhead
    ? "The next sync sends it to the ticket."
    : "Run canon sync, or decide in the editor which one counts.";
  return {
    code: FIELD_CODES[field.field],
    severity: isAhead && allowsAhead ? "info" : "warning",
    file: section.file,
    line,
    message: `${moverWords(field, section.ticket)}: ${values.join(", ")}. ${next}`,
  };
}

function unreadProblem(section: SectionDrift, unread: Unread, line: number | null): Problem {
  return {
    code: "drift/unread",
    severity: "warning",
    file: section.file,
    line,
    message: `${unreadWords(unread)}, so it could not be compared. Correct the link, or try again when the tracker answers.`,
  };
}
