import type { ReferringSpec } from "./section-references.ts";

/** A place that names a section by the path of its file and its id. Lines count from 1, columns from 0. */
export interface IdReference {
  readonly file: string;
  readonly line: number;
  /** Where the id stands, without the path. */
  readonly columns: readonly [start: number, end: number];
}

/**
 * The places in specs that name a section as `FILE#ID`: in text and in `blocked:FILE#ID`.
 *
 * Shape: in the order of the specs. An id that is the beginning of a longer one is none.
 */
export function referencesToId(
  specs: readonly ReferringSpec[],
  file: string,
  id: string,
): IdReference[] {
  const address = `${file}#${id}`;
  return specs.flatMap((spec) => {
    // Most specs name no section of another one.
    if (!spec.document.text.includes(address)) return [];
    return spec.document.text.split(/\r\n|\n|\r/).flatMap((row, index) =>
      [...row.matchAll(pattern(address))].map((match): IdReference => {
        const end = match.index + match[0].length;
        return { file: spec.file, line: index + 1, columns: [end - id.length, end] };
      }),
    );
  });
}

function pattern(address: string): RegExp {
  const escaped = address.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  // A dot may end a sentence, and may go on as `3.1`.
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}_/-])${escaped}(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])`,
    "gu",
  );
}
