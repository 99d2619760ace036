import { inEnglish } from "../../kernel/texts.ts";
import { numberedTitle } from "../../model/numbered-title.ts";
import type { MergedWork } from "../../model/merged-work.ts";
import type { SpecSection } from "../../model/spec.ts";
import type { Verdict } from "../verdicts/verdict.ts";
import { workName } from "../relations/relation-words.ts";

/**
 * What a ticket is told of the work that realized its section, as Markdown, in English.
 *
 * Shape:  all that comes from elsewhere stands in code, so that it can mention, link and close
 *         nothing. Not yet redacted.
 */
export function evidenceComment(
  work: MergedWork,
  at: { readonly file: string; readonly section: SpecSection },
  verdicts: readonly Verdict[],
  isDone: boolean,
): string {
  return inEnglish(() => englishComment(work, at, verdicts, isDone));
}

function englishComment(
  work: MergedWork,
  { file, section }: { readonly file: string; readonly section: SpecSection },
  verdicts: readonly Verdict[],
  isDone: boolean,
): string {
  const verb = isDone ? "realized" : "worked on";
  const opening = `${workName(work)} ${verb} ${code(numberedTitle(section))} of ${code(file)}.`;
  const whole = verdicts.find(({ criterionIndex }) => criterionIndex === null);
  const files = (whole?.evidence ?? []).map(
    ({ path, startLine, endLine }) => `- ${code(place(path, startLine, endLine))}`,
  );
  const met = verdicts
    .filter(({ criterionIndex, verdict }) => criterionIndex !== null && verdict === "realized")
    .map(({ criterion, evidence: [first], model }) => {
      const shown =
        first === undefined ? "" : `: ${code(place(first.path, first.startLine, null))}`;
      const by = model === undefined ? "" : `, as a language model judged (${code(model)})`;
      return `- ${code(criterion ?? "")}${shown}${by}`;
    });
  return [
    work.url === null ? opening : `${opening}\n\n${work.url}`,
    ...(files.length === 0 ? [] : [`Evidence:\n\n${files.join("\n")}`]),
    ...(met.length === 0 ? [] : [`Criteria that it meets:\n\n${met.join("\n")}`]),
  ].join("\n\n");
}

function place(path: string, startLine: number | null, endLine: number | null): string {
  if (startLine === null) return path;
  const end = endLine === null || endLine === startLine ? "" : `-${String(endLine)}`;
  return `${path}:${String(startLine)}${end}`;
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'").replace(/\s+/g, " ").trim().slice(0, 300) || "-"}\``;
}
