import { applySplices, type Splice } from "../../core/kernel/splice.ts";
import { t } from "../../core/kernel/texts.ts";
import { readManagedBlock, writeManagedBlock } from "../../core/model/managed-block.ts";
import type { CommentDraft, PullRequestDraft, TicketChange } from "../../core/model/ticket.ts";
import { formatComment, toUtc } from "./comments.ts";
import type { FrontMatter } from "./front-matter.ts";
import { type Flaw, type Layout, layOut } from "./layout.ts";
import { readTicketFile, type TicketFile } from "./ticket-file.ts";
import { addToYamlList, setYamlFields, yamlText } from "./yaml-fields.ts";

/** A change to a ticket file. A comment whose marker is there, or a link whose URL is, stays out. */
export interface FileChange extends TicketChange {
  readonly pullRequest?: PullRequestDraft;
  readonly comment?: CommentDraft;
}

/**
 * The text after a change, or the same text when it already says so.
 *
 * Only the values that change, the counters and the inside of Canon's block are replaced.
 * Errors: a flaw where the file is broken, or written in a way that cannot take the change.
 */
export function changeTicketFile(text: string, change: FileChange, now: string): string | Flaw {
  const layout = layOut(text);
  const file = readTicketFile(text);
  if ("what" in layout) return layout;
  if ("what" in file) return file;
  const values = changedValues(file.fields, change);
  const managedText = asStored(change.managedText) ?? file.managedText;
  const block = changedBlock(text, layout, file.managedText, managedText);
  const links = newPullRequest(file.fields, change);
  const said = newComment(file, change);
  const nothing = [Object.keys(values), block, links, said].every((list) => list.length === 0);
  if (nothing) return text;
  const counters = { revision: String(file.fields.revision + 1), updated: now };
  const yaml = text.slice(layout.yamlStart, layout.yamlEnd);
  const eol = yaml.includes("\r\n") ? "\r\n" : "\n";
  const changed = applySplices(text, [
    ...[
      ...links.flatMap((link) => addToYamlList(yaml, "pull_requests", yamlOf(link), eol)),
      ...setYamlFields(yaml, { ...values, ...counters }, eol),
    ].map((splice) => ({
      ...splice,
      start: splice.start + layout.yamlStart,
      end: splice.end + layout.yamlStart,
    })),
    ...block,
    ...said.map((comment) => appended(text, layout, formatComment(now, comment))),
  ]);
  const wanted = { ...file, managedText, fields: withLinks(file.fields, links) };
  return holds(changed, wanted, change, said, now) ? changed : { line: 2, what: cannotChange() };
}

function cannotChange(): string {
  return t(
    "the front matter is written in a way that Canon cannot change safely. Write it as plain key: value lines",
  );
}

function changedValues(fields: FrontMatter, change: FileChange): Record<string, string> {
  const values: Record<string, string> = {};
  const { title, status, parentKey } = change;
  if (title !== undefined && title !== fields.title) values["title"] = yamlText(title);
  if (status !== undefined && status !== fields.status) values["status"] = yamlText(status);
  if (parentKey !== undefined && parentKey !== fields.parent) {
    values["parent"] = yamlText(parentKey);
  }
  return values;
}

function newPullRequest(fields: FrontMatter, { pullRequest }: FileChange): PullRequestDraft[] {
  if (pullRequest === undefined) return [];
  return fields.pullRequests.some(({ url }) => url === pullRequest.url) ? [] : [pullRequest];
}

function yamlOf({ url, title }: PullRequestDraft): string {
  return `{ url: ${JSON.stringify(url)}, title: ${JSON.stringify(title)} }`;
}

function withLinks(fields: FrontMatter, links: readonly PullRequestDraft[]): FrontMatter {
  const added = links.map(({ url, title }) => ({ url, title: title === "" ? null : title }));
  return { ...fields, pullRequests: [...fields.pullRequests, ...added] };
}

function newComment(file: TicketFile, { comment }: FileChange): CommentDraft[] {
  if (comment === undefined) return [];
  return file.comments.some(({ marker }) => marker === comment.marker) ? [] : [comment];
}

/** Puts a comment at the end of the file, below the heading of the comments. */
function appended(text: string, layout: Layout, comment: string): Splice {
  const end = text.length;
  const start = text.trimEnd().length;
  const heading = layout.commentsStart < end ? "" : "## Comments\n\n";
  const written = `\n\n${heading}${comment}`;
  const eol = /(?<!\r)\n/.test(text) ? "\n" : "\r\n";
  return { start, end, text: written.replaceAll("\n", eol) };
}

function changedBlock(
  text: string,
  layout: Layout,
  current: string | null,
  wanted: string | null,
): Splice[] {
  if (wanted === null || wanted === current) return [];
  const isCrlf = !/(?<!\r)\n/.test(text);
  const old = text.slice(layout.bodyStart, layout.commentsStart);
  const description = isCrlf ? old.replaceAll("\r\n", "\n") : old;
  let written = writeManagedBlock(description, wanted);
  if (current === null) written = spaced(text, layout, written);
  return [
    {
      start: layout.bodyStart,
      end: layout.commentsStart,
      text: isCrlf ? written.replaceAll("\n", "\r\n") : written,
    },
  ];
}

/** The text as it will be read back: `\n` as line ending, no empty lines around it. */
function asStored(managedText: string | undefined): string | null {
  return managedText === undefined ? null : readManagedBlock(writeManagedBlock("", managedText));
}

/** A block that is new to the file stands on lines of its own, with an empty one around it. */
function spaced(text: string, layout: Layout, written: string): string {
  const endsLine = text.slice(0, layout.bodyStart).endsWith("\n");
  const above = /^\r?\n/.test(written) ? "" : "\n";
  const below = layout.commentsStart < text.length ? "\n" : "";
  return `${endsLine ? "" : "\n"}${above}${written}${below}`;
}

/** Reads the result back: what was to change has changed, and the rest says what it said. */
function holds(
  text: string,
  before: TicketFile,
  change: FileChange,
  said: readonly CommentDraft[],
  now: string,
): boolean {
  const after = readTicketFile(text);
  if ("what" in after) return false;
  const { title, status, parentKey } = change;
  const others = after.comments.slice(0, after.comments.length - said.length);
  if (said.some(({ marker }) => after.comments.at(-1)?.marker !== marker)) return false;
  const wanted: TicketFile = {
    ...before,
    fields: {
      ...before.fields,
      title: title ?? before.fields.title,
      status: status ?? before.fields.status,
      parent: parentKey === undefined ? before.fields.parent : parentKey,
      revision: before.fields.revision + 1,
      updated: toUtc(now) ?? now,
      created: after.fields.created,
    },
  };
  return JSON.stringify({ ...after, comments: others }) === JSON.stringify(wanted);
}
