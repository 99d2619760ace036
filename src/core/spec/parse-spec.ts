import { inFile } from "../kernel/problem.ts";
import type { SpecDocument } from "../model/spec.ts";
import { buildSpec, type SpecLayout } from "./build-spec.ts";

/**
 * The layout of the document read last. An edit follows its parse, so one is enough, and the
 * thousands of specs that are only looked at cost no memory for what the writer needs.
 */
let last: { readonly document: SpecDocument; readonly layout: SpecLayout } | undefined;

/**
 * Reads a spec.
 *
 * Shape:  a document for any text whatever; `fileName` is named in the problems.
 * Units:  lines count from 1; the caller limits the size of what it reads.
 * Errors: none; every oddity is a problem with code, line and advice.
 */
export function parseSpec(text: string, fileName?: string): SpecDocument {
  const { document, layout } = buildSpec(text);
  const named =
    fileName === undefined
      ? document
      : { ...document, problems: inFile(fileName, document.problems) };
  last = { document: named, layout };
  return named;
}

/** Where things stand in a document; one that was not read last is read again. */
export function layoutOf(document: SpecDocument): SpecLayout {
  if (last?.document !== document) last = { document, layout: buildSpec(document.text).layout };
  return last.layout;
}
