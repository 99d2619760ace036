import {
  readAroundBlock,
  readManagedBlock,
  writeManagedBlock,
} from "../../core/model/managed-block.ts";
import type { TicketDraft } from "../../core/model/ticket.ts";
import { readComments, type StoredComment } from "./comments.ts";
import { type FrontMatter, readFrontMatter } from "./front-matter.ts";
import { type Flaw, layOut } from "./layout.ts";
import { yamlText } from "./yaml-fields.ts";

/** What a ticket file says. */
export interface TicketFile {
  readonly fields: FrontMatter;
  readonly managedText: string | null;
  readonly otherText: string;
  readonly comments: readonly StoredComment[];
}

/** Reads a ticket file: front matter, a description with Canon's block, comments. */
export function readTicketFile(text: string): TicketFile | Flaw {
  const layout = layOut(text);
  if ("what" in layout) return layout;
  const fields = readFrontMatter(text.slice(layout.yamlStart, layout.yamlEnd));
  if ("what" in fields) return fields;
  const description = text.slice(layout.bodyStart, layout.commentsStart);
  return {
    fields,
    managedText: readManagedBlock(description),
    otherText: readAroundBlock(description),
    comments: readComments(text.slice(layout.commentsStart)),
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
