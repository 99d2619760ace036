import * as z from "zod/mini";

/** Units: UTF-16 units. */
const MOST_FINDINGS = 20;
const MOST_LINE_NUMBER = 10_000_000;

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const line = z.nullable(z.int().check(z.minimum(1), z.maximum(MOST_LINE_NUMBER)));
const code = { path: text(4096), startLine: line, endLine: line, why: text(2000) };

/** The one form of an answer to a comparison: no further keys, nothing longer than allowed. */
export const comparisonShape = z.strictObject({
  contradictions: z
    .array(
      z.strictObject({
        section: text(20),
        statement: text(3000),
        ...code,
        replacement: z.nullable(text(3000)),
      }),
    )
    .check(z.maxLength(MOST_FINDINGS)),
  unspecified: z
    .array(z.strictObject({ ...code, title: text(300), text: text(6000) }))
    .check(z.maxLength(MOST_FINDINGS)),
});

export type ComparisonAnswer = z.infer<typeof comparisonShape>;
