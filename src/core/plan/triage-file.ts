import * as z from "zod/mini";
import type { Problem } from "../kernel/problem.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { t } from "../kernel/texts.ts";

/**
 * Where it is remembered which tickets need no section, and what people decided about findings of a
 * comparison; meant to be committed.
 */
export const TRIAGE_FILE = ".canon/triage.json";

const fileShape = z.object({
  version: z.literal(1),
  outOfScope: z.record(z.string(), z.unknown()),
});

/**
 * Reads the names of what a person put out of scope: tickets as `ticketName` writes them, and
 * findings, whose names begin like no ticket's.
 *
 * Errors: a file that cannot be read whole; nothing of it is used then, and it is not written over.
 */
export function parseTriage(text: string): Result<Set<string>, Problem> {
  if (text.trim() === "") return ok(new Set());
  try {
    const file = fileShape.safeParse(JSON.parse(text));
    if (file.success) {
      return ok(new Set(Object.keys(file.data.outOfScope).filter((name) => name !== "")));
    }
  } catch {
    // Not JSON: the problem below says so.
  }
  return err({
    code: "triage/broken-file",
    severity: "error",
    file: TRIAGE_FILE,
    line: null,
    message: t(
      "The list of tickets that are out of scope cannot be read, so all open tickets are shown and nothing is remembered. Mend it, or restore it from git.",
    ),
  });
}

/**
 * Writes the names, sorted, one ticket a line.
 *
 * The empty last record lets every ticket's line end in a comma, so that two branches which add
 * tickets merge by lines.
 */
export function formatTriage(names: ReadonlySet<string>): string {
  const lines = [...names].sort().map((name) => `${JSON.stringify(name)}:true,\n`);
  return `{"version":1,"outOfScope":{\n${lines.join("")}"":null}}\n`;
}
