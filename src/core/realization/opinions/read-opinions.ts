import * as z from "zod/mini";
import { cutMasked } from "../../kernel/cut-masked.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { t } from "../../kernel/texts.ts";
import type { Snapshot } from "../../plan/snapshot.ts";
import {
  opinionKey,
  type AskedSection,
  type CitedPlace,
  type Opinion,
} from "../verdicts/opinion.ts";
import { quoted, readAnswer } from "./read-answer.ts";
import type { ShownFile } from "./shown-code.ts";

const MOST_VERDICTS = 200;
const MOST_PLACES = 8;
/** Evidence that spans more than this shows nothing in particular. */
const LONGEST_PLACE = 200;
const LONGEST_REASON = 1000;

const line = z.int().check(z.minimum(1), z.maximum(1_000_000));
const place = z.strictObject({
  path: z.string().check(z.maxLength(400)),
  startLine: line,
  endLine: line,
});
const answerShape = z.strictObject({
  verdicts: z
    .array(
      z.strictObject({
        id: z.string().check(z.maxLength(40)),
        verdict: z.enum(["realized", "partially_realized", "conflicting", "not_addressed"]),
        evidence: z.array(place).check(z.maxLength(MOST_PLACES)),
        reason: z.string().check(z.minLength(1), z.maxLength(LONGEST_REASON)),
      }),
    )
    .check(z.maxLength(MOST_VERDICTS)),
});

/** What a model was asked about and what it was shown. */
export interface Asked {
  readonly sections: readonly AskedSection[];
  readonly files: readonly ShownFile[];
}

/**
 * Reads what a language model says of the sections that it was asked about.
 *
 * Shape:  by `opinionKey`; what it says nothing of is absent.
 * Errors: what is wrong with the answer, to follow "it". One id, path or line that is not among
 *         what it was asked about and shown, and nothing of the whole answer is used.
 */
export function readOpinions(
  answer: string,
  { sections, files }: Asked,
  redact: Snapshot["redact"],
): Result<ReadonlyMap<string, Opinion>, string> {
  const read = readAnswer(answer, answerShape);
  if (!read.ok) return read;
  const keys = keysOf(sections);
  const shown = new Map(files.map((one) => [one.file.path, one]));
  const opinions = new Map<string, Opinion>();
  for (const { id, verdict, evidence, reason } of read.value.verdicts) {
    const key = keys.get(id);
    if (key === undefined) return err(t("judges {0}, which it was not asked about", quoted(id)));
    if (opinions.has(key)) return err(t("judges {0} twice", quoted(id)));
    for (const cited of evidence) {
      const wrong = wrongPlace(cited, shown);
      if (wrong !== null) return err(wrong);
    }
    opinions.set(key, { verdict, places: evidence, reason: oneLine(reason, redact) });
  }
  return ok(opinions);
}

function keysOf(sections: readonly AskedSection[]): ReadonlyMap<string, string> {
  return new Map(
    sections.flatMap(({ id, file, section, criteria }) => [
      [id, opinionKey(file, section.index, null)] as const,
      ...criteria.map((one) => [one.id, opinionKey(file, section.index, one.index)] as const),
    ]),
  );
}

function wrongPlace(
  { path, startLine, endLine }: CitedPlace,
  shown: ReadonlyMap<string, ShownFile>,
): string | null {
  const file = shown.get(path);
  if (file === undefined) {
    return leadsOut(path)
      ? t("cites {0}, which is no path inside the workspace", quoted(path))
      : t("cites {0}, which is none of the changed files that it was shown", quoted(path));
  }
  const named = `${path}:${String(startLine)}-${String(endLine)}`;
  if (endLine < startLine) return t("cites {0}, which ends before it begins", quoted(named));
  if (endLine - startLine >= LONGEST_PLACE) {
    return t("cites {0}, which is more than {1} lines", quoted(named), String(LONGEST_PLACE));
  }
  for (let number = startLine; number <= endLine; number++) {
    if (!file.lines.has(number))
      return t("cites {0}, where it was shown no such lines", quoted(named));
  }
  return null;
}

function leadsOut(path: string): boolean {
  return /^(?:[a-z]+:|[\\/~])|(?:^|[\\/])\.\.(?:[\\/]|$)/i.test(path);
}

function oneLine(reason: string, redact: Snapshot["redact"]): string {
  const line = redact(reason)
    .text.replace(/[\p{Cf}\p{Cs}]/gu, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  const short = cutMasked(line, 300);
  return short === "" ? t("It gave no reason.") : short;
}
