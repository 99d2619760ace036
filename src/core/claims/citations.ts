import type { Evidence, EvidenceFile, SpecSection } from "../model/spec.ts";
import { readEvidence } from "../spec/read-evidence.ts";

/** A file that evidence names, with the place of the claim that it is to show. */
export interface Citation {
  readonly source: string;
  readonly file: EvidenceFile;
  /** The criterion that it stands under; null for the section as a whole. */
  readonly criterionIndex: number | null;
  /** Of the comment in the spec; counts from 1. */
  readonly line: number;
}

/** The files that the evidence of a section and of its criteria names, in the order of the text. */
export function citationsOf({ evidence, criteria }: SpecSection): Citation[] {
  const cited = (all: readonly Evidence[], criterionIndex: number | null): Citation[] =>
    all.flatMap(({ source, files, line }) =>
      files.map((file) => ({ source, file, criterionIndex, line })),
    );
  return [
    ...cited(evidence, null),
    ...criteria.flatMap((one, index) => cited(one.evidence, index)),
  ];
}

/** Names what a citation says, wherever in a spec it stands. */
export function citationKey({ source, file }: Pick<Citation, "source" | "file">): string {
  return `${source} ${file.path} ${file.startLine ?? ""}-${file.endLine ?? ""}`;
}

/**
 * The keys among `keys` of citations that a text of a spec has as well.
 *
 * Shape:  `text` is any version of the spec, null where there was none. Comments are found by their
 *         form alone, so that many versions are looked through quickly.
 */
export function citedIn(text: string | null, keys: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const [, rest = ""] of (text ?? "").matchAll(COMMENT)) {
    const { comment } = readEvidence(rest.trim());
    if (comment.kind !== "evidence") continue;
    for (const file of comment.files) {
      const key = citationKey({ source: comment.source, file });
      if (keys.has(key)) found.add(key);
    }
  }
  return found;
}

const COMMENT = /<!--[ \t]*(?:canon|specwright):realized-in:([^\r\n>]*?)-->/g;
