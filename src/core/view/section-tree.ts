import { numberedTitle } from "../model/numbered-title.ts";
import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { KeptBySection } from "./kept-by-section.ts";
import { specStatusLabel } from "./status-words.ts";
import { plainLine } from "./plain-text.ts";

/** A section in an outline, with those below it. Lines count from 1. */
export interface SectionNode {
  readonly section: SpecSection;
  readonly name: string;
  /** Status and ticket, such as `In progress · SHOP-4`. */
  readonly detail: string;
  /** The last line of the section and of all sections below it. */
  readonly lastLine: number;
  readonly children: readonly SectionNode[];
}

/** The sections of a spec as a tree, in the order of the text. */
export function sectionTree({ sections }: Pick<SpecDocument, "sections">): SectionNode[] {
  const childrenOf = new Map<number | null, SpecSection[]>();
  for (const section of sections) {
    const siblings = childrenOf.get(section.parentIndex);
    if (siblings === undefined) childrenOf.set(section.parentIndex, [section]);
    else siblings.push(section);
  }
  const nodesBelow = (parent: number | null): SectionNode[] =>
    (childrenOf.get(parent) ?? []).map((section) => {
      const children = nodesBelow(section.index);
      const lastLine = Math.max(section.endLine, children.at(-1)?.lastLine ?? 0);
      return { section, ...WORDS.of(section, [], () => wordsOf(section)), lastLine, children };
    });
  return nodesBelow(null);
}

const WORDS = new KeptBySection<Pick<SectionNode, "name" | "detail">>();

function wordsOf(section: SpecSection): Pick<SectionNode, "name" | "detail"> {
  return { name: nameOf(section), detail: detailOf(section) };
}

function nameOf(section: SpecSection): string {
  return plainLine(numberedTitle(section), 120) || section.id;
}

function detailOf({ status, tickets: [link] }: SpecSection): string {
  const words = plainLine(specStatusLabel(status));
  return link === undefined ? words : `${words} · ${link.ref.key}`;
}
