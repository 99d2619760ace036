import * as z from "zod/mini";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";

/**
 * Something to be said to a tool, under the first of its names that the tool takes.
 *
 * A value that the tool has to be given stops the call where none of the names is taken.
 */
export interface Argument {
  readonly isNeeded: boolean;
  readonly spellings: readonly (readonly [name: string, value: unknown])[];
}

export function needed(...spellings: Argument["spellings"]): Argument {
  return { isNeeded: true, spellings };
}

export function optional(...spellings: Argument["spellings"]): Argument {
  return { isNeeded: false, spellings };
}

/**
 * Makes the input of a tool from the tool's own schema.
 *
 * Shape:  nothing is passed that the schema does not name. Without a schema, what is needed goes
 *         under its first name, and nothing else is passed.
 * Errors: why the tool cannot be used, as the end of a sentence about it: it asks for something
 *         that is not known, or does not take what has to be said.
 */
export function buildInput(
  schema: unknown,
  given: readonly Argument[],
): Result<Readonly<Record<string, unknown>>, string> {
  const parsed = z.safeParse(SCHEMA, schema);
  const names = parsed.success ? Object.keys(parsed.data.properties ?? {}) : null;
  if (schema !== undefined && names === null) {
    return err(t("describes what it takes in no known way"));
  }
  const input = new Map<string, unknown>();
  for (const { isNeeded, spellings } of given) {
    const fitting = names === null ? isNeeded : undefined;
    const chosen = spellings.find(([name]) => fitting ?? names?.includes(name) === true);
    if (chosen !== undefined) input.set(...chosen);
    else if (isNeeded) return err(t('takes no "{0}"', spellings[0]?.[0] ?? ""));
  }
  const required = parsed.success ? (parsed.data.required ?? []) : [];
  const unknown = required.find((name) => !input.has(name));
  if (unknown !== undefined) {
    return err(t('asks for "{0}", which is not known', printable(unknown)));
  }
  return ok(Object.fromEntries(input));
}

const SCHEMA = z.object({
  properties: z.optional(z.record(z.string(), z.unknown())),
  required: z.optional(z.array(z.string())),
});

/** The name is a stranger's, and stands in a message to a person. */
function printable(name: string): string {
  return name.replace(/[^\w.-]/g, "").slice(0, 40);
}
