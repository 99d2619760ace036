import type { SpecSection } from "../model/spec.ts";
import { redact } from "../redact/redact.ts";
import { holdLinked, itemBase, type Findings, type LinkedSection } from "./linked-section.ts";
import type { LinkBase } from "./links.ts";
import type { TextMerge } from "./merge-text.ts";
import type { ItemReason } from "./plan.ts";
import { renderSide, type SpecSide } from "./sides.ts";

/** Plans title, text and criteria of one linked section, as they were merged. */
export function planTexts(
  linked: LinkedSection,
  side: SpecSide,
  base: LinkBase | undefined,
  merge: TextMerge,
  findings: Findings,
): void {
  const { section } = linked;
  for (const conflict of merge.conflicts) {
    findings.held.push(holdLinked(linked, conflict.reason, { ...conflict, base: null }));
  }
  if (merge.ticket !== side) planUpdate(linked, base, merge, findings);
  for (const criterion of merge.checks) {
    const [from, to] = criterion.checked ? ["unchecked", "checked"] : ["checked", "unchecked"];
    const text = textInSpec(section, side, criterion.key);
    findings.items.push({
      kind: "check-criterion",
      ...itemBase(linked, `check-criterion:${criterion.key}`, "reverse", "tracker/moved", from, to),
      note: text,
      criterion: text,
      checked: criterion.checked,
    });
  }
  for (const { key, text, checked } of merge.additions) {
    findings.items.push({
      kind: "add-criterion",
      ...itemBase(linked, `add-criterion:${key}`, "reverse", "tracker/moved", null, text),
      note: null,
      criterion: text,
      checked,
    });
  }
}

/** The ticket is written only where it would differ from what was merged. */
function planUpdate(
  linked: LinkedSection,
  base: LinkBase | undefined,
  merge: TextMerge,
  findings: Findings,
): void {
  const { section, ticket, spec } = linked;
  const title = redact(merge.ticket.title).text;
  const isBlockGone = ticket.managedText === null && base !== undefined && base.text !== null;
  const keepsBlock = isBlockGone && merge.conflicts.some((one) => one.reason === "conflict/text");
  const managedText = renderSide(section, spec.file, merge.ticket);
  const change = {
    ...(merge.ticket.title === ticket.title || title === ticket.title ? {} : { title }),
    ...(managedText === ticket.managedText || keepsBlock ? {} : { managedText }),
  };
  if (Object.keys(change).length > 0) {
    const reason: ItemReason = base?.text == null ? "first-contact" : "spec/moved";
    const parts = Object.keys(change).map((part) => (part === "title" ? "title" : "text"));
    findings.items.push({
      kind: "update-ticket",
      ...itemBase(linked, "update-ticket", "forward", reason, null, parts.join(" and ")),
      note: null,
      change,
    });
  }
}

/** The criterion's own words, which may differ from what was sent where something was redacted. */
function textInSpec(section: SpecSection, side: SpecSide, key: string): string {
  const index = side.criteria.findIndex((one) => one.key === key);
  return section.criteria[index]?.text ?? "";
}
