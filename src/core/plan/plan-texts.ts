import type { SpecSection } from "../model/spec.ts";
import type { Redactor } from "../redact/redact.ts";
import { comparableText } from "../spec/comparable-text.ts";
import { baseTitle, baseProse, type BaseTexts } from "./base-texts.ts";
import { isStillDraft } from "./drafted-text.ts";
import { givenUpCriteriaNote, givenUpNote } from "./given-up.ts";
import { holdLinked, itemBase, type Findings, type LinkedSection } from "./linked-section.ts";
import type { LinkBase } from "./links.ts";
import type { ItemReason } from "./item-base.ts";
import type { HeldItem } from "./plan.ts";
import { planSpecTexts, type SettledTexts } from "./plan-spec-texts.ts";
import { renderSide, type SpecSide, type TextSide } from "./sides.ts";
import type { TextConflict, TextMerge } from "./text-merge.ts";

interface Surroundings {
  readonly base: LinkBase | undefined;
  readonly baseTexts: BaseTexts;
  readonly redact: Redactor;
}

/** Plans title, text and criteria of one linked section, as they were merged. */
export function planTexts(
  linked: LinkedSection,
  side: SpecSide,
  other: TextSide | null,
  merge: TextMerge,
  around: Surroundings,
  findings: Findings,
): void {
  const { redact } = around;
  const settled = planSpecTexts(linked, side, merge, redact, findings);
  const conflicts = [...merge.conflicts, ...settled.conflicts];
  for (const conflict of conflicts) {
    const values = valuesOf(conflict, side, other, linked, around);
    findings.held.push(holdLinked(linked, conflict.reason, values));
  }
  planUpdate(linked, side, { ...settled, conflicts }, merge, around, findings);
  planCriteria(linked, side, merge, around, findings);
}

/** Plans what people changed about the criteria in the ticket. */
function planCriteria(
  linked: LinkedSection,
  side: SpecSide,
  merge: TextMerge,
  { base, redact }: Surroundings,
  findings: Findings,
): void {
  const { section } = linked;
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
  planRemovals(linked, side, merge, redact, findings);
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

/** A person let the ticket win, in which criteria are gone. */
function planRemovals(
  linked: LinkedSection,
  side: SpecSide,
  merge: TextMerge,
  redact: Redactor,
  findings: Findings,
): void {
  for (const { key, text } of merge.removals) {
    const shown = redact(text).text;
    findings.items.push({
      kind: "remove-criterion",
      ...itemBase(linked, `remove-criterion:${key}`, "reverse", "conflict/criteria", shown, null),
      note: null,
      criterion: textInSpec(linked.section, side, key),
    });
  }
}

/** The three values of a field in conflict, as far as they are known. */
function valuesOf(
  { reason, message, spec, tracker }: TextConflict,
  side: SpecSide,
  other: TextSide | null,
  { ticket }: LinkedSection,
  { base, baseTexts, redact }: Surroundings,
): Pick<HeldItem, "spec" | "tracker" | "base" | "message"> {
  const safe = (text: string | null): string | null => (text === null ? null : redact(text).text);
  switch (reason) {
    case "conflict/title":
      return {
        spec: side.title,
        tracker: safe(ticket.title),
        base: safe(baseTitle(baseTexts, base)),
        message,
      };
    case "conflict/text":
      return {
        spec: side.wholeProse,
        tracker: safe(other?.wholeProse ?? null),
        base: safe(baseProse(baseTexts, base)),
        message,
      };
    case "conflict/criteria":
      return { spec: safe(spec ?? null), tracker: safe(tracker ?? null), base: null, message };
  }
}

/** The ticket is written only where it would differ from what was merged. */
function planUpdate(
  linked: LinkedSection,
  side: SpecSide,
  settled: SettledTexts,
  merge: TextMerge,
  { base, redact }: Surroundings,
  findings: Findings,
): void {
  const { ticket, spec } = linked;
  const wanted = settled.ticket;
  const title = redact(wanted.title).text;
  const isBlockGone = ticket.managedText === null && base !== undefined && base.text !== null;
  const keepsBlock = isBlockGone && settled.conflicts.some((one) => one.reason === "conflict/text");
  const managedText = renderSide(settled.section, spec.file, wanted, redact);
  // Where the ticket keeps its own text, the spec's new marks say nothing of it.
  const spelled = wanted.prose === side.prose ? base : undefined;
  const isWithoutBlock = ticket.managedText === null && base?.text === null;
  const isKept =
    keepsBlock ||
    isSaidAlready(ticket.managedText, managedText, side, spelled) ||
    (isWithoutBlock && isStillDraft(ticket, side, wanted));
  const change = {
    ...(wanted.title === ticket.title || title === ticket.title ? {} : { title }),
    ...(isKept ? {} : { managedText }),
  };
  if (Object.keys(change).length === 0) return;
  const notes = givenUpNotes(merge, redact);
  const parts = Object.keys(change).map((part) => (part === "title" ? "title" : "text"));
  findings.items.push({
    kind: "update-ticket",
    ...itemBase(
      linked,
      "update-ticket",
      "forward",
      reasonOf(merge, base),
      null,
      parts.join(" and "),
    ),
    note: notes.length === 0 ? null : notes.join(" "),
    change,
  });
}

/** What of the ticket is overwritten, in words. */
function givenUpNotes({ title, prose, criteriaGivenUp }: TextMerge, redact: Redactor): string[] {
  const lost = [title.givenUp, prose.givenUp].filter((one) => one?.winner === "spec");
  const notes = lost.flatMap((one) => (one == null ? [] : [givenUpNote(one, redact)]));
  if (criteriaGivenUp.length === 0) return notes;
  return [
    ...notes,
    givenUpCriteriaNote(
      criteriaGivenUp.map(({ text }) => text),
      redact,
    ),
  ];
}

function reasonOf({ title, prose }: TextMerge, base: LinkBase | undefined): ItemReason {
  if (base?.text == null) return "first-contact";
  if (title.isMerged === true || prose.isMerged === true) return "conflict/merged";
  const lost = [title.givenUp, prose.givenUp].find((one) => one?.winner === "spec");
  return lost == null || lost.isFirst === true ? "spec/moved" : `conflict/${lost.field}`;
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
