import { ok } from "../kernel/result.ts";
import { applySplices, type Splice } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { formatSpecStatus, type SpecStatus } from "../model/status.ts";
import { isTicketKey, ticketId, type TicketRef } from "../model/ticket-ref.ts";
import { toCriterionText } from "./criterion-text.ts";
import { refuse, type SpecEdit } from "./edit-target.ts";
import { toForeignProse, toPlainProse } from "./foreign-prose.ts";
import { isCriteriaHeading, readHeading, slugOf } from "./heading-text.ts";
import { insertLines } from "./insert-lines.ts";
import { layoutOf, parseSpec } from "./parse-spec.ts";
import { isSame, withoutLines } from "./safe-edit.ts";
import { placeOf, type NewPlace } from "./new-place.ts";
import { isBlank } from "./text-lines.ts";
import { isPlainToken } from "./tokens.ts";

/**
 * A section to be made from what others wrote: title, prose and criteria are untrusted.
 *
 * Shape:  `link` is the ticket that it is made from; null for one that is made from code.
 */
export interface SectionDraft {
  readonly title: string;
  readonly prose: string;
  readonly criteria: readonly { readonly text: string; readonly checked: boolean }[];
  readonly link: TicketRef | null;
  readonly status: SpecStatus;
}

const MAX_TITLE = 300;

/**
 * Adds a section with its link, if any, and its status behind another section and what stands under that one.
 *
 * Shape:  one splice. `after` is the index of a section of the same depth; null: at the end of the
 *         spec, at depth 2. The heading goes on counting where its neighbours are numbered. All
 *         other sections read as before, and there is exactly one more.
 * Errors: a spec that cannot be written or has no such section, a key of another form, a redacted
 *         text, a place where the section would change what stands around it.
 */
export function insertSection(
  document: SpecDocument,
  after: number | null,
  draft: SectionDraft,
): SpecEdit {
  const { title, prose, criteria, link } = draft;
  const neighbour = after === null ? undefined : document.sections[after];
  const line = neighbour?.line ?? null;
  if (!document.writable) return refuse("spec/not-writable", null, notWritable());
  if (after !== null && neighbour === undefined) {
    return refuse("spec/no-such-section", null, neighbourIsGone());
  }
  if (link !== null && !isTicketKey(link.system, link.key)) {
    return refuse(
      "spec/invalid-key",
      line,
      t(
        "The key does not have the form of a {0} ticket, so no section was added. Correct the key.",
        link.system,
      ),
    );
  }
  if ([title, prose, ...criteria.map(({ text }) => text)].some(isRedacted)) {
    return refuse("spec/redacted-text", line, secretIn(link));
  }
  const place = placeOf(document, after);
  for (const heading of headingsOf(document, place, draft)) {
    for (const body of bodiesOf(draft)) {
      const splice = spliceOf(document, place, heading, body, draft);
      if (addsOnly(document, splice, place, heading, body, draft)) return ok([splice]);
    }
  }
  return refuse("spec/no-safe-place", line, noSafePlace(title, link));
}

function notWritable(): string {
  return t(
    "This spec cannot be understood well enough to be edited, so nothing was changed. Fix the errors that lint names first.",
  );
}

function neighbourIsGone(): string {
  return t(
    "The section after which the new one was to stand is no longer there, so nothing was changed. Choose another place.",
  );
}

function noSafePlace(title: string, link: TicketRef | null): string {
  return link === null
    ? t(
        'There is no way to add a section for "{0}" here without changing the text around it. Nothing was changed. Choose another place, or write the section by hand.',
        title,
      )
    : t(
        "There is no way to add a section for {0} here without changing the text around it. Nothing was changed. Choose another place, or write the section by hand and link it.",
        ticketId(link),
      );
}

function secretIn(link: TicketRef | null): string {
  return link === null
    ? t(
        "The text for the section holds a secret, so no section was drafted from it. Write the section by hand.",
      )
    : t(
        "The ticket {0} holds a secret, so no section was drafted from it. Remove the secret in the ticket, or write the section by hand and link it.",
        link.key,
      );
}

interface Heading {
  readonly text: string;
  readonly id: string;
}

interface Body {
  readonly prose: string;
  readonly criteria: readonly { readonly text: string; readonly checked: boolean }[];
}

