import type { SpecDocument } from "../model/spec.ts";
import { parseSpec } from "./parse-spec.ts";

export interface SpecCache {
  /** The document of a text; the same object for the same text while it is remembered. */
  parse(text: string): SpecDocument;
}

/**
 * Remembers the documents of the texts seen last, at most `maxEntries` of them.
 *
 * Units: `maxLength` counts the characters of all texts together, as `length` does; the last text is
 *        remembered however long it is.
 */
export function createSpecCache(maxEntries: number, maxLength = Infinity): SpecCache {
  const documents = new Map<string, SpecDocument>();
  let length = 0;
  return {
    parse(text) {
      const known = documents.get(text);
      const document = known ?? parseSpec(text);
      // A map keeps its order, so what was used last is put last and the first one goes.
      if (known === undefined) length += text.length;
      documents.delete(text);
      documents.set(text, document);
      for (const oldest of documents.keys()) {
        if (documents.size <= maxEntries && length <= maxLength) break;
        if (oldest === text) break;
        documents.delete(oldest);
        length -= oldest.length;
      }
      return document;
    },
  };
}
