import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";
import { ExposedFiles } from "../core/plan/exposed-files.ts";
import type { MergedWork } from "../core/model/merged-work.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import { askedSections } from "../core/realization/opinions/asked-sections.ts";
import { modelQuestion } from "../core/realization/opinions/model-prompt.ts";
import type { Opinions } from "../core/realization/verdicts/opinion.ts";
import { readOpinions } from "../core/realization/opinions/read-opinions.ts";
import { workNameInside } from "../core/realization/relations/relation-words.ts";
import type { Verdict } from "../core/realization/verdicts/verdict.ts";
import type { WorkFile } from "../core/realization/verdicts/work-files.ts";
import type { LanguageModel, ModelTrouble } from "../ports/language-model.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { Run } from "./engine.ts";

/** What became of asking; without opinions, what was looked up stands alone. */
interface Answered {
  readonly opinions?: Opinions;
  readonly problems: readonly Problem[];
}

export const NOT_ASKED: Answered = { problems: [] };

/** What a question is made of: the work, what was looked up, and the code. */
interface Judging {
  readonly work: MergedWork;
  readonly snapshot: Snapshot;
  readonly verdicts: readonly Verdict[];
  readonly files: readonly WorkFile[];
  readonly isSpec: (path: string) => boolean;
}

/**
 * Asks the person's language model once, about all sections that merged work surely belongs to.
 *
 * Whatever goes wrong is a warning: nothing of the answer is used then, and what was looked up
 * stands.
 */
export async function askModel(
  languageModel: EngineDeps["languageModel"],
  { work, snapshot, verdicts, files, isSpec }: Judging,
  run: Run,
): Promise<Answered> {
  const { redact } = snapshot;
  const all = askedSections(snapshot.specs, verdicts, work.source);
  if (all.length === 0 || run.signal.aborted) return NOT_ASKED;
  const model = await languageModel?.();
  if (model === null || model === undefined) return NOT_ASKED;
  const exposure = new ExposedFiles([...snapshot.specs, ...snapshot.outside], snapshot.config);
  const sections = all.filter(({ file }) => exposure.of(file) === "full");
  const kept = keptBack(all.length - sections.length);
  if (sections.length === 0) return { problems: kept };
  const name = nameOf(model, redact);
  const { prompt, asked, leftOut } = modelQuestion(
    withoutHidden(work, exposure, isSpec),
    sections,
    files,
    isSpec,
    redact,
  );
  if (asked.files.length === 0 || asked.sections.length === 0) return { problems: kept };
  if (prompt === null) return { problems: [...kept, unsafePrompt(work)] };
  const answer = await model.ask(prompt, run.signal);
  if (!answer.ok) return { problems: [...kept, ...troubles(name, answer.error, redact)] };
  const read = readOpinions(answer.value, asked, redact);
  if (!read.ok) return { problems: [...kept, unusable(name, redact(read.error).text)] };
  const problems = leftOut === 0 ? kept : [...kept, notAll(name, leftOut)];
  return { opinions: { model: name, all: read.value }, problems };
}

/** That a spec was changed is told of no spec that is not to be known. */
function withoutHidden(
  work: MergedWork,
  exposure: ExposedFiles,
  isSpec: Judging["isSpec"],
): MergedWork {
  const isKnown = (path: string): boolean => !isSpec(path) || exposure.isKnown(path);
  return { ...work, files: work.files.filter(({ path }) => isKnown(path)) };
}

/** For the person, who may know; the model hears nothing of it. */
function keptBack(count: number): Problem[] {
  if (count === 0) return [];
  const message =
    count === 1
      ? t(
          "1 section was not shown to the language model, because `ai_exposure` keeps the text back. {0}",
          standsWithout(),
        )
      : t(
          "{0} sections were not shown to the language model, because `ai_exposure` keeps the text back. {1}",
          count,
          standsWithout(),
        );
  return [{ ...problem("realization/model-exposure", message), severity: "info" }];
}

function nameOf({ name }: LanguageModel, redact: Snapshot["redact"]): string {
  const line = redact(name)
    .text.replace(/[\p{Cf}\p{Cs}]/gu, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  return line.slice(0, 60) || "unnamed";
}

function standsWithout(): string {
  return t("What can be looked up stands without it.");
}

function troubles(
  name: string,
  { kind, message }: ModelTrouble,
  redact: Snapshot["redact"],
): Problem[] {
  // Whoever cancelled knows, and nothing is recorded.
  if (kind === "cancelled") return [];
  const said = redact(message).text;
  return [
    problem(
      CODES[kind],
      t('The language model "{0}" gave no verdict. {1} {2}', name, said, standsWithout()),
    ),
  ];
}

const CODES: Readonly<Record<Exclude<ModelTrouble["kind"], "cancelled">, string>> = {
  unavailable: "realization/model-unavailable",
  refused: "realization/model-refused",
  "too-long": "realization/model-too-long",
  timeout: "realization/model-timeout",
  failed: "realization/model-failed",
};

function unusable(name: string, why: string): Problem {
  const message = t(
    'The answer of the language model "{0}" was not used: it {1}. {2} Run it again, or leave the model out with --no-model.',
    name,
    why,
    standsWithout(),
  );
  return problem("realization/model-answer", message);
}

function unsafePrompt(work: MergedWork): Problem {
  const message = t(
    "No language model was asked about {0}: masking a credential in its texts took a part of the question with it. {1} Take the credential out of the code or the text.",
    workNameInside(work),
    standsWithout(),
  );
  return problem("realization/model-prompt", message);
}

function notAll(name: string, leftOut: number): Problem {
  const message = t(
    'The language model "{0}" was asked about a part only: {1} of the sections did not fit into one question. What can be looked up decided about those.',
    name,
    String(leftOut),
  );
  return { ...problem("realization/model-part", message), severity: "info" };
}

function problem(code: string, message: string): Problem {
  return { code, severity: "warning", line: null, message };
}
