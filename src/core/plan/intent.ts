import * as z from "zod/mini";
import type { Problem } from "../kernel/problem.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { t } from "../kernel/texts.ts";

/** Where intents lie while they are open; not committed. */
export const INTENTS_FOLDER = ".canon/journal/intents";

export const intentShape = z.object({
  version: z.literal(1),
  intentId: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  file: z.string(),
  sectionId: z.string(),
  title: z.string(),
  target: z.string(),
  project: z.nullable(z.string()),
  at: z.string(),
  after: z.nullable(z.string()),
  wanted: z.nullable(z.string()),
  shadowOf: z._default(z.nullable(z.string()), null),
});

/**
 * Written down before a ticket is created, so that a crash can never lead to a second one.
 *
 * Shape: `after` is the project's newest key before the create, null where none is needed;
 *        `wanted` the section's status then; `at` ISO 8601, UTC; `shadowOf` the ticket that the new
 *        one is a copy of, as `system:key`, null for a section's own ticket.
 */
export type Intent = z.infer<typeof intentShape>;

export function intentPath(intentId: string): string {
  return `${INTENTS_FOLDER}/${intentId}.json`;
}

export function formatIntent(intent: Intent): string {
  return `${JSON.stringify(intent, null, 2)}\n`;
}

export function parseIntent(text: string, file: string): Result<Intent, Problem> {
  try {
    const intent = intentShape.safeParse(JSON.parse(text));
    if (intent.success && intentPath(intent.data.intentId) === file) return ok(intent.data);
  } catch {
    // Not JSON: the problem below says so.
  }
  return err({
    code: "sync/broken-intent",
    severity: "error",
    file,
    line: null,
    message: t(
      "This record of a ticket that was about to be created cannot be read. Look in the tracker whether the ticket exists, then delete the file.",
    ),
  });
}
