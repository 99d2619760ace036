import type { SafeText } from "../core/kernel/safe-text.ts";
import { WordIndex, wordsOf } from "../core/plan/word-overlap.ts";
import {
  composePrompt,
  plainLines,
  type DataBlock,
} from "../core/realization/opinions/data-blocks.ts";
import type { ExposedSection } from "./exposed-specs.ts";
import type { ToolContext } from "./tool-context.ts";

const MOST_SECTIONS = 8;
const MOST_OF_SECTION = 4000;
const MOST_QUESTION = 4000;

/** A question to a language model, and the sections that it was given to answer from. */
export interface Question {
  /** Null where masking a credential took a part of the prompt with it. */
  readonly prompt: SafeText | null;
  readonly sections: readonly ExposedSection[];
}

/** Puts a person's question to a language model, with the sections that are likely to answer it. */
export function questionPrompt(context: ToolContext, question: string): Question {
  const { folder, words } = context;
  const asked = words.block(question, MOST_QUESTION);
  const sections = likelySections(context, asked);
  const blocks: DataBlock[] = [
    { title: "question of the person", lines: plainLines(asked) },
    ...sections.map((one, index) => blockOf(one, index, context)),
  ];
  return { prompt: composePrompt(TASK, blocks, ENDING, folder.redact), sections };
}

/** Those that share words with the question, the likeliest first. */
export function likelySections({ specs }: ToolContext, question: string): ExposedSection[] {
  const all = specs.sections();
  const index = new WordIndex(
    all.map(({ spec, section }) =>
      wordsOf(
        `${spec.document.title} ${section.title}`,
        spec.exposure === "full"
          ? [section.prose, ...section.criteria.map(({ text }) => text)].join("\n")
          : "",
      ),
    ),
  );
  return [...index.scores(wordsOf("", question))]
    .filter(([, score]) => score > 0)
    .sort(([at, score], [otherAt, other]) => other - score || at - otherAt)
    .slice(0, MOST_SECTIONS)
    .flatMap(([at]) => all[at] ?? []);
}

function blockOf(
  { spec, section }: ExposedSection,
  index: number,
  { words }: ToolContext,
): DataBlock {
  const { status } = section;
  const ticket = section.tickets[0]?.ref.key;
  const facts = [
    `${words.line(spec.file)}, section ${words.line(section.id, 200)}: ${words.line(section.title)}`,
    `status: ${status?.state ?? "draft"}${ticket === undefined ? "" : `, ticket: ${ticket}`}`,
  ];
  const texts =
    spec.exposure === "full"
      ? [
          words.page(section.prose, 0, MOST_OF_SECTION).text,
          ...section.criteria
            .slice(0, 40)
            .map(({ text, checked }) => `[${checked ? "x" : " "}] ${words.line(text)}`),
        ]
      : ["Its text is not shown."];
  const lines = plainLines([...facts, ...texts].join("\n"));
  return { title: `section S${String(index + 1)}`, lines };
}

const TASK = `A person asks about the specs of their project. Answer from the sections below and from nothing else. Name
the sections that you rely on by their titles. Where the sections do not answer the question, say so. You cannot change
anything: where the person wants that, tell them to use /plan.`;

const ENDING =
  "Answer the question of the person in a few sentences of plain text, without links and images.\n";
