import { conflictLine, findConflicts, type Conflict } from "../kernel/conflict-marks.ts";
import type { Problem } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";
import { readRow } from "./comment-row.ts";
import { mergeComments, statusWords } from "./merge-comments.ts";

/**
 * What became of the conflicts in a file.
 *
 * Shape:  `notes` tell what was decided where somebody may want to know, `left` what waits for a
 *         person. Lines are those of the new text.
 */
export interface Resolution {
  readonly text: string;
  readonly resolved: number;
  readonly notes: readonly Problem[];
  readonly left: readonly Problem[];
}

/**
 * Decides, by rule, the conflicts of a merge in which only Canon comments differ.
 *
 * Shape:  `ancestor` is the text that both sides come from, null where it is not known. Every byte
 *         outside the decided conflicts stays.
 * Errors: none; what no rule decides stays as it is and is told.
 */
export function resolveSpec(text: string, ancestor: string | null): Resolution {
  const words = statusWords((ancestor ?? "").split("\n").map(readRow));
  const output = new Output(text);
  const notes: Problem[] = [];
  const left: Problem[] = [];
  let resolved = 0;
  for (const conflict of findConflicts(text)) {
    output.copyTo(conflict.start);
    const merged = mergeComments(conflict, words);
    const { line } = output;
    if (merged === null) {
      left.push(forAPerson(line));
      output.copyTo(conflict.end);
      continue;
    }
    resolved += 1;
    notes.push(...merged.notes.map((message) => note(line, message)));
    output.replaceTo(conflict.end, merged.lines.map((row) => row + endingOf(conflict)).join(""));
  }
  output.copyTo(text.length);
  const more = left.length === 0 ? conflictLine(output.text) : null;
  if (more !== null) left.push(forAPerson(more));
  return { text: output.text, resolved, notes, left };
}

/** The new text as it grows, and the line at its end. */
class Output {
  readonly #source: string;
  #at = 0;
  text = "";

  constructor(source: string) {
    this.#source = source;
  }

  get line(): number {
    return this.text.split("\n").length;
  }

  copyTo(end: number): void {
    this.text += this.#source.slice(this.#at, end);
    this.#at = end;
  }

  replaceTo(end: number, text: string): void {
    this.text += text;
    this.#at = end;
  }
}

function endingOf({ ours, theirs }: Conflict): string {
  return (ours[0] ?? theirs[0] ?? "\n").endsWith("\r\n") ? "\r\n" : "\n";
}

function note(line: number, message: string): Problem {
  return { code: "merge/decided", severity: "info", line, message };
}

function forAPerson(line: number): Problem {
  return {
    code: "merge/left",
    severity: "warning",
    line,
    message: t(
      "More than Canon comments differs here, so no rule can decide it. It was left as it is. Decide it by hand and remove the marks.",
    ),
  };
}
