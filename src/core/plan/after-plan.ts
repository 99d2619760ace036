import { applySplices } from "../kernel/splice.ts";
import type { SpecDocument } from "../model/spec.ts";
import { parseSpec } from "../spec/parse-spec.ts";
import { editsOf } from "./edit-of.ts";
import type { PlanItem } from "./plan.ts";

/**
 * A spec as these planned edits would leave it; the same document where none of them is an edit
 * that comes from a ticket.
 *
 * Errors: an edit that cannot be made is left out here and fails when it is applied.
 */
export function afterEdits(document: SpecDocument, items: readonly PlanItem[]): SpecDocument {
  const edits = items.filter(({ direction }) => direction === "reverse");
  if (edits.length === 0) return document;
  const splices = editsOf(edits).flatMap((edit) => {
    const made = edit(document);
    return made.ok ? made.value : [];
  });
  const after = parseSpec(applySplices(document.text, splices));
  return after.sections.length === document.sections.length ? after : document;
}
