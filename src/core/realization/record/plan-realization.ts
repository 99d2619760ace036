import { specStatesFor } from "../../config/status-map.ts";
import type { Problem } from "../../kernel/problem.ts";
import { t } from "../../kernel/texts.ts";
import type { MergedWork } from "../../model/merged-work.ts";
import type { SpecSection } from "../../model/spec.ts";
import { formatSpecStatus } from "../../model/status.ts";
import { ticketId, type TicketRef } from "../../model/ticket-ref.ts";
import { connectionOf, placedId, routeOf } from "../../plan/connections.ts";
import { heldTicket } from "../../plan/held-ticket.ts";
import { holdLinked } from "../../plan/linked-section.ts";
import { PLAN_VERSION, type ChangePlan, type HeldItem, type PlanItem } from "../../plan/plan.ts";
import { noConnection } from "../../plan/plan-problems.ts";
import type { Snapshot, SpecReading } from "../../plan/snapshot.ts";
import { hintProblems, isHint } from "../relations/hint-problems.ts";
import { planSectionEdits, type WorkedSection } from "./plan-section-work.ts";
import { planTicketWork, wasTold } from "./plan-ticket-work.ts";
import type { Relation } from "../relations/relation.ts";
import { relationQuestion, workName, workNameInside } from "../relations/relation-words.ts";
import type { Verdict } from "../verdicts/verdict.ts";

/** What a plan for one piece of merged work is made from. */
export interface RealizationWorld {
  readonly work: MergedWork;
  readonly relations: readonly Relation[];
  readonly verdicts: readonly Verdict[];
  /** With the specs and tickets of all strong relations. */
  readonly snapshot: Snapshot;
}

/**
 * Plans what merged work changes in the specs and in the tickets of their sections.
 *
 * Shape:  a plan like any other; empty where everything is recorded. Only strong relations become
 *         items. A weak one is held as a question where somebody named the section or its ticket;
 *         what files and titles alone hint at is a problem that wants nothing.
 * Errors: none; what cannot be decided is held, and nothing of that section is changed.
 */
export function planRealization({
  work,
  relations,
  verdicts,
  snapshot,
}: RealizationWorld): ChangePlan {
  const all = [...snapshot.specs, ...snapshot.outside];
  const items: PlanItem[] = [];
  const held: HeldItem[] = [];
  const problems: Problem[] = [];
  for (const spec of all) {
    const own = relations.filter((one) => one.file === spec.file && !isHint(one));
    if (own.length === 0) continue;
    const planned = planSpec(work, spec, own, verdicts, snapshot);
    items.push(...planned.items);
    held.push(...planned.held);
    problems.push(...planned.problems);
  }
  return {
    planVersion: PLAN_VERSION,
    takenAt: snapshot.takenAt,
    items,
    held,
    agreements: [],
    settledIntents: [],
    references: snapshot.referenceChanges,
    problems: [...snapshot.problems, ...problems, ...hintProblems(work, relations, all)],
  };
}

interface Planned {
  readonly items: readonly PlanItem[];
  readonly held: readonly HeldItem[];
  readonly problems: readonly Problem[];
}

function planSpec(
  work: MergedWork,
  spec: SpecReading,
  relations: readonly Relation[],
  verdicts: readonly Verdict[],
  snapshot: Snapshot,
): Planned {
  const { document } = spec;
  if (document.frontMatter.sync === "false" || !document.writable) {
    return { items: [], held: [], problems: [leftAlone(spec, work)] };
  }
  const done = new Set<number>();
  const planned: Planned[] = [];
  // Children come after their parents, and have to be decided before them.
  for (const section of [...document.sections].reverse()) {
    const relation = relations.find(({ sectionIndex }) => sectionIndex === section.index);
    if (relation === undefined) continue;
    const ofSection = verdicts.filter(
      (one) => one.file === spec.file && one.sectionIndex === section.index,
    );
    const finding = prepare(work, spec, section, relation, ofSection, snapshot);
    planned.unshift(planSection(finding, done, snapshot));
  }
  return {
    items: planned.flatMap((one) => one.items),
    held: planned.flatMap((one) => one.held),
    problems: planned.flatMap((one) => one.problems),
  };
}

