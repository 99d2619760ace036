import { ticketStatusFor } from "../config/status-map.ts";
import type { Problem } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";
import type { SpecSection } from "../model/spec.ts";
import type { Ticket } from "../model/ticket.ts";
import { checkType, workflowKey } from "./check-type.ts";
import { parentSection, placedId } from "./connections.ts";
import type { Findings } from "./linked-section.ts";
import type { LinkedTickets } from "./linked-tickets.ts";
import type {
  CreateShadowItem,
  HeldItem,
  HeldReason,
  InsertLinkItem,
  PlannedParent,
  PlanOptions,
} from "./plan.ts";
import { hasUnreadableLink, needsReview, typeOf } from "./plan-unlinked.ts";
import { shadowLinkRef } from "./shadow-links.ts";
import { wantedShadowParent } from "./shadow-parent.ts";
import type { ShadowPlace } from "./shadow-place.ts";
import { SHADOW_LABEL } from "./shadow-side.ts";
import { specSide } from "./sides.ts";
import type { OpenIntent, Snapshot } from "./snapshot.ts";

/** Plans the copy that a section does not have yet, or takes up one that a run left behind. */
export function planNewShadow(
  at: ShadowPlace,
  snapshot: Snapshot,
  options: PlanOptions,
  linked: LinkedTickets,
  created: Set<string>,
  findings: Findings,
  problems: Problem[],
): void {
  const { spec, section } = at;
  const intent = intentFor(at, snapshot);
  if (intent === undefined && !isWanted(at, snapshot, options)) return;
  if (hasUnreadableLink(spec, section, "shadow")) {
    problems.push(unreadableLink(at));
    return;
  }
  if (intent?.found.kind === "unreadable") {
    const message = t(
      'An earlier run may have made a copy of this ticket in "{0}", and it cannot be looked up now: {1} No copy is made until that is known.',
      at.system.name,
      intent.found.error.message,
    );
    findings.held.push(held(at, "ticket/unreadable", message));
    return;
  }
  if (intent?.found.kind === "found" && !linked.hasFound(intent)) {
    findings.items.push(recovered(at, snapshot, intent, intent.found.ticket));
    return;
  }
  if (isWanted(at, snapshot, options)) addCreate(at, snapshot, created, findings);
}

/** A copy is made where the section's own ticket may be, unless the work is over already. */
function isWanted(
  { spec, section, original }: ShadowPlace,
  { config }: Snapshot,
  { asked }: PlanOptions,
): boolean {
  if (!original.isThere) return false;
  if (asked.has(`${spec.file}#${section.id}`)) return true;
  const state = section.status?.state;
  const isOver = state === "done" || state === "deprecated";
  return config.createTickets && !isOver && !needsReview(config, spec.document.frontMatter);
}

/** The create that was begun for a copy of the same ticket in the same place. */
function intentFor({ original, system }: ShadowPlace, snapshot: Snapshot): OpenIntent | undefined {
  if (original.placed === null || snapshot.intents.length === 0) return undefined;
  const own = snapshot.intents.filter(
    ({ shadowOf, target }) => shadowOf === original.placed && target === system.name,
  );
  return (
    own.find(({ found }) => found.kind === "found") ??
    own.find(({ found }) => found.kind === "unreadable")
  );
}

function addCreate(
  at: ShadowPlace,
  snapshot: Snapshot,
  created: Set<string>,
  findings: Findings,
): void {
  const { spec, section, system, original } = at;
  const side = specSide(section, spec.file, snapshot.redact);
  const status = ticketStatusFor(system, section.status?.state ?? "draft");
  const id = itemId(at, section);
  const item: CreateShadowItem = {
    kind: "create-shadow",
    ...baseOf(at),
    id,
    ticket: null,
    to: status,
    reason: "spec/no-shadow",
    note:
      original.id === null
        ? t("A copy that Canon keeps. It is never read back.")
        : t("A copy that Canon keeps, of {0}. It is never read back.", original.id),
    ticketRevision: null,
    of: original.id,
    draft: {
      title: side.title,
      managedText: side.managedText,
      status,
      type: typeOf(section, system),
      labels: [snapshot.redact(SHADOW_LABEL).text],
      parent: parentOf(at, snapshot, created),
    },
  };
  const refusal = checkType(item, snapshot.workflows.get(workflowKey(item)));
  if (refusal === null) {
    created.add(id);
    findings.items.push(item);
  } else {
    findings.held.push(held(at, refusal.reason, refusal.message));
  }
}

function held(
  { spec, section, original }: ShadowPlace,
  reason: HeldReason,
  message: string,
): HeldItem {
  return {
    file: spec.file,
    sectionId: section.id,
    sectionIndex: section.index,
    ticket: original.id,
    reason,
    spec: null,
    tracker: null,
    base: null,
    message,
    ...(original.id === null ? {} : { shadowOf: original.id }),
  };
}

/** Copies hang under copies of the same connection only. */
function parentOf(
  at: ShadowPlace,
  { config, capabilities }: Snapshot,
  created: ReadonlySet<string>,
): PlannedParent | null {
  const { system, spec, section, targets } = at;
  const { parents = true } = capabilities.get(system.name) ?? {};
  const above = parentSection(spec.document, section);
  if (above === null || !system.hierarchy.autoParent || !parents) return null;
  const key = wantedShadowParent(config, targets, system, spec.document, section);
  if (key !== null) return { kind: "ticket", key };
  const id = itemId(at, above);
  return created.has(id) ? { kind: "item", itemId: id } : null;
}

function recovered(
  at: ShadowPlace,
  { config }: Snapshot,
  intent: OpenIntent,
  ticket: Ticket,
): InsertLinkItem {
  const system = { ...at.system, project: intent.project };
  const link = shadowLinkRef(config, system, ticket.ref);
  const id = placedId(config, system, link);
  return {
    kind: "insert-link",
    ...baseOf(at),
    id: `insert-link:${at.system.name}@${at.spec.file}#${at.section.id}@${at.section.index}`,
    project: intent.project,
    ticket: id,
    to: id,
    reason: "intent/recovered",
    note: t("An earlier run made this copy and ended before it could write the link."),
    ticketRevision: ticket.revision,
    link,
    isShadow: true,
    intentId: intent.intentId,
    wanted: intent.wanted,
  };
}

function baseOf({ spec, section, system, original }: ShadowPlace) {
  return {
    ...(original.id === null ? {} : { shadowOf: original.id }),
    direction: "forward",
    file: spec.file,
    sectionId: section.id,
    sectionIndex: section.index,
    system: system.system,
    target: system.name,
    project: system.project,
    from: null,
    fileHash: spec.hash,
  } as const;
}

function itemId({ spec, system }: ShadowPlace, section: SpecSection): string {
  return `create-shadow:${system.name}@${spec.file}#${section.id}@${section.index}`;
}

function unreadableLink({ spec, section, original }: ShadowPlace): Problem {
  return {
    code: "sync/unreadable-link",
    severity: "warning",
    file: spec.file,
    line: section.line,
    message:
      original.id === null
        ? t(
            "The section has a link that Canon cannot read, so it may have a copy already. No copy was made. Correct the link.",
          )
        : t(
            "The section has a link that Canon cannot read, so it may have a copy of {0} already. No copy was made. Correct the link.",
            original.id,
          ),
  };
}
