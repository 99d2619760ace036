import { err, ok, type Result } from "../kernel/result.ts";
import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { isTicketKey, SYSTEMS } from "../model/ticket-ref.ts";
import { statusIds } from "../spec/status-ids.ts";
import { isPlainToken } from "../spec/tokens.ts";
import { referencesToId, type IdReference } from "./id-references.ts";
import type { ReferringSpec } from "./section-references.ts";

/** Why an id cannot be given to a section. */
export type IdRefusal =
  | { readonly kind: "form" }
  | { readonly kind: "same" }
  | { readonly kind: "taken"; readonly title: string; readonly line: number };

/** A section that has its id from a status comment. */
export interface NamedSection {
  readonly file: string;
  readonly document: SpecDocument;
  readonly section: SpecSection;
}

/**
 * The places that change when a section gets another id: its status comment, and whoever names it.
 *
 * Shape:  those in its own file first. Only the id itself is replaced, so the link to a ticket,
 *         which is what a sync goes by, stays what it is.
 * Errors: an id that no comment can hold, or that another section of the file has.
 */
export function renameId(
  specs: readonly ReferringSpec[],
  { file, document, section }: NamedSection,
  wanted: string,
): Result<readonly IdReference[], IdRefusal> {
  if (!isPlainToken(wanted) || wanted.includes("#")) return err({ kind: "form" });
  if (wanted === section.id) return err({ kind: "same" });
  const other = document.sections.find((one) => one !== section && one.id === wanted);
  if (other !== undefined) return err({ kind: "taken", title: other.title, line: other.line });
  const own = statusIds(document, section).map((place) => ({ file, ...place }));
  const all = specs.map((spec) => (spec.file === file ? { file, document } : spec));
  const places = [
    ...own,
    ...waitingFor(file, document, section.id),
    ...referencesToId(all, file, section.id),
  ];
  return ok([...places].sort((a, b) => Number(b.file === file) - Number(a.file === file)));
}

/** `blocked:ID` in the same file; an id that may be the key of a ticket is taken for one. */
function waitingFor(file: string, { text }: SpecDocument, id: string): IdReference[] {
  const mayBeKey = SYSTEMS.some((system) => isTicketKey(system, id));
  if (mayBeKey || !/\p{L}/u.test(id)) return [];
  return text.split(/\r\n|\n|\r/).flatMap((row, index) => {
    const match =
      /<!--\s*(?:canon|specwright):(?:system|section):\S+\s+status:blocked:(\S+?)\s*-->/d.exec(row);
    const range = match?.indices?.[1];
    if (match?.[1] !== id || range === undefined) return [];
    return [{ file, line: index + 1, columns: range }];
  });
}
