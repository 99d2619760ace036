import type { CanonConfig, SystemConfig } from "../config/config.ts";
import { ticketStatusFor } from "../config/status-map.ts";
import { t, textsBy } from "../kernel/texts.ts";
import type { FrontMatter, SpecSection } from "../model/spec.ts";
import type { SystemName } from "../model/ticket-ref.ts";
import type { Problem } from "../kernel/problem.ts";
import { checkType, workflowKey, type TypeRefusal } from "./check-type.ts";
import type { LinkedTickets } from "./linked-tickets.ts";
import { createItemId, type NewParent } from "./new-parent.ts";
import type { CreateTicketItem, HeldItem, PlanItem, PlanOptions } from "./plan.ts";
import { holdLinked } from "./linked-section.ts";
import type { LostMatch } from "./lost-links.ts";
import { planLost } from "./plan-lost.ts";
import { recoveredLink } from "./recovered-link.ts";
import { specSide } from "./sides.ts";
import type { OpenIntent, Snapshot, SpecReading } from "./snapshot.ts";
import type { UnlinkedSection } from "./unlinked-section.ts";

export type UnlinkedFinding =
  | { readonly kind: "nothing" }
  | { readonly kind: "item"; readonly item: PlanItem }
  | { readonly kind: "held"; readonly held: HeldItem }
  | { readonly kind: "problem"; readonly problem: Problem };

const NOTHING: UnlinkedFinding = { kind: "nothing" };

/** What is known of a ticket that a section without a link may have already. */
export interface Remembered {
  readonly lost: LostMatch | undefined;
  readonly intent: OpenIntent | undefined;
}

/** Decides whether a section gets a ticket now, and takes up a create that was never seen to end. */
export function planUnlinked(
  unlinked: UnlinkedSection,
  snapshot: Snapshot,
  options: PlanOptions,
  linkedTickets: LinkedTickets,
  parent: NewParent,
  { lost, intent }: Remembered,
): UnlinkedFinding {
  const { spec, section, target } = unlinked;
  const isAsked = options.asked.has(`${spec.file}#${section.id}`);
  const isWanted = isAsked || mayCreate(unlinked, snapshot);
  const isRestorable = lost?.kind === "sure";
  if (!isWanted && intent === undefined && !isRestorable) return NOTHING;
  if (!isRestorable && isAmbiguous(spec, section))
    return problem(unlinked, "sync/ambiguous-section");
  if (hasUnreadableLink(spec, section)) return problem(unlinked, "sync/unreadable-link");
  if (intent?.found.kind === "unreadable") {
    return { kind: "held", held: heldIntent(unlinked, intent.found.error.message) };
  }
  if (intent?.found.kind === "found" && !linkedTickets.hasFound(intent)) {
    return { kind: "item", item: recoveredLink(unlinked, snapshot, intent, intent.found.ticket) };
  }
  // A person who asks for a ticket has answered what an unsure match would ask.
  if (lost !== undefined && (isRestorable || !isAsked)) {
    const finding = planLost(unlinked, snapshot, lost);
    if (finding.kind === "item" || (finding.kind === "held" && isWanted)) return finding;
  }
  if (!isWanted) return NOTHING;
  if (target === null) return problem(unlinked, "sync/no-route");
  const reason = isAsked ? "spec/asked" : "spec/unlinked";
  const item = newTicket(unlinked, snapshot, target, reason, parent);
  const refusal = checkType(item, snapshot.workflows.get(workflowKey(item)));
  return refusal === null
    ? { kind: "item", item }
    : { kind: "held", held: refused(unlinked, refusal) };
}

/** Sections get a ticket by themselves while work on them is open, unless a switch says no. */
function mayCreate({ spec, section }: UnlinkedSection, { config }: Snapshot): boolean {
  return (
    config.createTickets &&
    isOpenAndUnlinked(section) &&
    !needsReview(config, spec.document.frontMatter)
  );
}

export function isOpenAndUnlinked(section: SpecSection): boolean {
  const state = section.status?.state;
  return section.tickets.length === 0 && (state === "todo" || state === "in_progress");
}

