import { specStatesFor } from "../../config/status-map.ts";
import type { SystemConfig } from "../../config/config.ts";
import { t } from "../../kernel/texts.ts";
import type { MergedWork } from "../../model/merged-work.ts";
import type { SpecSection } from "../../model/spec.ts";
import { formatSpecStatus, specStatus, type SpecState } from "../../model/status.ts";
import type { TicketId } from "../../model/ticket-ref.ts";
import type { Ticket } from "../../model/ticket.ts";
import { criterionKeys } from "../../plan/criterion-keys.ts";
import type { ItemReason } from "../../plan/item-base.ts";
import { itemBase, type ItemPlace } from "../../plan/linked-section.ts";
import type { PlanItem } from "../../plan/plan.ts";
import type { Snapshot, SpecReading } from "../../plan/snapshot.ts";
import { openParts } from "../verdicts/open-parts.ts";
import type { Verdict } from "../verdicts/verdict.ts";

/** A section that merged work surely belongs to. */
export interface WorkedSection {
  readonly work: MergedWork;
  readonly spec: SpecReading;
  readonly section: SpecSection;
  /** Those of its criteria, and one of the section itself. */
  readonly verdicts: readonly Verdict[];
  readonly system: SystemConfig;
  /** Null where it has none. */
  readonly link: { readonly id: TicketId; readonly ticket: Ticket } | null;
  readonly redact: Snapshot["redact"];
  /** An earlier run recorded all of this and told the ticket; what was taken back since stays so. */
  readonly isTold: boolean;
}

/** The spec's own edits for one section. */
export interface SectionEdits {
  readonly items: readonly PlanItem[];
  /** The state that the section has afterwards. */
  readonly state: SpecState;
}

/**
 * What merged work changes in one section of a spec: evidence, ticks and the status.
 *
 * Shape:  nothing that stands there already. `done` holds the sections that are done afterwards.
 *         Whatever a verdict says, a section with an open criterion or an open section below it is
 *         never done.
 */
export function planSectionEdits(worked: WorkedSection, done: ReadonlySet<number>): SectionEdits {
  const { section, verdicts } = worked;
  const items: PlanItem[] = [];
  const whole = verdicts.find(({ criterionIndex }) => criterionIndex === null);
  const state = nextState(worked, whole, done);
  const isDone = state === "done";
  const reason = wholeReason(worked, isDone);
  const before = section.status?.state ?? "draft";
  if (state !== before) {
    const from = section.status === null ? null : formatSpecStatus(section.status);
    const base = itemBase(itemPlace(worked), "set-status", "reverse", reason, from, state);
    const note = reason === "work/model" ? opinionNote(worked, whole) : null;
    items.push({ kind: "set-status", ...base, note, status: specStatus(state) });
  }
  if (whole !== undefined && whole.evidence.length > 0 && !namesWork(section, worked)) {
    const shown = isDone ? "work/realized" : "work/partial";
    items.push(evidenceItem(worked, { ...whole, origin: "deterministic" }, "add-evidence", shown));
  }
  const keys = criterionKeys(section.criteria.map(({ text }) => text));
  for (const verdict of verdicts) {
    const index = verdict.criterionIndex ?? -1;
    const criterion = section.criteria[index];
    if (criterion === undefined || verdict.verdict !== "realized") continue;
    const key = keys[index] ?? "";
    const why = verdict.origin === "model" ? "work/model" : "work/realized";
    if (!namesWork(criterion, worked)) {
      items.push(evidenceItem(worked, verdict, `add-evidence:${key}`, why));
    }
    if (criterion.checked || (worked.isTold && namesWork(criterion, worked))) continue;
    const what = `check-criterion:${key}`;
    items.push({
      kind: "check-criterion",
      ...itemBase(itemPlace(worked), what, "reverse", why, "unchecked", "checked"),
      note: worked.redact(criterion.text).text,
      criterion: criterion.text,
      checked: true,
    });
  }
  return { items, state };
}

function nextState(
  worked: WorkedSection,
  whole: Verdict | undefined,
  done: ReadonlySet<number>,
): SpecState {
  const { section, verdicts, spec, link, system } = worked;
  const before = section.status?.state ?? "draft";
  if (isSettled(worked)) return before;
  const met = new Set(
    verdicts.filter((one) => one.verdict === "realized").map((one) => one.criterionIndex),
  );
  const open = openParts(spec.document, section, (index) => met.has(index), done);
  const isWhole = open.criteria === 0 && open.below.length === 0;
  const isOpen = before === "draft" || before === "todo" || before === "in_progress";
  if (whole?.verdict === "realized" && isWhole && isOpen) return "done";
  const isPart = whole?.verdict === "realized" || whole?.verdict === "partially_realized";
  if (!isPart || before !== "todo") return before;
  // A ticket that somebody closed is not opened again because a part was merged.
  const states = link === null ? null : specStatesFor(system, link.ticket.status).agreeing;
  return states?.has("done") === true || states?.has("deprecated") === true
    ? before
    : "in_progress";
}

/** All that the work did is recorded, so that the status is by now what somebody made of it. */
function isSettled(worked: WorkedSection): boolean {
  const { section, verdicts, isTold } = worked;
  if (!isTold || !namesWork(section, worked)) return false;
  return verdicts.every(({ criterionIndex, verdict }) => {
    const criterion = section.criteria[criterionIndex ?? -1];
    return criterion === undefined || verdict !== "realized" || namesWork(criterion, worked);
  });
}

function namesWork(
  { evidence }: Pick<SpecSection, "evidence">,
  { work }: Pick<WorkedSection, "work">,
): boolean {
  return evidence.some(({ source }) => source === work.source);
}

function evidenceItem(
  worked: WorkedSection,
  verdict: Verdict,
  what: string,
  reason: ItemReason,
): PlanItem {
  const { criterion, evidence } = verdict;
  const { source } = worked.work;
  const files = evidence.map(({ path, startLine, endLine }) => ({ path, startLine, endLine }));
  const to = [source, ...files.map(({ path }) => path)].join(" ");
  return {
    kind: "add-evidence",
    ...itemBase(itemPlace(worked), what, "reverse", reason, null, worked.redact(to).text),
    note: verdict.origin === "model" ? opinionNote(worked, verdict) : null,
    criterion,
    evidence: { source, files },
  };
}

/** Why a section changes: `work/model` where it would not be done without a language model. */
export function wholeReason({ verdicts }: WorkedSection, isDone: boolean): ItemReason {
  if (!isDone) return "work/partial";
  const whole = verdicts.find(({ criterionIndex }) => criterionIndex === null);
  return whole?.origin === "model" ? "work/model" : "work/realized";
}

/** Whose opinion something rests on, and what was said. */
function opinionNote({ redact }: WorkedSection, verdict: Verdict | undefined): string {
  const { model = "unnamed", reasons = [] } = verdict ?? {};
  return redact(t("By a language model: {0}. {1}", model, reasons[0] ?? "").trim()).text;
}

/** What an item that comes from merged work is about. */
export function itemPlace({ spec, section, system, link }: WorkedSection): ItemPlace {
  return { spec, section, system, id: link?.id ?? null, ticket: link?.ticket ?? null };
}