/** The heading as the ticket says it, else with the ticket's key, which no other heading has. */
function headingsOf(
  { sections }: SpecDocument,
  { numbering }: NewPlace,
  { title, link }: SectionDraft,
): Heading[] {
  const plain = Array.from(toCriterionText(title).replaceAll("![", "\\![")).slice(0, MAX_TITLE);
  const name = plain
    .join("")
    .trim()
    .replace(/#+$/, (marks) => marks.replaceAll("#", "\\#"));
  const taken = new Set(sections.map(({ id }) => id));
  const key = link?.key ?? FALLBACK;
  return [name, `${name} (${key})`, key].flatMap((one) => {
    const { number, title: words } = readHeading(numbering + one);
    if (name === "" && one !== key) return [];
    if (isCriteriaHeading({ number: null, title: words })) return [];
    const base = numbering === "" || number === null ? slugOf(words) : number;
    const id = freeId(base === "" || !isPlainToken(base) ? slugOf(key) : base, taken);
    return [{ text: numbering + one, id }];
  });
}

/** Says which heading it is where a section has no ticket that could. */
const FALLBACK = "New";

function freeId(base: string, taken: ReadonlySet<string>): string {
  let id = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
  return id;
}

/** With the ticket's own Markdown, else as plain words, else without a text. */
function bodiesOf({ prose, criteria }: SectionDraft): Body[] {
  const boxes = criteria
    .map(({ text, checked }) => ({ text: toCriterionText(text), checked }))
    .filter(({ text }) => text !== "");
  const texts = [...new Set([toForeignProse(prose), toPlainProse(prose), ""])];
  const plain = boxes.map(({ text, checked }) => ({ text: toPlainProse(text), checked }));
  return [
    ...texts.map((text) => ({ prose: text, criteria: boxes })),
    { prose: toPlainProse(prose), criteria: plain },
  ];
}

function spliceOf(
  document: SpecDocument,
  { depth, line }: NewPlace,
  { text, id }: Heading,
  { prose, criteria }: Body,
  { link, status }: SectionDraft,
): Splice {
  const { lines } = layoutOf(document);
  const needsGap = line < lines.starts.length && !isBlank(lines, line);
  const isFirst = line === 1 && isBlank(lines, 0);
  const rows = [
    ...(isFirst ? [] : [""]),
    `${"#".repeat(depth)} ${text}`,
    ...(link === null ? [] : [`<!-- canon:ticket:${ticketId(link)} -->`]),
    `<!-- canon:system:${id} status:${formatSpecStatus(status)} -->`,
    ...(prose === "" ? [] : ["", ...prose.split("\n")]),
    ...(criteria.length === 0 ? [] : [""]),
    ...criteria.map((one) => `- [${one.checked ? "x" : " "}] ${one.text}`),
    ...(needsGap ? [""] : []),
  ];
  return insertLines(lines, line, rows);
}

/** Markdown lets a line change what stands around it, so the edit is tried on a copy. */
function addsOnly(
  before: SpecDocument,
  splice: Splice,
  { index, depth, parentIndex }: NewPlace,
  { text, id }: Heading,
  { criteria }: Body,
  { link, status }: SectionDraft,
): boolean {
  const after = parseSpec(applySplices(before.text, [splice]));
  if (!after.writable || after.sections.length !== before.sections.length + 1) return false;
  if (after.title !== before.title || !isSame(after.frontMatter, before.frontMatter)) return false;
  const made = after.sections[index];
  if (made === undefined) return false;
  const shift = (old: number | null): number | null =>
    old === null || old < index ? old : old + 1;
  const isKept = before.sections.every((old) => {
    const fresh = after.sections[shift(old.index) ?? 0];
    const moved = { ...old, index: shift(old.index), parentIndex: shift(old.parentIndex) };
    return fresh !== undefined && isSame(withoutLines(moved as SpecSection), withoutLines(fresh));
  });
  const { number, title } = readHeading(text);
  return (
    isKept &&
    made.id === id &&
    made.depth === depth &&
    made.number === number &&
    made.title === title &&
    made.parentIndex === parentIndex &&
    made.delta === null &&
    isSame(made.status, status) &&
    isSame(
      [made.tickets.map(({ ref }) => ref), made.shadows, made.evidence],
      [link === null ? [] : [link], [], []],
    ) &&
    isSame(
      made.criteria.map(({ text: words, checked, evidence }) => [words, checked, evidence]),
      criteria.map(({ text: words, checked }) => [words, checked, []]),
    )
  );
}

function isRedacted(text: string): boolean {
  return text.includes("[REDACTED:");
}
