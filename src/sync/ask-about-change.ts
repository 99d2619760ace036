import { comparePrompt } from "../core/compare/compare-prompt.ts";
import type { ChangeFinding } from "../core/compare/findings.ts";
import type { Question } from "../core/compare/questions.ts";
import { readComparison } from "../core/compare/read-comparison.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { MergedWork } from "../core/model/merged-work.ts";
import type { LanguageModel, ModelTrouble } from "../ports/language-model.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { Refusal, Run } from "./engine.ts";

/** What was believed of the answers, and what was not. */
interface Answers {
  readonly findings: readonly ChangeFinding[];
  readonly problems: readonly Problem[];
}

const MOST_REFUSED = 5;

/**
 * Asks a model each question once, one after the other.
 *
 * Errors: a model that cannot be asked at all, or nobody waits any more. One that fails later, or whose answer is not to be
 *         believed, is a problem beside the findings of the other answers.
 */
export async function askAboutChange(
  redact: EngineDeps["redact"],
  questions: readonly Question[],
  work: Pick<MergedWork, "title" | "body">,
  model: LanguageModel,
  run: Run,
): Promise<Result<Answers, Refusal>> {
  const findings = new Map<string, ChangeFinding>();
  const problems: Problem[] = [];
  for (const [index, question] of questions.entries()) {
    run.progress.report(index, questions.length, t("asking the language model"));
    const prompt = comparePrompt(question, work, redact);
    if (prompt === null) {
      problems.push(unsafePrompt(question));
      continue;
    }
    const answer = await model.ask(prompt, run.signal);
    if (!answer.ok) {
      const trouble = noAnswer(answer.error, redact);
      const isNone = answer.error.kind === "unavailable" || answer.error.kind === "refused";
      if (isNone && index === 0) return err({ kind: "no-model", problems: [trouble] });
      problems.push(trouble);
      if (isNone) break;
      continue;
    }
    const read = readComparison(answer.value, question, redact);
    if (read.ok) for (const one of read.value.findings) findings.set(one.name, one);
    problems.push(
      ...(read.ok ? refusedFindings(read.value.refused) : [refusedAnswer(redact(read.error).text)]),
    );
  }
  if (run.signal.aborted) return err({ kind: "cancelled", problems: [] });
  return ok({ findings: [...findings.values()], problems });
}

function noAnswer({ kind, message }: ModelTrouble, redact: EngineDeps["redact"]): Problem {
  const code = kind === "unavailable" ? "compare/no-model" : "compare/no-answer";
  return problem(code, "error", t("The language model gave no answer. {0}", redact(message).text));
}

function unsafePrompt({ files }: Question): Problem {
  const names = files.slice(0, 5).map(({ file }) => JSON.stringify(file.path.slice(0, 200)));
  const message = t(
    "The language model was not asked about {0}: masking a credential took a part of the question with it. Take the credential out.",
    names.join(", "),
  );
  return problem("compare/not-shown", "warning", message);
}

function refusedAnswer(why: string): Problem {
  return problem(
    "compare/answer-refused",
    "error",
    t(
      "An answer of the language model was not used, because it {0}. Nothing was changed. Try again, or choose another model.",
      why,
    ),
  );
}

function refusedFindings(refused: readonly string[]): Problem[] {
  if (refused.length === 0) return [];
  const shown = refused.slice(0, MOST_REFUSED).join(" ");
  const message =
    refused.length === 1
      ? t("One finding of the language model could not be checked and was not used. {0}", shown)
      : t(
          "{0} findings of the language model could not be checked and were not used. {1}",
          refused.length,
          shown,
        );
  return [problem("compare/finding-refused", "info", message)];
}

function problem(code: string, severity: Problem["severity"], message: string): Problem {
  return { code, severity, line: null, message };
}
