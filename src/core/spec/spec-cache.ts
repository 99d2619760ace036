import type { SpecDocument } from "../model/spec.ts";
import { builtOf, parseSpec } from "./parse-spec.ts";
import { typedSpec, typeInto, type TypedSpec } from "./typed-spec.ts";

export interface SpecCache {
  /** The document of a text; the same object for the same text while it is remembered. */
  parse(text: string): SpecDocument;
}

/**
 * Remembers the documents of the texts seen last, at most `maxEntries` of them.
 *
 * What was read last is mostly an earlier version of what is read next: there, the sections that an
 * edit left alone are not read again and stay the same objects.
 *
 * Units: `maxLength` counts the characters of all texts together, as `length` does; the last text is
 *        remembered however long it is.
 */
export function createSpecCache(maxEntries: number, maxLength = Infinity): SpecCache {
  const documents = new Map<string, SpecDocument>();
  let length = 0;
  let last: TypedSpec | null = null;
  const read = (text: string): SpecDocument => {
    const next = last === null ? null : typeInto(last, text);
    const document = next === null ? parseSpec(text) : next.document;
    last = next ?? typedSpec(builtOf(document));
    return document;
  };
  return {
    parse(text) {
      const known = documents.get(text);
      const document = known ?? read(text);
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
