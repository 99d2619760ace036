/** What the message of a commit says of the pull request that it came from. */
export interface MergeMessage {
  readonly number: number | null;
  readonly title: string;
  readonly body: string;
  readonly branch: string | null;
  /** The message is one that a git host writes, or of a merge of a branch. */
  readonly isMerge: boolean;
}

const MAX_SUBJECT = 2000;

/**
 * Reads the message of a commit on the default branch.
 *
 * Shape:  the forms of GitHub, GitLab, Bitbucket and Azure Repos, merged or squashed, and of git
 *         itself; any other message is a title and a body.
 */
export function readMergeMessage(message: string): MergeMessage {
  const { subject, rest } = divide(message.replace(/\r\n?/g, "\n"));
  for (const [form, read] of FORMS) {
    const match = form.exec(subject);
    const found = match === null ? null : read(match, rest, subject);
    if (found !== null) return { isMerge: true, ...found };
  }
  return { number: null, title: subject, body: rest, branch: null, isMerge: false };
}

type Found = Omit<MergeMessage, "isMerge">;
type Form = readonly [
  RegExp,
  (match: RegExpExecArray, rest: string, subject: string) => Found | null,
];

const NUMBER = String.raw`([1-9]\d{0,9})`;

const FORMS: readonly Form[] = [
  [
    new RegExp(`^Merge pull request #${NUMBER} from [^/\\s]{1,100}/(\\S{1,500})$`),
    ([, number, branch], rest) => ({
      ...titled(rest),
      number: Number(number),
      branch: branch ?? null,
    }),
  ],
  [
    new RegExp(`^Merged in (\\S{1,500}) \\(pull request #${NUMBER}\\)$`),
    ([, branch, number], rest) => ({
      ...titled(rest),
      number: Number(number),
      branch: branch ?? null,
    }),
  ],
  [
    new RegExp(`^Pull request #${NUMBER}: (.{1,1000})$`),
    ([, number, title = ""], rest) => {
      const branch = /^Merge in \S{1,200} from (\S{1,500}) to \S{1,500}$/m.exec(rest)?.[1] ?? null;
      return { number: Number(number), title, body: rest, branch };
    },
  ],
  [
    new RegExp(`^Merged PR ${NUMBER}: (.{1,1000})$`),
    ([, number, title = ""], rest) => ({ number: Number(number), title, body: rest, branch: null }),
  ],
  [
    /^Merge (?:remote-tracking )?branch '([^']{1,500})'(?: of \S{1,500})?(?: into '?([^'\s]{1,500})'?)?$/,
    ([, name = ""], rest, subject) => {
      const branch = name.replace(/^origin\//, "");
      const request = new RegExp(`^See merge request (?:\\S{1,300})?!${NUMBER}$`, "m").exec(rest);
      if (request === null) return { number: null, title: subject, body: rest, branch };
      return { ...titled(rest), number: Number(request[1]), branch };
    },
  ],
  [
    new RegExp(`^.{1,1900}\\((?:#|!)${NUMBER}\\)$`),
    ([, number], rest, subject) => ({
      number: Number(number),
      title: subject,
      body: rest,
      branch: null,
    }),
  ],
];

/** The title of a merged pull request is the first line of what follows. */
function titled(rest: string): { readonly title: string; readonly body: string } {
  const { subject, rest: body } = divide(rest);
  return { title: subject, body };
}

function divide(text: string): { readonly subject: string; readonly rest: string } {
  const trimmed = text.trim();
  const end = trimmed.indexOf("\n");
  if (end < 0) return { subject: trimmed.slice(0, MAX_SUBJECT), rest: "" };
  return {
    subject: trimmed.slice(0, Math.min(end, MAX_SUBJECT)).trimEnd(),
    rest: trimmed.slice(end).trim(),
  };
}
