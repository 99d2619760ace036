import { t, textsBy } from "../core/kernel/texts.ts";
import { plainLine } from "../core/view/plain-text.ts";
import type { CompletionReport, SystemCompletion } from "./completion-report.ts";
import type { CycleOutcome } from "./cycle-config.ts";
import { NAMES } from "./cycle-state.ts";

/** An outcome in the words of a person. */
export function outcomeWords(outcome: CycleOutcome | null): string {
  switch (outcome) {
    case "verify-passed":
      return t("verification passed");
    case "verify-failed":
      return t("verification failed");
    case "shipped":
      return t("shipped, in review");
    case null:
      return t("no outcome is recorded");
  }
}

/**
 * A completion as a text to read: for each tracker the move, the exact comment, and what is left
 * out and why.
 *
 * Shape:  `isPreview` tells what would be done in place of what was done. The comment stands there
 *         as it is sent, word for word; only its line is broken between words.
 */
export function completionText(
  { cycle, outcome, systems, problems }: CompletionReport,
  isPreview: boolean,
): string {
  const lines = [
    t("Design cycle {0}: {1}", plainLine(cycle ?? "", 100), outcomeWords(outcome)),
    isPreview ? t("Nothing is changed or sent before you agree.") : t("This was done."),
  ];
  for (const system of systems) lines.push("", ...systemLines(system, isPreview));
  if (problems.length > 0) lines.push("", t("To look at"));
  for (const { file, line, message, code } of problems) {
    const at = line === null ? "" : `:${line}`;
    const where = file === undefined ? "" : `${file}${at}: `;
    lines.push(`  ${plainLine(`${where}${message} (${code})`, 500)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** One sentence on what a completion did, and whether it did all of it. */
export function completionSentence({ systems }: CompletionReport): {
  readonly sentence: string;
  readonly isWhole: boolean;
} {
  const done = systems.flatMap(({ key, transition, comment }) => {
    const isMoved = transition?.done === true && transition.from !== transition.to;
    if (!isMoved && comment?.posted !== true) return [];
    const name = key ?? "";
    if (!isMoved) return [t("commented on {0}", name)];
    return comment?.posted === true
      ? [t('moved {0} to "{1}" and commented on it', name, transition.to)]
      : [t('moved {0} to "{1}"', name, transition.to)];
  });
  const failed = systems.filter(
    ({ state, transition, comment }) =>
      state !== "available" ||
      transition?.done === false ||
      comment === null ||
      !(comment.posted || comment.already),
  );
  const parts = [
    done.length === 0 ? t("Canon changed nothing.") : t("Canon {0}.", done.join("; ")),
    ...failed.map(
      ({ system, key, reason }) => `${key ?? NAMES[system]}: ${reason ?? t("not done.")}`,
    ),
  ];
  return { sentence: parts.join(" "), isWhole: failed.length === 0 };
}

function systemLines(completion: SystemCompletion, isPreview: boolean): string[] {
  const { system, key, state, transition, comment, reason } = completion;
  const heading = key === null ? NAMES[system] : `${NAMES[system]} ${key}`;
  const why = plainLine(reason ?? "", 500);
  if (state !== "available") return [heading, row(t("Left out"), `${stateWords(state)}. ${why}`)];
  const lines = [heading];
  if (transition !== null) lines.push(moveRow(transition, isPreview));
  if (reason !== null) lines.push(row(t("Status"), why));
  if (comment !== null) {
    lines.push(row(commentWord(comment, isPreview), comment.text));
    const masked = comment.redacted.map(({ kind, count }) => `${count} × ${kind}`);
    if (masked.length > 0) lines.push(row(t("Masked"), masked.join(", ")));
  }
  return lines;
}

const stateWords = textsBy<SystemCompletion["state"]>({
  available: "available",
  disabled: "disabled",
  not_configured: "not_configured",
  not_linked: "not_linked",
  unavailable: "unavailable",
});

function moveRow(
  { from, to, done }: NonNullable<SystemCompletion["transition"]>,
  isPreview: boolean,
): string {
  const names = `"${plainLine(from)}" → "${plainLine(to)}"`;
  if (from === to) return row(t("Status"), t('It is "{0}" already.', plainLine(to)));
  if (isPreview) return row(t("Moves"), names);
  return row(done ? t("Moved") : t("Not moved"), names);
}

function commentWord(
  { posted, already }: NonNullable<SystemCompletion["comment"]>,
  isPreview: boolean,
): string {
  if (already) return t("Has");
  if (isPreview) return t("Comments");
  return posted ? t("Commented") : t("Not posted");
}

function row(word: string, text: string): string {
  const [first = "", ...more] = wrapped(text);
  const rest = more.map((line) => `\n${" ".repeat(14)}${line}`);
  return `  ${`${word}:`.padEnd(12)}${first}${rest.join("")}`;
}

/** Lines of words, none longer than is comfortable to read unless one word alone is. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= WIDTH) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

const WIDTH = 72;
