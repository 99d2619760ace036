import type { SpecSection } from "../model/spec.ts";
import type { Redactor } from "../redact/redact.ts";
import { comparableText } from "../spec/comparable-text.ts";
import { isStillDraft } from "./drafted-text.ts";
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
  redact: Redactor,
  findings: Findings,
): void {
  const { section } = linked;
  for (const conflict of merge.conflicts) {
    const [spec, tracker] = [redact(conflict.spec).text, redact(conflict.tracker).text];
    findings.held.push(
      holdLinked(linked, conflict.reason, { ...conflict, spec, tracker, base: null }),
    );
  }
  if (merge.ticket !== side) planUpdate(linked, side, base, merge, redact, findings);
  for (const criterion of merge.checks) {
    const [from, to] = criterion.checked ? ["unchecked", "checked"] : ["checked", "unchecked"];
    const text = textInSpec(section, side, criterion.key);
    findings.items.push({
      kind: "check-criterion",
      ...itemBase(linked, `check-criterion:${criterion.key}`, "reverse", "tracker/moved", from, to),
      note: redact(text).text,
      criterion: text,
      checked: criterion.checked,
    });
  }
  const reason = base === undefined ? "first-contact" : "tracker/moved";
  for (const { key, text, checked } of merge.additions) {
    const shown = redact(text).text;
    findings.items.push({
      kind: "add-criterion",
      ...itemBase(linked, `add-criterion:${key}`, "reverse", reason, null, shown),
      note: null,
      criterion: shown,
      checked,
    });
  }
  for (const { from, text, checked } of merge.rewordings) {
    const [was, shown] = [redact(from.text).text, redact(text).text];
    findings.items.push({
      kind: "reword-criterion",
      ...itemBase(linked, `reword-criterion:${from.key}`, "reverse", "tracker/moved", was, shown),
      note: null,
      criterion: textInSpec(section, side, from.key),
      wording: shown,
      checked,
    });
  }
}

/** The ticket is written only where it would differ from what was merged. */
function planUpdate(
  linked: LinkedSection,
  side: SpecSide,
  base: LinkBase | undefined,
  merge: TextMerge,
  redact: Redactor,
  findings: Findings,
): void {
  const { section, ticket, spec } = linked;
  const title = redact(merge.ticket.title).text;
  const isBlockGone = ticket.managedText === null && base !== undefined && base.text !== null;
  const keepsBlock = isBlockGone && merge.conflicts.some((one) => one.reason === "conflict/text");
  const managedText = renderSide(section, spec.file, merge.ticket, redact);
  // Where the ticket keeps its own text, the spec's new marks say nothing of it.
  const spelled = merge.ticket.prose === side.prose ? base : undefined;
  const isWithoutBlock = ticket.managedText === null && base?.text === null;
  const isKept =
    keepsBlock ||
    isSaidAlready(ticket.managedText, managedText, side, spelled) ||
    (isWithoutBlock && isStillDraft(ticket, side, merge.ticket));
  const change = {
    ...(merge.ticket.title === ticket.title || title === ticket.title ? {} : { title }),
    ...(isKept ? {} : { managedText }),
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

/**
 * Some trackers write Markdown in their own way. A ticket that says the same in other marks is
 * left alone, unless the marks in the spec are others than when its text was last written.
 */
function isSaidAlready(
  inTicket: string | null,
  wanted: string,
  side: SpecSide,
  base: LinkBase | undefined,
): boolean {
  if (inTicket === wanted) return true;
  if (inTicket === null) return false;
  const isSpelledAnew = base !== undefined && base.bytes !== null && base.bytes !== side.bytesHash;
  return !isSpelledAnew && saysTheSame(inTicket, wanted, side);
}

/** The last two texts that were compared for a section; most are the same in the next plan. */
const COMPARED = new WeakMap<SpecSide, { readonly texts: string; readonly isSame: boolean }>();

function saysTheSame(inTicket: string, wanted: string, side: SpecSide): boolean {
  const texts = `${inTicket}\0${wanted}`;
  const known = COMPARED.get(side);
  if (known?.texts === texts) return known.isSame;
  const isSame = comparableText(inTicket) === comparableText(wanted);
  COMPARED.set(side, { texts, isSame });
  return isSame;
}

/** The criterion's own words, which may differ from what was sent where something was redacted. */
function textInSpec(section: SpecSection, side: SpecSide, key: string): string {
  const index = side.criteria.findIndex((one) => one.key === key);
  return section.criteria[index]?.text ?? "";
}
