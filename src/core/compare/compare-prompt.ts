import { cutShort } from "../kernel/cut-short.ts";
import type { SafeText } from "../kernel/safe-text.ts";
import type { MergedWork } from "../model/merged-work.ts";
import { composePrompt, plainLines, type DataBlock } from "../realization/opinions/data-blocks.ts";
import type { Redactor } from "../redact/redact.ts";
import type { AskedSection, Question } from "./questions.ts";

const MOST_TITLE = 300;
const MOST_BODY = 6000;

/**
 * What a model is asked about a change.
 *
 * Shape:  what others wrote stands between marks that nobody can guess who wrote it.
 * Errors: null where masking a credential took a part of the question with it; then it must not be
 *         sent.
 */
export function comparePrompt(
  { files, sections, titles }: Question,
  { title, body }: Pick<MergedWork, "title" | "body">,
  redact: Redactor,
): SafeText | null {
  const said = [cutShort(title, MOST_TITLE), cutShort(body, MOST_BODY)].join("\n\n").trim();
  const blocks: DataBlock[] = [
    ...(said === "" ? [] : [{ title: "what its author says", lines: safeLines(said, redact) }]),
    ...files.map(({ file, diff }) => ({
      title: "changed file",
      lines: [{ mark: "path", text: file.path }, { mark: "change", text: file.change }, ...diff],
    })),
    ...sections.map((section) => ({
      title: `section ${section.label}`,
      lines: [{ mark: "title", text: titleOf(section) }, ...plainLines(section.text)],
    })),
    { title: "titles of all sections", lines: plainLines(titles) },
  ];
  return composePrompt(TASK, blocks, ENDING, redact);
}

function safeLines(text: string, redact: Redactor) {
  return plainLines(redact(text).text);
}

function titleOf({ spec, section }: AskedSection): string {
  const parents: string[] = [];
  let above = section.parentIndex;
  while (above !== null) {
    const parent = spec.document.sections[above];
    parents.unshift(parent?.title ?? "");
    above = parent?.parentIndex ?? null;
  }
  return [spec.document.title, ...parents, section.title].join(" > ");
}

const TASK = `You compare a change of code with sections of its specification. Look for two things only:

1. contradictions: the new code does something that a statement of a shown section clearly rules out.
   Not: code that the section does not speak of, work that is not finished yet, matters of style.
2. unspecified: the new code gives its users or other programs a new behaviour that they can see, and
   none of the shown sections and titles speaks of it. Not: refactoring, logging, names, comments.

When in doubt, leave it out. Two empty lists are a good answer.

In a changed file, a number stands before each line of the new code, with a plus sign where the change
wrote it; "gone" stands before what the change took away.`;

const ENDING = `Answer with one JSON document and nothing before or after it:

{"contradictions":[{"section":"S1","statement":"One sentence or criterion, copied word for word from that section.","path":"src/a.ts","startLine":3,"endLine":9,"why":"One short sentence.","replacement":"What the statement would say if the code is right, or null."}],"unspecified":[{"path":"src/a.ts","startLine":3,"endLine":9,"title":"Title of a section that would specify it","text":"What that section would say, without headings.","why":"One short sentence."}]}

Use only sections and paths that are shown above. Name few lines, with one that has a plus sign or
stands beside what is gone; for a file that was removed, both are null. At most 20 of each.
`;
