import * as z from "zod/mini";
import { SYSTEMS, parseTicketId, type TicketId } from "../core/model/ticket-ref.ts";
import { linkBaseShape } from "../core/plan/links-file.ts";
import type { RecordedItem } from "../core/plan/recorded-item.ts";
import type { FileUndo, RunRecord, TicketUndo } from "./run-record.ts";

const count = z.number();
const spliceShape = z.object({ start: z.int(), end: z.int(), text: z.string() });
const inverseShape = z.array(z.array(spliceShape));
const fieldsShape = z.object({
  title: z.exactOptional(z.string()),
  managedText: z.exactOptional(z.nullable(z.string())),
  status: z.exactOptional(z.string()),
  parentKey: z.exactOptional(z.nullable(z.string())),
});
const ticketShape = {
  target: z.string(),
  project: z.nullable(z.string()),
  ref: z.object({ system: z.enum(SYSTEMS), key: z.string() }),
  file: z.string(),
  sectionId: z.string(),
  before: z.nullable(fieldsShape),
  afterRevision: z.string(),
};
const shared = {
  runId: z.string(),
  at: z.string(),
  undoneAt: z.nullable(z.string()),
  summary: z.object({
    created: count,
    updated: count,
    transitioned: count,
    specEdits: count,
    held: count,
    failed: count,
  }),
  bases: z.array(z.object({ ticket: z.string(), base: z.nullable(linkBaseShape) })),
};
const ticketIdShape = z.pipe(
  z.string().check(z.refine((text) => parseTicketId(text) !== undefined)),
  z.transform((text: string) => text as TicketId),
);
const firstShape = z.object({
  ...shared,
  version: z.literal(1),
  files: z.array(z.object({ path: z.string(), afterHash: z.string(), inverse: inverseShape })),
  tickets: z.array(z.object(ticketShape)),
});
const secondShape = z.object({
  ...shared,
  version: z.literal(2),
  undone: z.array(z.string()),
  requests: z.nullable(
    z.object({
      total: count,
      reads: count,
      writes: count,
      byHost: z.record(z.string(), count),
      sent: z.array(z.object({ host: z.string(), what: z.string(), count })),
    }),
  ),
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      direction: z.string(),
      file: z.string(),
      sectionId: z.string(),
      section: z.nullable(z.string()),
      ticket: z.nullable(ticketIdShape),
      from: z.nullable(z.string()),
      to: z.nullable(z.string()),
      reason: z.string(),
      note: z.nullable(z.string()),
      outcome: z.string(),
      error: z.nullable(z.string()),
    }),
  ),
  files: z.array(
    z.object({
      path: z.string(),
      afterHash: z.string(),
      changes: z.array(
        z.object({
          ...spliceShape.def.shape,
          items: z.array(z.string()),
          anchor: z.object({
            lines: z.array(z.string()),
            above: count,
            below: count,
            column: count,
          }),
          shown: z.object({ after: z.string(), before: z.string() }),
        }),
      ),
      inverse: z.exactOptional(inverseShape),
    }),
  ),
  tickets: z.array(z.object({ ...ticketShape, item: z.string(), after: z.nullable(fieldsShape) })),
  intents: z.array(
    z.object({ item: z.string(), intentId: z.string(), text: z.nullable(z.string()) }),
  ),
});

/** Reads a record of this version or the one before; undefined for anything else. */
export function parseRecord(text: string): RunRecord | undefined {
  try {
    const json: unknown = JSON.parse(text);
    const second = secondShape.safeParse(json);
    if (second.success) return second.data;
    const first = firstShape.safeParse(json);
    return first.success ? fromFirst(first.data) : undefined;
  } catch {
    return undefined;
  }
}

/** Version 1 knew no items: each file and each ticket is taken as one. */
function fromFirst(old: z.infer<typeof firstShape>): RunRecord {
  const files: FileUndo[] = old.files.map((file) => ({ ...file, changes: [] }));
  const tickets: TicketUndo[] = old.tickets.map((ticket) => ({
    ...ticket,
    item: ticketItemId(ticket),
    after: null,
  }));
  const items: RecordedItem[] = [
    ...tickets.map((one) => ({
      ...UNKNOWN,
      id: one.item,
      kind: one.before === null ? "create-ticket" : "edit-ticket",
      file: one.file,
      sectionId: one.sectionId,
      ticket: `${one.ref.system}:${one.ref.key}` as const,
    })),
    ...files.map(({ path }) => ({
      ...UNKNOWN,
      id: fileItemId(path),
      kind: "edit-file",
      file: path,
      sectionId: "",
      ticket: null,
    })),
  ];
  const { runId, at, undoneAt, summary, bases } = old;
  const undone = undoneAt === null ? [] : items.map(({ id }) => id);
  return {
    version: 2,
    runId,
    at,
    undoneAt,
    undone,
    summary,
    requests: null,
    items,
    files,
    tickets,
    intents: [],
    bases,
  };
}

const UNKNOWN = {
  direction: "both",
  section: null,
  from: null,
  to: null,
  reason: "",
  note: null,
  outcome: "done",
  error: null,
} as const;

/** The item that stands for a whole file in a record of version 1. */
export function fileItemId(path: string): string {
  return `edit-file@${path}`;
}

function ticketItemId({ ref, target }: Pick<TicketUndo, "ref" | "target">): string {
  return `ticket@${target}@${ref.system}:${ref.key}`;
}
