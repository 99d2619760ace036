import type { Problem } from "../kernel/problem.ts";
import type { AiExposure } from "./ai-exposure.ts";
import type { SpecStatus } from "./status.ts";
import type { TicketRef } from "./ticket-ref.ts";

/** A ticket link as it stands in a spec. `line` counts from 1. */
export interface TicketLink {
  readonly ref: TicketRef;
  readonly url: string | null;
  readonly line: number;
}

/** A file that shows a claim to be true. Lines count from 1; null when the evidence names none. */
export interface EvidenceFile {
  readonly path: string;
  readonly startLine: number | null;
  readonly endLine: number | null;
}

/** `source` is `PR#412`, `audit` or another label of one word. */
export interface Evidence {
  readonly source: string;
  readonly files: readonly EvidenceFile[];
  readonly line: number;
}

/**
 * One check-box.
 *
 * `text` is one line; `details` is the rest of the list item without nested boxes and Canon
 * comments, dedented, empty for most. `line` counts from 1.
 */
export interface Criterion {
  readonly text: string;
  readonly details: string;
  readonly checked: boolean;
  readonly line: number;
  readonly evidence: readonly Evidence[];
}

export type DeltaKind = "added" | "modified" | "removed";

/**
 * A heading of depth 2 to 6 with the text up to the next heading.
 *
 * `index` is the section's place in the document, from 0: edits by Canon never change it.
 * `id` is the id of the status comment, else the number, else a slug of the title.
 * `status` is null without a (readable) status comment; such a section counts as `draft`.
 * `tickets[0]` is the primary one.
 * `prose` is the section's own text without Canon comments, criteria and their heading, trimmed.
 * Units: lines count from 1; `endLine` is the last line before the next heading of any depth.
 */
export interface SpecSection {
  readonly index: number;
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly depth: number;
  readonly line: number;
  readonly endLine: number;
  readonly parentIndex: number | null;
  readonly status: SpecStatus | null;
  readonly tickets: readonly TicketLink[];
  readonly shadows: readonly TicketLink[];
  readonly evidence: readonly Evidence[];
  readonly criteria: readonly Criterion[];
  readonly delta: DeltaKind | null;
  readonly prose: string;
}

export type SyncMode = "true" | "false" | "auto";
export type ReviewStatus = "draft" | "in_review" | "approved";

export interface FrontMatter {
  readonly title: string | null;
  readonly status: string;
  readonly owner: string | null;
  readonly team: string | null;
  readonly tags: readonly string[];
  readonly ticketProject: string | null;
  readonly reviewStatus: ReviewStatus | null;
  readonly sync: SyncMode;
  /** How much of the spec a language model may see; null when the spec does not say. */
  readonly aiExposure: AiExposure | null;
}

/**
 * Where a Canon comment stands, readable or not.
 *
 * Units: lines count from 1, columns from 0 in UTF-16 units; `endColumn` is that of `lastLine`.
 */
export interface CommentPlace {
  readonly line: number;
  readonly lastLine: number;
  readonly column: number;
  readonly endColumn: number;
}

/**
 * A parsed spec. `text` is the exact text it was made from.
 *
 * `writable` is false when the text cannot be understood well enough to edit it safely, for
 * example under an unclosed front matter; a problem says why.
 */
export interface SpecDocument {
  readonly text: string;
  readonly title: string;
  readonly frontMatter: FrontMatter;
  readonly sections: readonly SpecSection[];
  /** All Canon comments, in the order of the text. */
  readonly comments: readonly CommentPlace[];
  readonly problems: readonly Problem[];
  readonly writable: boolean;
}
