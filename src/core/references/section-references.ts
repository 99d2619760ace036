import type { SpecDocument, SpecSection, TicketLink } from "../model/spec.ts";
import { citationsOf } from "../claims/citations.ts";
import { isDashed } from "../plan/ticket-keys.ts";

/** A spec as a look for references needs it. */
export interface ReferringSpec {
  readonly file: string;
  readonly document: Pick<SpecDocument, "text" | "sections">;
}

/** A place that has to do with a section. Units: lines count from 1, columns from 0. */
export interface SectionReference {
  readonly kind: "code" | "mention";
  /** From the root of the workspace; that of code may be any words. */
  readonly path: string;
  /** Null for a file as a whole. */
  readonly startLine: number | null;
  readonly endLine: number | null;
  /** Null for whole lines. */
  readonly columns: readonly [start: number, end: number] | null;
}

const OWN_LINE = /^\s*<!--\s*(?:canon|specwright):(?:system|section|ticket|shadow):/;
const MOST = 1000;

/**
 * Where a section is shown in the code and named in specs.
 *
 * Shape:  for a line that is its heading, its status or one of its links; undefined for any other.
 *         The code of its evidence comes first, then keys and addresses, spec by spec. At most 1000.
 */
export function sectionReferences(
  specs: readonly ReferringSpec[],
  file: string,
  line: number,
): readonly SectionReference[] | undefined {
  const spec = specs.find((one) => one.file === file);
  const section = spec?.document.sections.findLast((one) => one.line <= line);
  if (spec === undefined || section === undefined) return undefined;
  if (section.line !== line && !OWN_LINE.test(linesOf(spec)[line - 1] ?? "")) return undefined;
  const links = [...section.tickets, ...section.shadows];
  const here = links.filter((one) => one.line === line);
  const names = namesOf(here.length > 0 ? here : links, here.length > 0 ? null : { file, section });
  const mentions = names === null ? [] : specs.flatMap((one) => mentionsIn(one, names));
  return [...codeOf(section), ...mentions].slice(0, MOST);
}

function codeOf(section: SpecSection): SectionReference[] {
  const seen = new Set<string>();
  return citationsOf(section).flatMap(({ file: { path, startLine, endLine } }) => {
    const key = `${path} ${String(startLine)} ${String(endLine)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ kind: "code" as const, path, startLine, endLine, columns: null }];
  });
}

/** The keys of some tickets, and the address of a section, as texts write them. */
function namesOf(
  links: readonly TicketLink[],
  at: { readonly file: string; readonly section: SpecSection } | null,
): RegExp | null {
  const keys = links.map(({ ref: { system, key } }) =>
    // A number alone may count anything.
    isDashed(system) || !/^\d+$/.test(key)
      ? escaped(key)
      : `(?:(?:${escaped(system)}:)|(?:AB)?#)${key}`,
  );
  const address = at === null ? [] : [`${escaped(at.file)}#${escaped(at.section.id)}`];
  const names = [...keys, ...address];
  if (names.length === 0) return null;
  return new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${names.join("|")})(?![\p{L}\p{N}_-])`, "gu");
}

function mentionsIn(spec: ReferringSpec, names: RegExp): SectionReference[] {
  return linesOf(spec).flatMap((text, index) =>
    [...text.matchAll(names)].map((match): SectionReference => {
      const line = index + 1;
      const columns = [match.index, match.index + match[0].length] as const;
      return { kind: "mention", path: spec.file, startLine: line, endLine: line, columns };
    }),
  );
}

function linesOf({ document }: ReferringSpec): string[] {
  return document.text.split(/\r\n|\n|\r/);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
