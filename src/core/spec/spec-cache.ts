import type { SpecDocument } from "../model/spec.ts";
import { parseSpec } from "./parse-spec.ts";

export interface SpecCache {
  /** The document of a text; the same object for the same text while it is remembered. */
  parse(text: string): SpecDocument;
}

/** Remembers the documents of the texts seen last, at most `maxEntries` of them. */
export function createSpecCache(maxEntries: number): SpecCache {
  const documents = new Map<string, SpecDocument>();
  return {
    parse(text) {
      const document = documents.get(text) ?? parseSpec(text);
      // A map keeps its order, so what was used last is put last and the first one goes.
      documents.delete(text);
      documents.set(text, document);
      const [oldest] = documents.keys();
      if (documents.size > maxEntries && oldest !== undefined) documents.delete(oldest);
      return document;
    },
  };
}
