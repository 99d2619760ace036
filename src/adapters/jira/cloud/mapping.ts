import * as z from "zod/mini";
import { hashText } from "../../../core/kernel/hash.ts";
import type { Ticket } from "../../../core/model/ticket.ts";
import { toStatus } from "../statuses.ts";
import { toUtc } from "../times.ts";
import { type AdfDocument, parseAdfDocument } from "./adf/nodes.ts";
import { type CanonProperty, readAroundBlock, readBlock } from "./managed-block.ts";
import { CANON_PROPERTY, type JiraIssue, MARKED } from "./wire.ts";

/** The entity property that Canon keeps on issues, and on comments. */
export const PROPERTY_KEY = "canon";

/** An issue with the two things that Canon reads most closely. */
export interface KnownIssue {
  readonly issue: JiraIssue;
  readonly description: AdfDocument;
  readonly property: CanonProperty | null;
}

/** Undefined where the description is not a document. */
export function toKnownIssue(issue: JiraIssue): KnownIssue | undefined {
  const description = parseAdfDocument(issue.fields.description ?? null);
  if (description === undefined) return undefined;
  const property = z.safeParse(CANON_PROPERTY, issue.properties?.[PROPERTY_KEY]);
  return { issue, description, property: property.success ? property.data : null };
}

/** The marker of the create that made an issue; null for an issue that Canon did not make. */
export function markerOf({ properties }: Pick<JiraIssue, "properties">): string | null {
  const property = z.safeParse(MARKED, properties?.[PROPERTY_KEY]);
  return property.success ? property.data.marker : null;
}

/**
 * The ticket as all trackers show it.
 *
 * `key` is the one it was asked for: an issue that was moved to another project answers to its
 * old key as well, and the spec's link stays as it is.
 */
export function toTicket(known: KnownIssue, key: string, baseUrl: URL): Ticket {
  const { issue, description, property } = known;
  const { fields } = issue;
  return {
    ref: { system: "jira", key },
    url: new URL(`browse/${encodeURIComponent(issue.key)}`, baseUrl).href,
    title: fields.summary,
    managedText: readBlock(description, property),
    otherText: readAroundBlock(description, property),
    status: toStatus(fields.status, fields.resolution?.name),
    type: fields.issuetype.name,
    parentKey: fields.parent?.key ?? null,
    labels: fields.labels ?? [],
    assignee: fields.assignee?.displayName ?? null,
    createdAt: toUtc(fields.created),
    updatedAt: toUtc(fields.updated),
    revision: revisionOf(issue),
    pullRequests: [],
    lastComment: null,
  };
}

/** Two changes may fall into one millisecond, so the revision is made of what can change too. */
function revisionOf({ fields, properties }: JiraIssue): string {
  const { updated, summary, description, status, resolution, issuetype, labels } = fields;
  const parent = fields.parent?.key;
  const own = properties?.[PROPERTY_KEY];
  const states = [status.id, resolution?.name, issuetype.id, parent, labels];
  return hashText(JSON.stringify([updated, summary, description, own, states])).slice(0, 16);
}
