import { plainLine } from "../core/view/plain-text.ts";
import type { CompletionReport, SystemCompletion } from "./completion-report.ts";
import type { CycleOutcome } from "./cycle-config.ts";
import { NAMES } from "./cycle-state.ts";

/** An outcome in the words of a person. */
export function outcomeWords(outcome: CycleOutcome | null): string {
  switch (outcome) {
    case "verify-passed":
      return "verification passed";
    case "verify-failed":
      return "verification failed";
    case "shipped":
      return "shipped, in review";
    case null:
      return "no outcome is recorded";
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
    `Design cycle ${plainLine(cycle ?? "", 100)}: ${outcomeWords(outcome)}`,
    isPreview ? "Nothing is changed or sent before you agree." : "This was done.",
  ];
  for (const system of systems) lines.push("", ...systemLines(system, isPreview));
  if (problems.length > 0) lines.push("", "To look at");
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
    const move = isMoved ? `moved ${key ?? ""} to "${transition.to}"` : null;
    const said = comment?.posted === true ? `commented on ${isMoved ? "it" : (key ?? "")}` : null;
    return [[move, said].filter((part) => part !== null).join(" and ")];
  });
  const failed = systems.filter(
    ({ state, transition, comment }) =>
      state !== "available" ||
      transition?.done === false ||
      comment === null ||
      !(comment.posted || comment.already),
  );
  const parts = [
    done.length === 0 ? "Canon changed nothing." : `Canon ${done.join("; ")}.`,
    ...failed.map(({ system, key, reason }) => `${key ?? NAMES[system]}: ${reason ?? "not done."}`),
  ];
  return { sentence: parts.join(" "), isWhole: failed.length === 0 };
}

function systemLines(completion: SystemCompletion, isPreview: boolean): string[] {
  const { system, key, state, transition, comment, reason } = completion;
  const heading = key === null ? NAMES[system] : `${NAMES[system]} ${key}`;
  const why = plainLine(reason ?? "", 500);
  if (state !== "available") return [heading, row("Left out", `${state}. ${why}`)];
  const lines = [heading];
  if (transition !== null) lines.push(moveRow(transition, isPreview));
  if (reason !== null) lines.push(row("Status", why));
  if (comment !== null) {
    lines.push(row(commentWord(comment, isPreview), comment.text));
    const masked = comment.redacted.map(({ kind, count }) => `${count} × ${kind}`);
    if (masked.length > 0) lines.push(row("Masked", masked.join(", ")));
  }
  return lines;
}

function moveRow(
  { from, to, done }: NonNullable<SystemCompletion["transition"]>,
  isPreview: boolean,
): string {
  const names = `"${plainLine(from)}" → "${plainLine(to)}"`;
  if (from === to) return row("Status", `It is "${plainLine(to)}" already.`);
  if (isPreview) return row("Moves", names);
  return row(done ? "Moved" : "Not moved", names);
}

function commentWord(
  { posted, already }: NonNullable<SystemCompletion["comment"]>,
  isPreview: boolean,
): string {
  if (already) return "Has";
  if (isPreview) return "Comments";
  return posted ? "Commented" : "Not posted";
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
