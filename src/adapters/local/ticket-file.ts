import { applySplices, type Splice } from "../../core/kernel/splice.ts";
import { readManagedBlock, writeManagedBlock } from "../../core/model/managed-block.ts";
import type { TicketChange, TicketComment, TicketDraft } from "../../core/model/ticket.ts";
import { readLastComment, toUtc } from "./comments.ts";
import { type FrontMatter, readFrontMatter } from "./front-matter.ts";
import { type Flaw, type Layout, layOut } from "./layout.ts";
import { setYamlFields, yamlText } from "./yaml-fields.ts";

/** What a ticket file says. */
export interface TicketFile {
  readonly fields: FrontMatter;
  readonly managedText: string | null;
  readonly lastComment: TicketComment | null;
}

/** Reads a ticket file: front matter, a description with Canon's block, comments. */
export function readTicketFile(text: string): TicketFile | Flaw {
  const layout = layOut(text);
  if ("what" in layout) return layout;
  const fields = readFrontMatter(text.slice(layout.yamlStart, layout.yamlEnd));
  if ("what" in fields) return fields;
  return {
    fields,
    managedText: readManagedBlock(text.slice(layout.bodyStart, layout.commentsStart)),
    lastComment: readLastComment(text.slice(layout.commentsStart)),
  };
}

/** The text of a new ticket file. */
export function newTicketFile(draft: TicketDraft, now: string): string {
  const lines = [
    "---",
    `title: ${yamlText(draft.title)}`,
    `status: ${yamlText(draft.status)}`,
    `type: ${yamlText(draft.type)}`,
    `parent: ${yamlText(draft.parentKey)}`,
    `labels: [${draft.labels.map(yamlText).join(", ")}]`,
    "assignee: null",
    `marker: ${yamlText(draft.marker)}`,
    "revision: 1",
    `created: ${now}`,
    `updated: ${now}`,
    "pull_requests: []",
    "---",
  ];
  return `${lines.join("\n")}\n\n${writeManagedBlock("", draft.managedText)}\n## Comments\n`;
}

/**
 * The text after a change, or the same text when it already says so.
 *
 * Only the values that change, the counters and the inside of Canon's block are replaced.
 * Errors: a flaw where the file is broken, or written in a way that cannot take the change.
 */
export function changeTicketFile(text: string, change: TicketChange, now: string): string | Flaw {
  const layout = layOut(text);
  const file = readTicketFile(text);
  if ("what" in layout) return layout;
  if ("what" in file) return file;
  const values = changedValues(file.fields, change);
  const managedText = asStored(change.managedText) ?? file.managedText;
  const block = changedBlock(text, layout, file.managedText, managedText);
  if (Object.keys(values).length === 0 && block.length === 0) return text;
  const counters = { revision: String(file.fields.revision + 1), updated: now };
  const yaml = text.slice(layout.yamlStart, layout.yamlEnd);
  const eol = yaml.includes("\r\n") ? "\r\n" : "\n";
  const changed = applySplices(text, [
    ...setYamlFields(yaml, { ...values, ...counters }, eol).map((splice) => ({
      ...splice,
      start: splice.start + layout.yamlStart,
      end: splice.end + layout.yamlStart,
    })),
    ...block,
  ]);
  return holds(changed, { ...file, managedText }, change, now)
    ? changed
    : { line: 2, what: CANNOT_CHANGE };
}

const CANNOT_CHANGE =
  "the front matter is written in a way that Canon cannot change safely. Write it as plain key: value lines";

function changedValues(fields: FrontMatter, change: TicketChange): Record<string, string> {
  const values: Record<string, string> = {};
  const { title, status, parentKey } = change;
  if (title !== undefined && title !== fields.title) values["title"] = yamlText(title);
  if (status !== undefined && status !== fields.status) values["status"] = yamlText(status);
  if (parentKey !== undefined && parentKey !== fields.parent) {
    values["parent"] = yamlText(parentKey);
  }
  return values;
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
function holds(text: string, before: TicketFile, change: TicketChange, now: string): boolean {
  const after = readTicketFile(text);
  if ("what" in after) return false;
  const { title, status, parentKey } = change;
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
  return JSON.stringify(after) === JSON.stringify(wanted);
}
