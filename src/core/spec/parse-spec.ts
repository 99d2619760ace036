import { inFile } from "../kernel/problem.ts";
import type { SpecDocument } from "../model/spec.ts";
import { buildSpec, type SpecLayout } from "./build-spec.ts";

/** Remembers the layout behind a document for as long as the document itself is in use. */
const layouts = new WeakMap<SpecDocument, SpecLayout>();

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
  layouts.set(named, layout);
  return named;
}

/** Where things stand in a document; one that was copied is read again. */
export function layoutOf(document: SpecDocument): SpecLayout {
  return layouts.get(document) ?? buildSpec(document.text).layout;
}
