import { stringify } from "yaml";

/** What a person says of a spec that is to be written. */
export interface NewSpec {
  /** One line, not empty. */
  readonly title: string;
  readonly owner: string | null;
  readonly team: string | null;
}

/** A text and the stretch of it that is to be overwritten first, in UTF-16 units. */
export interface NewText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const FIRST_WORDS = "What holds, and for whom.";

/** The text of a new spec: front matter and a first section, in which one can go on at once. */
export function newSpecText({ title, owner, team }: NewSpec, lineEnding: "\n" | "\r\n"): NewText {
  const frontMatter = {
    title,
    status: "draft",
    ...(owner === null ? {} : { owner }),
    ...(team === null ? {} : { team }),
  };
  const lines = [
    "---",
    ...stringify(frontMatter, { lineWidth: 0 }).trimEnd().split("\n"),
    "---",
    "",
    `# ${headingOf(title)}`,
    "",
    "## 1. Overview",
    "<!-- canon:system:1 status:draft -->",
    "",
    FIRST_WORDS,
    "",
    "### Acceptance Criteria",
    "",
    "- [ ] It MUST be possible to check this",
    "",
  ];
  const text = lines.join(lineEnding);
  const start = text.lastIndexOf(FIRST_WORDS);
  return { text, start, end: start + FIRST_WORDS.length };
}

/** Marks that would make more of a title than words. */
function headingOf(title: string): string {
  return title.replace(/[\\`<[\]]/g, "\\$&");
}
