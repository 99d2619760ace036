import { inFile } from "../kernel/problem.ts";
import type { SpecDocument } from "../model/spec.ts";
import { buildSpec, type BuiltSpec, type SpecLayout } from "./build-spec.ts";

/**
 * The document read last and what it was made of. An edit follows its parse, so one is enough, and
 * the thousands of specs that are only looked at cost no memory for what the writer needs.
 */
let last: BuiltSpec | undefined;

/**
 * Reads a spec.
 *
 * Shape:  a document for any text whatever; `fileName` is named in the problems.
 * Units:  lines count from 1; the caller limits the size of what it reads.
 * Errors: none; every oddity is a problem with code, line and advice.
 */
export function parseSpec(text: string, fileName?: string): SpecDocument {
  const built = buildSpec(text);
  const { document } = built;
  const named =
    fileName === undefined
      ? document
      : { ...document, problems: inFile(fileName, document.problems) };
  last = { ...built, document: named };
  return named;
}

/** Where things stand in a document. */
export function layoutOf(document: SpecDocument): SpecLayout {
  return builtOf(document).layout;
}

/** What a document was made of; one that was not read last is read again. */
export function builtOf(document: SpecDocument): BuiltSpec {
  if (last?.document !== document) last = { ...buildSpec(document.text), document };
  return last;
}
