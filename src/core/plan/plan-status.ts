import { isSameName } from "../config/status-map.ts";
import { t } from "../kernel/texts.ts";
import { formatSpecStatus } from "../model/status.ts";
import { choiceFor } from "./choices.ts";
import { decideClosing } from "./decide-closing.ts";
import { holdLinked, itemBase, type Findings, type LinkedSection } from "./linked-section.ts";
import type { LinkBase } from "./links.ts";
import { mergeStatus, type StatusMove } from "./merge-status.ts";
import type { HeldItem, PlanOptions } from "./plan.ts";
import type { Snapshot } from "./snapshot.ts";

/** Plans the status of one linked section and its ticket. */
export function planStatus(
  linked: LinkedSection,
  snapshot: Snapshot,
  options: PlanOptions,
  base: LinkBase | undefined,
  findings: Findings,
): void {
  const { section, system, ticket, spec } = linked;
  const sides = { spec: section.status, ticket: ticket.status, base };
  const chosen = choiceFor(options, { file: spec.file, sectionIndex: section.index }, "status");
  const onConflict = typeof chosen === "string" ? chosen : "hold";
  const move = mergeStatus(sides, system, snapshot.config.lifecycleSync, onConflict);
  const { name } = ticket.status;
  switch (move.kind) {
    case "none":
      return;
    case "unmapped":
      findings.unmapped.push({ file: spec.file, line: section.line, name });
      return;
    case "conflict":
      findings.held.push(conflicting(linked, base));
      return;
    case "to-spec": {
      const closing = decideClosing(linked, snapshot, options, move);
      if (closing.kind === "held") findings.held.push(closing.held);
      if (closing.kind === "reopened") planTransition(linked, snapshot, base, closing, findings);
      if (closing.kind !== "flows") return;
      const to = formatSpecStatus(move.status);
      findings.items.push({
        kind: "set-status",
        ...itemBase(linked, "set-status", "reverse", move.reason, specWord(linked), to),
        note: move.note,
        status: move.status,
      });
      return;
    }
    case "to-ticket":
      planTransition(linked, snapshot, base, move, findings);
  }
}

/** A move is planned only where the workflow has it. */
function planTransition(
  linked: LinkedSection,
  { reachable }: Snapshot,
  base: LinkBase | undefined,
  { status, reason, note }: Omit<Extract<StatusMove, { kind: "to-ticket" }>, "kind">,
  findings: Findings,
): void {
  const ways = reachable.get(linked.id) ?? null;
  if (ways !== null && !ways.some((one) => isSameName(one, status))) {
    findings.held.push(unreachable(linked, base, status, ways));
    return;
  }
  const { name } = linked.ticket.status;
  findings.items.push({
    kind: "transition-ticket",
    ...itemBase(linked, "transition-ticket", "forward", reason, name, status),
    note,
    status,
  });
}

function specWord({ section }: LinkedSection): string | null {
  return section.status === null ? null : formatSpecStatus(section.status);
}

function conflicting(linked: LinkedSection, base: LinkBase | undefined): HeldItem {
  const { name } = linked.ticket.status;
  const spec = specWord(linked);
  return holdLinked(linked, "conflict/status", {
    spec,
    tracker: name,
    base: base?.status ?? null,
    message: t(
      'The spec says "{0}" and the ticket "{1}"; both moved since they last agreed. Choose a side: set one of them, or sync with a side kept.',
      spec ?? t("none"),
      name,
    ),
  });
}

/** How many states a message names; workflows with more are looked up in the tracker. */
const MAX_NAMES = 12;

function unreachable(
  linked: LinkedSection,
  base: LinkBase | undefined,
  wanted: string,
  reachable: readonly string[],
): HeldItem {
  const { ticket } = linked;
  const { name } = ticket.status;
  const others = reachable.filter((one) => !isSameName(one, name));
  const names = others.slice(0, MAX_NAMES).map((one) => `"${one}"`);
  const ways =
    names.length === 0
      ? t("The workflow lets you move it nowhere from there.")
      : t(
          "From there it can be moved to {0}.",
          others.length > MAX_NAMES ? t("{0} and others", names.join(", ")) : names.join(", "),
        );
  return holdLinked(linked, "workflow/no-transition", {
    spec: specWord(linked),
    tracker: name,
    base: base?.status ?? null,
    message: t(
      'The ticket {0} is "{1}", and its workflow has no step from there to "{2}". {3} Nothing was changed. Move the ticket in the tracker, or change the status map.',
      ticket.ref.key,
      name,
      wanted,
      ways,
    ),
  });
}
