import * as z from "zod/mini";
import { parseTicketId, ticketId, type TicketId } from "../model/ticket-ref.ts";
import type { ReferenceHealth, ReferenceHealths } from "./references.ts";

/** Where the health of references lies; not committed. */
export const REFERENCES_FILE = ".canon/cache/references.json";

/** Beyond it the records that were looked at longest ago are forgotten. */
const MAX_RECORDS = 5000;

const time = z.string().check(z.maxLength(40));

export const healthShape = z.object({
  failures: z.int().check(z.minimum(0), z.maximum(3)),
  refusal: z.enum(["missing", "tracker/unauthorized", "tracker/forbidden", "tracker/not-found"]),
  since: time,
  checkedAt: time,
  dismissedAt: z.nullable(time),
});
const fileShape = z.object({
  version: z.literal(1),
  references: z.record(z.string(), z.unknown()),
});

/** Reads the records; what cannot be read counts as never seen, which costs a question. */
export function parseReferences(text: string): Map<TicketId, ReferenceHealth> {
  const references = new Map<TicketId, ReferenceHealth>();
  for (const [key, value] of Object.entries(readRecords(text))) {
    const ref = parseTicketId(key);
    const health = healthShape.safeParse(value);
    if (ref !== undefined && health.success) references.set(ticketId(ref), health.data);
  }
  return references;
}

/** Writes the records, sorted, one a line. */
export function formatReferences(references: ReferenceHealths): string {
  const kept = [...references]
    .sort(([, a], [, b]) => (a.checkedAt < b.checkedAt ? 1 : -1))
    .slice(0, MAX_RECORDS)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = kept.map(([id, health]) => `${JSON.stringify(id)}:${JSON.stringify(health)}`);
  return `{"version":1,"references":{\n${lines.join(",\n")}\n}}\n`;
}

function readRecords(text: string): Record<string, unknown> {
  try {
    const file = fileShape.safeParse(JSON.parse(text));
    return file.success ? file.data.references : {};
  } catch {
    return {};
  }
}
