import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { layoutOf } from "./parse-spec.ts";
import { isBlank, lineText } from "./text-lines.ts";

/** The index that the new section will have. */
export function indexBehind(sections: readonly SpecSection[], after: number | null): number {
  const first = after === null ? undefined : sections[after];
  if (after === null || first === undefined) return sections.length;
  const next = sections.findIndex(({ depth }, index) => index > after && depth <= first.depth);
  return next < 0 ? sections.length : next;
}

/** The sections of the same depth under the same parent, in their order, this one included. */
export function siblingsOf(sections: readonly SpecSection[], after: number): SpecSection[] {
  const one = sections[after];
  return sections.filter(
    ({ parentIndex, depth }) => parentIndex === one?.parentIndex && depth === one.depth,
  );
}

/** Where a new section goes, and what that makes of it. */
export interface NewPlace {
  readonly index: number;
  readonly depth: number;
  readonly parentIndex: number | null;
  /** The line above which the section is put, from 0. */
  readonly line: number;
  /** What the heading begins with: `4. `, `2.3 `, or nothing. */
  readonly numbering: string;
}

/** The place behind a section and all below it; null: at the end of the spec, at depth 2. */
export function placeOf(document: SpecDocument, after: number | null): NewPlace {
  const { lines, sections: layouts } = layoutOf(document);
  const { sections } = document;
  const index = indexBehind(sections, after);
  const neighbour = after === null ? undefined : sections[after];
  const end = after === null ? undefined : layouts[index - 1]?.part.end;
  let line = end ?? lines.starts.length;
  while (line > 1 && isBlank(lines, line - 1)) line -= 1;
  return {
    index,
    depth: neighbour?.depth ?? 2,
    parentIndex: neighbour?.parentIndex ?? null,
    line,
    numbering: after === null ? "" : numberingOf(document, after),
  };
}

/** Counts on behind the last of several numbered neighbours, written as they are. */
function numberingOf(document: SpecDocument, after: number): string {
  const siblings = siblingsOf(document.sections, after);
  const last = siblings.at(-1);
  if (last?.index !== after || siblings.some(({ number }) => number === null)) return "";
  const { lines, sections: layouts } = layoutOf(document);
  const text = lineText(lines, layouts[after]?.part.heading.first ?? 0);
  const dot = text.includes(`${last.number ?? ""}. `) ? "." : "";
  const next = (last.number ?? "").replace(/\d+$/, (digits) => String(Number(digits) + 1));
  return `${next}${dot} `;
}
