import { t } from "../../core/kernel/texts.ts";
import type { PullRequestLink } from "../../core/model/ticket.ts";
import { toUtc } from "./comments.ts";
import type { Flaw } from "./layout.ts";
import { type ListEntry, parseYamlFields } from "./yaml-fields.ts";

export interface FrontMatter {
  readonly title: string;
  readonly status: string;
  readonly type: string | null;
  readonly parent: string | null;
  readonly labels: readonly string[];
  readonly assignee: string | null;
  readonly marker: string | null;
  /** How often Canon wrote this ticket. */
  readonly revision: number;
  /** ISO 8601, UTC; null where nobody wrote a time. */
  readonly created: string | null;
  readonly updated: string | null;
  readonly pullRequests: readonly PullRequestLink[];
}

/** Reads the YAML between the two `---` lines. Keys that Canon does not know are left to people. */
export function readFrontMatter(yaml: string): FrontMatter | Flaw {
  const fields = parseYamlFields(yaml);
  if ("what" in fields) return fields;
  const title = fields.text("title");
  const status = fields.text("status");
  const created = toUtc(fields.text("created") ?? "");
  const updated = toUtc(fields.text("updated") ?? "");
  const others = {
    type: fields.text("type"),
    parent: fields.text("parent"),
    labels: fields.list("labels").filter((label) => typeof label === "string"),
    assignee: fields.text("assignee"),
    marker: fields.text("marker"),
    revision: Number.parseInt(fields.text("revision") ?? "", 10) || 0,
    created: created ?? updated ?? null,
    updated: updated ?? created ?? null,
    pullRequests: fields.list("pull_requests").flatMap(toPullRequest),
  };
  const flaw = fields.flaw();
  if (flaw !== undefined) return flaw;
  if (title === null) return { line: 2, what: t('the title is missing. Add a line "title: …"') };
  if (status === null) return { line: 2, what: t('the status is missing. Add a line "status: …"') };
  return { title, status, ...others };
}

function toPullRequest(entry: ListEntry): PullRequestLink[] {
  if (typeof entry === "string") return [{ url: entry, title: null }];
  const url = entry.get("url");
  return url === undefined || url === "" ? [] : [{ url, title: entry.get("title") || null }];
}