export function needsReview(config: CanonConfig, frontMatter: FrontMatter): boolean {
  const isReviewed = frontMatter.reviewStatus === "approved" || frontMatter.sync === "true";
  return config.requireReview && !isReviewed;
}

function isAmbiguous(spec: SpecReading, section: SpecSection): boolean {
  return spec.document.sections.some(
    (other) => other.id === section.id && other.index !== section.index && !other.tickets[0],
  );
}

/** A link that cannot be read still says that there is a ticket; a second one would be wrong. */
export function hasUnreadableLink(
  { document }: SpecReading,
  section: SpecSection,
  kind: "ticket" | "shadow" = "ticket",
): boolean {
  return document.problems.some(({ code, line }) => {
    if (line === null || line < section.line || line > section.endLine) return false;
    if (code === "spec/unknown-system" || code === "spec/invalid-key") return true;
    const text = document.text.split("\n")[line - 1] ?? "";
    const isHurt = code === "spec/malformed-comment" || code === "spec/damaged-comment";
    return isHurt && text.includes(`:${kind}`);
  });
}

function newTicket(
  { spec, section }: UnlinkedSection,
  snapshot: Snapshot,
  target: SystemConfig,
  reason: "spec/asked" | "spec/unlinked",
  { parent, note }: NewParent,
): CreateTicketItem {
  const side = specSide(section, spec.file, snapshot.redact);
  const status = ticketStatusFor(target, section.status?.state ?? "draft");
  return {
    kind: "create-ticket",
    id: createItemId(spec.file, section),
    direction: "forward",
    file: spec.file,
    sectionId: section.id,
    sectionIndex: section.index,
    system: target.system,
    target: target.name,
    project: target.project,
    ticket: null,
    from: null,
    to: status,
    reason,
    note,
    fileHash: spec.hash,
    ticketRevision: null,
    draft: {
      title: side.title,
      managedText: side.managedText,
      status,
      type: typeOf(section, target),
      labels: [],
      parent,
    },
  };
}

/** The type of a new ticket for a section; null where the tracker chooses. */
export function typeOf({ depth }: SpecSection, { hierarchy, system }: SystemConfig): string | null {
  return hierarchy.typeByDepth.get(depth) ?? hierarchy.defaultType ?? DEFAULT_TYPE[system];
}

/** Elsewhere the tracker chooses: the type that its process has for requirements, or none. */
const DEFAULT_TYPE: Readonly<Record<SystemName, string | null>> = {
  jira: "Task",
  linear: null,
  github: null,
  "azure-devops": null,
  local: null,
};

function refused(unlinked: UnlinkedSection, { reason, message }: TypeRefusal): HeldItem {
  const spec = unlinked.section.status?.state ?? null;
  return holdLinked(unlinked, reason, { spec, tracker: null, base: null, message });
}

function heldIntent(unlinked: UnlinkedSection, why: string): HeldItem {
  return holdLinked(unlinked, "ticket/unreadable", {
    spec: null,
    tracker: null,
    base: null,
    message: t(
      "An earlier run may have created a ticket for this section, and it cannot be looked up now: {0} Nothing is created until that is known.",
      why,
    ),
  });
}

const problemText = textsBy({
  "sync/ambiguous-section":
    "Another section of this file has the same id, so Canon cannot tell them apart. No ticket was created. Give one of them another id in its canon:system comment.",
  "sync/unreadable-link":
    "The section has a ticket link that Canon cannot read, so it may have a ticket already. No ticket was created. Correct the link.",
  "sync/no-route":
    "No tracker is configured for this spec: no routing rule matches it and there is no default. No ticket was created. Add a rule with `default: true`.",
});

function problem(
  { spec, section }: UnlinkedSection,
  code: Parameters<typeof problemText>[0],
): UnlinkedFinding {
  return {
    kind: "problem",
    problem: {
      code,
      severity: "warning",
      file: spec.file,
      line: section.line,
      message: problemText(code),
    },
  };
}
