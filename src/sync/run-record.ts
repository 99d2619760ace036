import * as z from "zod/mini";
import type { Splice } from "../core/kernel/splice.ts";
import type { TicketRef } from "../core/model/ticket-ref.ts";
import type { LinkBase } from "../core/plan/links.ts";
import type { Summary } from "./report.ts";

/** One record a run that changed something; not committed. */
export const RUNS_FOLDER = ".canon/journal/runs";

/** `inverse` turns the file's text at `afterHash` back, list by list. */
export interface FileUndo {
  readonly path: string;
  readonly afterHash: string;
  readonly inverse: readonly (readonly Splice[])[];
}

/** `before` is null where the run created the ticket. */
export interface TicketUndo {
  readonly target: string;
  readonly project: string | null;
  readonly ref: TicketRef;
  readonly file: string;
  readonly sectionId: string;
  readonly before: {
    readonly title: string;
    readonly managedText: string | null;
    readonly status: string;
    readonly parentKey: string | null;
  } | null;
  readonly afterRevision: string;
}

export interface RunRecord {
  readonly version: 1;
  readonly runId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly undoneAt: string | null;
  readonly summary: Summary;
  readonly files: readonly FileUndo[];
  readonly tickets: readonly TicketUndo[];
  readonly bases: readonly { readonly ticket: string; readonly base: LinkBase | null }[];
}

const spliceShape = z.object({ start: z.number(), end: z.number(), text: z.string() });
const recordShape = z.object({
  version: z.literal(1),
  runId: z.string(),
  at: z.string(),
  undoneAt: z.nullable(z.string()),
  summary: z.object({
    created: z.number(),
    updated: z.number(),
    transitioned: z.number(),
    specEdits: z.number(),
    held: z.number(),
    failed: z.number(),
  }),
  files: z.array(
    z.object({ path: z.string(), afterHash: z.string(), inverse: z.array(z.array(spliceShape)) }),
  ),
  tickets: z.array(
    z.object({
      target: z.string(),
      project: z.nullable(z.string()),
      ref: z.object({
        system: z.enum(["jira", "linear", "github", "azure-devops", "local"]),
        key: z.string(),
      }),
      file: z.string(),
      sectionId: z.string(),
      before: z.nullable(
        z.object({
          title: z.string(),
          managedText: z.nullable(z.string()),
          status: z.string(),
          parentKey: z.nullable(z.string()),
        }),
      ),
      afterRevision: z.string(),
    }),
  ),
  bases: z.array(
    z.object({
      ticket: z.string(),
      base: z.nullable(
        z.object({
          status: z.nullable(z.string()),
          raw: z.nullable(z.string()),
          title: z.nullable(z.string()),
          text: z.nullable(z.string()),
          bytes: z.nullable(z.string()),
          criteria: z.array(z.tuple([z.string(), z.boolean()])),
          parent: z.nullable(z.string()),
          revision: z.string(),
          at: z._default(z.nullable(z.string()), null),
        }),
      ),
    }),
  ),
});

/** The time comes first, so that names sort by age. */
export function recordPath(record: Pick<RunRecord, "at" | "runId">): string {
  return `${RUNS_FOLDER}/${record.at.replaceAll(":", "-")}-${record.runId}.json`;
}

export function formatRecord(record: RunRecord): string {
  return `${JSON.stringify(record, null, 1)}\n`;
}

/** Undefined for anything that this version did not write. */
export function parseRecord(text: string): RunRecord | undefined {
  try {
    return recordShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
