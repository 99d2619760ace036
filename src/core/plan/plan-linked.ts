import { formatSpecStatus } from "../model/status.ts";
import { ticketId } from "../model/ticket.ts";
import { wantedParentKey } from "./connections.ts";
import { holdLinked, itemBase, type Findings, type LinkedSection } from "./linked-section.ts";
import type { LinkBase } from "./links.ts";
import { mergeStatus } from "./merge-status.ts";
import { mergeTexts } from "./merge-text.ts";
import type { PlanOptions } from "./plan.ts";
import { planParent } from "./plan-parent.ts";
import { planTexts } from "./plan-texts.ts";
import { settle } from "./settle.ts";
import { specSide, ticketSide } from "./sides.ts";
import type { Snapshot } from "./snapshot.ts";

/** Plans everything about one linked section whose ticket could be read. */
export function planLinked(
  linked: LinkedSection,
  snapshot: Snapshot,
  options: PlanOptions,
  parentItem: string | null,
  findings: Findings,
): void {
  const { section, spec, system, ticket } = linked;
  const id = ticketId(ticket.ref);
  const base = snapshot.bases.get(id);
  const side = specSide(section, spec.file);
  const merge = mergeTexts(
    { spec: side, ticketTitle: ticket.title, ticket: ticketSide(ticket, side), base },
    options.onConflict,
  );
  planStatus(linked, snapshot, options, base, findings);
  planTexts(linked, side, base, merge, findings);
  planParent(linked, snapshot, base, parentItem, findings);

  const wantedParent = wantedParentKey(system, spec.document, section);
  const settled = settle(base, {
    system,
    status: section.status,
    spec: side,
    ticket,
    wantedParent,
  });
  if (settled !== base) findings.agreements.push({ ticket: id, base: settled });
}

function planStatus(
  linked: LinkedSection,
  snapshot: Snapshot,
  options: PlanOptions,
  base: LinkBase | undefined,
  findings: Findings,
): void {
  const { section, system, ticket, spec } = linked;
  const sides = { spec: section.status, ticket: ticket.status, base };
  const move = mergeStatus(sides, system, snapshot.config.lifecycleSync, options.onConflict);
  const specWord = section.status === null ? null : formatSpecStatus(section.status);
  const { name } = ticket.status;
  switch (move.kind) {
    case "none":
      return;
    case "unmapped":
      findings.unmapped.push({ file: spec.file, line: section.line, name });
      return;
    case "conflict":
      findings.held.push(
        holdLinked(linked, "conflict/status", {
          spec: specWord,
          tracker: name,
          base: base?.status ?? null,
          message: `The spec says "${specWord}" and the ticket "${name}"; both moved since they last agreed. Choose a side: set one of them, or sync with a side kept.`,
        }),
      );
      return;
    case "to-spec": {
      const to = formatSpecStatus(move.status);
      findings.items.push({
        kind: "set-status",
        ...itemBase(linked, "set-status", "reverse", move.reason, specWord, to),
        note: move.note,
        status: move.status,
      });
      return;
    }
    case "to-ticket":
      findings.items.push({
        kind: "transition-ticket",
        ...itemBase(linked, "transition-ticket", "forward", move.reason, name, move.status),
        note: move.note,
        status: move.status,
      });
  }
}
