import { newBaseTexts } from "./base-texts.ts";
import { askedFor, choiceFor } from "./choices.ts";
import { wantedParentKey } from "./connections.ts";
import type { Findings, LinkedSection } from "./linked-section.ts";
import { mergeTexts, type Decisions } from "./merge-text.ts";
import type { PlanOptions } from "./plan.ts";
import { holdsMask } from "../redact/placeholders.ts";
import { outsideCriteria } from "./outside-criteria.ts";
import { planParent, type ParentContext } from "./plan-parent.ts";
import { planStatus } from "./plan-status.ts";
import { planTexts } from "./plan-texts.ts";
import { settle } from "./settle.ts";
import { placeOf } from "./section-place.ts";
import { specSide, ticketSide, type TextSide } from "./sides.ts";
import type { TextMerge } from "./text-merge.ts";
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
  let keepsParent = false;
  planStatus(linked, snapshot, options, base, findings);
  if (texts) {
    const sides = {
      spec: side,
      ticketTitle: ticket.title,
      ticket: ticketSide(ticket, side),
      outside: outsideCriteria(ticket, side),
      base,
      isClean: (text: string) => !holdsMask(text) && redact(text).found.length === 0,
    };
    const whole = mergeTexts(sides, decisionsFor(options, linked));
    const writesSpecs = options.direction !== "forward" && config.reverseSync;
    const merge = whole === null || writesSpecs ? whole : leavingSpec(whole, sides);
    const around = { base, baseTexts: snapshot.baseTexts, redact };
    if (merge !== null) planTexts(linked, side, sides.ticket, merge, around, findings);
    keepsParent = planParent(linked, snapshot, options, base, parents, findings);
  }

  const wantedParent = wantedParentKey(config, system, spec.document, section);
  const agreed = settle(base, {
    system,
    status: section.status,
    spec: side,
    ticket,
    wantedParent,
    texts,
    isWritten: false,
    at: placeOf(spec.file, section),
  });
  // A parent that the section has asked for is not asked for again once the ticket may keep its own.
  const settled = keepsParent ? { ...agreed, parent: wantedParent } : agreed;
  if (settled === base) return;
  const newTexts = newBaseTexts(base, settled, side, redact);
  const isNew = Object.keys(newTexts).length > 0;
  findings.agreements.push({ ticket: id, base: settled, ...(isNew ? { texts: newTexts } : {}) });
}

/** What moves into the spec waits for a run that writes there; till then the ticket keeps it. */
function leavingSpec(
  merge: TextMerge,
  { ticket, ticketTitle }: { readonly ticket: TextSide | null; readonly ticketTitle: string },
): TextMerge {
  const { title, prose } = merge;
  return {
    ...merge,
    title: title.toSpec === null ? title : { ...title, toSpec: null, ticket: ticketTitle },
    prose: prose.toSpec === null ? prose : { ...prose, toSpec: null, ticket },
  };
}

function decisionsFor(options: PlanOptions, { spec, section }: LinkedSection): Decisions {
  const at = { file: spec.file, sectionIndex: section.index };
  return {
    rule: (field) => choiceFor(options, at, field),
    asked: (field) => askedFor(options, at, field),
  };
}
