import { wantedParentKey } from "./connections.ts";
import type { Findings, LinkedSection } from "./linked-section.ts";
import { mergeTexts } from "./merge-text.ts";
import type { PlanOptions } from "./plan.ts";
import { outsideCriteria } from "./outside-criteria.ts";
import { planParent, type ParentContext } from "./plan-parent.ts";
import { planStatus } from "./plan-status.ts";
import { planTexts } from "./plan-texts.ts";
import { settle } from "./settle.ts";
import { placeOf } from "./section-place.ts";
import { specSide, ticketSide } from "./sides.ts";
import type { Snapshot } from "./snapshot.ts";

/** Plans everything about one linked section whose ticket could be read. */
export function planLinked(
  linked: LinkedSection,
  snapshot: Snapshot,
  options: PlanOptions,
  parents: ParentContext,
  findings: Findings,
): void {
  const { section, spec, system, ticket, id } = linked;
  const { config, redact } = snapshot;
  const base = snapshot.bases.get(id);
  const side = specSide(section, spec.file, redact);
  const { texts = false } = snapshot.capabilities.get(system.name) ?? {};
  planStatus(linked, snapshot, options, base, findings);
  if (texts) {
    const sides = {
      spec: side,
      ticketTitle: ticket.title,
      ticket: ticketSide(ticket, side),
      outside: outsideCriteria(ticket, side),
      base,
      isClean: (text: string) => redact(text).found.length === 0,
    };
    planTexts(linked, side, base, mergeTexts(sides, options.onConflict), redact, findings);
    planParent(linked, snapshot, options, base, parents, findings);
  }

  const settled = settle(base, {
    system,
    status: section.status,
    spec: side,
    ticket,
    wantedParent: wantedParentKey(config, system, spec.document, section),
    texts,
    isWritten: false,
    at: placeOf(spec.file, section),
  });
  if (settled !== base) findings.agreements.push({ ticket: id, base: settled });
}