function planSection(finding: Prepared, done: Set<number>, snapshot: Snapshot): Planned {
  switch (finding.kind) {
    case "held":
      return { items: [], held: [finding.held], problems: [] };
    case "problem":
      return { items: [], held: [], problems: [finding.problem] };
    case "worked": {
      const { worked } = finding;
      const edits = planSectionEdits(worked, done);
      if (edits.state === "done") done.add(worked.section.index);
      const told = planTicketWork(worked, edits.state, snapshot);
      return { items: [...told.items, ...edits.items], held: told.held, problems: [] };
    }
  }
}

type Prepared =
  | { readonly kind: "worked"; readonly worked: WorkedSection }
  | { readonly kind: "held"; readonly held: HeldItem }
  | { readonly kind: "problem"; readonly problem: Problem };

/** A section with its ticket; else what keeps it from being touched. */
function prepare(
  work: MergedWork,
  spec: SpecReading,
  section: SpecSection,
  relation: Relation,
  verdicts: readonly Verdict[],
  snapshot: Snapshot,
): Prepared {
  const { config, redact } = snapshot;
  const at = { spec, section };
  const word = section.status === null ? null : formatSpecStatus(section.status);
  const question = (message: string): Prepared => ({
    kind: "held",
    held: holdLinked(at, "relation/weak", { spec: word, tracker: null, base: null, message }),
  });
  if (relation.strength === "weak") return question(relationQuestion(work, relation));
  const whole = verdicts.find(({ criterionIndex }) => criterionIndex === null);
  const hasEvidence = verdicts.some(({ evidence }) => evidence.length > 0);
  if (whole === undefined || whole.verdict === "conflicting" || !hasEvidence) {
    return question(notShown(work, whole));
  }
  const { target } = routeOf(config, spec);
  const ref = section.tickets[0]?.ref;
  const usual = target ?? [...config.systems.values()][0];
  if (ref === undefined) {
    if (usual === undefined) return { kind: "problem", problem: leftAlone(spec, work) };
    const none = { link: null, isTold: false };
    return { kind: "worked", worked: { work, ...at, verdicts, system: usual, redact, ...none } };
  }
  const system = connectionOf(config, ref, target);
  if (system === null) {
    return { kind: "problem", problem: noConnection(spec.file, section.line, ref) };
  }
  const id = placedId(config, system, ref);
  const reading = snapshot.tickets.get(id);
  const base = snapshot.bases.get(id)?.status ?? null;
  if (reading?.kind !== "found") {
    const held = heldTicket(at, ref.key, reading, snapshot.references.get(id), base);
    return { kind: "held", held };
  }
  const { ticket } = reading;
  const states = specStatesFor(system, ticket.status);
  if (states.agreeing.has("deprecated") && !states.agreeing.has("done")) {
    const message = givenUp(work, ref, ticket.status.name);
    const values = { spec: word, tracker: ticket.status.name, base, message };
    return { kind: "held", held: holdLinked(at, "conflict/status", values) };
  }
  const known = { link: { id, ticket }, isTold: wasTold(work, snapshot.bases.get(id)) };
  return { kind: "worked", worked: { work, ...at, verdicts, system, redact, ...known } };
}

function givenUp(work: MergedWork, ref: TicketRef, status: string): string {
  return t(
    'The ticket {0} was given up ("{1}"), and {2} realizes its section. Nothing was recorded. Open the ticket again, or mark the section as deprecated.',
    ticketId(ref),
    status,
    workNameInside(work),
  );
}

function notShown(work: MergedWork, whole: Verdict | undefined): string {
  const reason = whole?.reasons[0] ?? t("Nothing is known of what it changed.");
  if (whole?.model !== undefined) {
    return t(
      "{0} names this section, but a language model ({1}) sees something against it: {2} Nothing was recorded. Look at it. If the model is wrong, run it again with --no-model, or change the section by hand.",
      workName(work),
      whole.model,
      reason,
    );
  }
  return t(
    "{0} names this section, but what it did for it is not certain. {1} Nothing was recorded. Look at it, and change the section by hand if it is realized.",
    workName(work),
    reason,
  );
}

function leftAlone({ file, document }: SpecReading, work: MergedWork): Problem {
  return {
    code: "realization/left-alone",
    severity: document.writable ? "info" : "warning",
    file,
    line: 1,
    message: document.writable
      ? t(
          "{0} belongs to sections of this spec. The front matter says `sync: false`, so nothing was recorded.",
          workName(work),
        )
      : t(
          "{0} belongs to sections of this spec. The file cannot be edited safely as it stands, so nothing was recorded.",
          workName(work),
        ),
  };
}
