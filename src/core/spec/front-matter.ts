import { t, textsBy } from "../kernel/texts.ts";
import { readFields, type FieldsReading } from "./front-matter-fields.ts";
import { parseYamlMap } from "./front-matter-yaml.ts";
import { specProblem, type SpecProblem } from "./spec-problem.ts";
import { lineText, textOfLines, type TextLines } from "./text-lines.ts";

const MAX_LENGTH = 16 * 1024;

/** What stands above the body. `bodyLine` counts from 0. */
export interface FrontMatterReading extends FieldsReading {
  readonly bodyLine: number;
  readonly writable: boolean;
}

/**
 * Reads the front matter of a spec.
 *
 * Shape:  without a front matter, or with one that cannot be read, all fields have their defaults.
 *         A block without a clear end is taken as body, and the spec is then not writable.
 * Units:  at most 16 kB; YAML 1.1.
 * Errors: none are thrown; problems carry their lines.
 */
export function readFrontMatter(lines: TextLines): FrontMatterReading {
  if (lineText(lines, 0).trim() !== "---") return defaults(0, belowBlankLines(lines), true);
  const close = closingLine(lines);
  if (close === null) return unclosed("spec/unclosed-front-matter", texts("unclosed"));
  const yaml = textOfLines(lines, 1, close);
  if (yaml.length > MAX_LENGTH) return unclosed("spec/front-matter-too-large", texts("tooLarge"));
  const parsed = parseYamlMap(yaml);
  if (parsed.ok) return { ...readFields(parsed.value), bodyLine: close + 1, writable: true };
  const { lineIndex, message } = parsed.error;
  const isClear = !/(?:^|\n)[ \t]*(?:\n|$)|(?:^|\n)#{1,6} /.test(yaml.trimEnd());
  const text = t(
    "The front matter cannot be read: {0} Whether the spec may be synced is not known, so nothing will be written into it. Correct the YAML.",
    message,
  );
  const problem = specProblem("spec/broken-front-matter", "error", 1 + lineIndex, text);
  return defaults(isClear ? close + 1 : 0, [problem], false);
}

const MAX_LINES = 1000;
const texts = textsBy({
  belowBlanks:
    "`ai_exposure` stands in a front matter that does not begin on the first line, so it is not read, and nothing of this spec is shown to a language model. Remove the blank lines above it.",
  unclosed:
    "The front matter that begins here has no closing ---. All of the file is read as body, and nothing will be written into it. Add the missing line.",
  tooLarge:
    "The front matter that begins here is larger than 16 kB, so it is read as body and nothing will be written into this file. Shorten it, or put the closing --- in its place.",
});

/** Other readers take a front matter below blank lines, and what it keeps back is kept back here. */
function belowBlankLines(lines: TextLines): SpecProblem[] {
  const all = textOfLines(lines, 0, Math.min(lines.starts.length, MAX_LINES)).slice(0, MAX_LENGTH);
  const found = /^\s*\n[ \t]*---[ \t]*\r?\n(?:(?![ \t]*---).*\n)*?[ \t]*ai_exposure[ \t]*:/i.exec(
    all,
  );
  if (found === null) return [];
  const lineIndex = found[0].split("\n").length - 1;
  return [specProblem("spec/front-matter-value", "error", lineIndex, texts("belowBlanks"))];
}

function closingLine(lines: TextLines): number | null {
  for (let i = 1; i < lines.starts.length; i++) {
    if (lines.text.startsWith("-", lines.starts[i]) && lineText(lines, i).trimEnd() === "---") {
      return i;
    }
  }
  return null;
}

function unclosed(
  code: "spec/unclosed-front-matter" | "spec/front-matter-too-large",
  message: string,
): FrontMatterReading {
  return defaults(0, [specProblem(code, "error", 0, message)], false);
}

function defaults(
  bodyLine: number,
  problems: readonly SpecProblem[],
  writable: boolean,
): FrontMatterReading {
  const { frontMatter } = readFields([]);
  // What a front matter keeps back is not known where it cannot be read.
  const aiExposure = problems.length === 0 ? null : "none";
  return { frontMatter: { ...frontMatter, aiExposure }, bodyLine, problems, writable };
}
