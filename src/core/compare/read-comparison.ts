import { err, ok, type Result } from "../kernel/result.ts";
import { t } from "../kernel/texts.ts";
import type { Redactor } from "../redact/redact.ts";
import { toCriterionText } from "../spec/criterion-text.ts";
import { readAnswer } from "../realization/opinions/read-answer.ts";
import { comparisonShape, type ComparisonAnswer } from "./answer-shape.ts";
import { touches, type ComparedFile } from "./compared-file.ts";
import { findStatement } from "./find-statement.ts";
import { behaviourName, contradictionName } from "./finding-names.ts";
import type { ChangeFinding, CodePlace, Contradiction, Unspecified } from "./findings.ts";
import type { Question } from "./questions.ts";

/** What is believed of an answer, and why the rest of it is not. */
export interface ReadComparison {
  readonly findings: readonly ChangeFinding[];
  /** One sentence for each finding that was refused. */
  readonly refused: readonly string[];
}

/** More lines than this name nothing. */
const MOST_LINES = 400;
const LEAST_LETTERS = 3;

/**
 * Reads what a model answered to a question. Nothing in it is believed that cannot be checked.
 *
 * Shape:  a contradiction quotes a statement that stands in a section which was asked about, and
 *         names lines that the change touched; new behaviour names such lines. A finding that does
 *         not is refused with a reason.
 * Errors: an answer of another form, or one that names a section or a file that was not asked
 *         about: nothing of it is used then. The reason follows
 *         "It was not used: it …".
 */
export function readComparison(
  answer: string,
  question: Question,
  redact: Redactor,
): Result<ReadComparison, string> {
  const read = readAnswer(answer, comparisonShape);
  if (!read.ok) return read;
  const { contradictions, unspecified } = read.value;
  const files = new Map(question.files.map(({ file }) => [file.path, file]));
  const labels = new Set(question.sections.map(({ label }) => label));
  if ([...contradictions, ...unspecified].some(({ path }) => !files.has(path))) {
    return err(t("names a file that it was not asked about"));
  }
  if (contradictions.some(({ section }) => !labels.has(section))) {
    return err(t("names a section that it was not asked about"));
  }
  const words = (text: string): string => redact(toCriterionText(text)).text;
  const results = [
    ...contradictions.map((one) => contradiction(one, question, files, words)),
    ...unspecified.map((one) => behaviour(one, files, words, redact)),
  ];
  const findings = results.flatMap((one) => (one.ok ? [one.value] : []));
  return ok({
    findings: [...new Map(findings.map((one) => [one.name, one])).values()],
    refused: results.flatMap((one) => (one.ok ? [] : [one.error])),
  });
}

function contradiction(
  said: ComparisonAnswer["contradictions"][number],
  { sections }: Question,
  files: ReadonlyMap<string, ComparedFile>,
  words: (text: string) => string,
): Result<Contradiction, string> {
  const code = codeOf(said, files);
  if (!code.ok) return code;
  const asked = sections.find(({ label }) => label === said.section);
  if (asked === undefined) return err(t("A section that was not asked about was named."));
  const { spec, section } = asked;
  const place = findStatement(spec.document, section, said.statement);
  if (place === null) {
    return err(t('What it quotes from "{0}" does not stand there.', section.title));
  }
  const statement = place.text.replace(/\s+/g, " ");
  return ok({
    kind: "contradiction",
    name: contradictionName(spec.file, statement, code.value, linesOf(files, code.value)),
    ...{ spec, section, statement: place.text, line: place.line, code: code.value },
    why: words(said.why),
    replacement: said.replacement === null ? null : words(said.replacement),
  });
}

function behaviour(
  said: ComparisonAnswer["unspecified"][number],
  files: ReadonlyMap<string, ComparedFile>,
  words: (text: string) => string,
  redact: Redactor,
): Result<Unspecified, string> {
  const code = codeOf(said, files);
  if (!code.ok) return code;
  const title = words(said.title);
  if (code.value.startLine === null) return err(t("It calls it new that a file is gone."));
  if ((title.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < LEAST_LETTERS) {
    return err(t("New behaviour has no title."));
  }
  return ok({
    kind: "unspecified",
    name: behaviourName(code.value, linesOf(files, code.value)),
    ...{ code: code.value, title, text: redact(said.text).text, why: words(said.why) },
  });
}

/** The lines must be there, be few enough to mean something, and belong to the change. */
function codeOf(
  { path, startLine, endLine }: CodePlace,
  files: ReadonlyMap<string, ComparedFile>,
): Result<CodePlace, string> {
  const file = files.get(path);
  if (file === undefined) return err(t("A file that was not asked about was named."));
  const name = JSON.stringify(path);
  if (startLine === null || endLine === null) {
    if (file.change !== "removed" || startLine !== endLine)
      return err(t("No lines of {0} are named.", name));
    return ok({ path, startLine: null, endLine: null });
  }
  if (endLine < startLine || endLine > file.lines.length) {
    return err(t("{0} does not have the lines that it names.", name));
  }
  if (endLine - startLine >= MOST_LINES) return err(t("It names too many lines of {0}.", name));
  if (!touches(file, startLine, endLine)) {
    return err(t("The change did not touch the lines of {0} that it names.", name));
  }
  return ok({ path, startLine, endLine });
}

function linesOf(files: ReadonlyMap<string, ComparedFile>, { path }: CodePlace): readonly string[] {
  return files.get(path)?.lines ?? [];
}
