import type * as z from "zod/mini";
import { err, ok, type Result } from "../../kernel/result.ts";
import { t } from "../../kernel/texts.ts";

/** More than an honest answer needs. Unit: UTF-16 units. */
const LONGEST_ANSWER = 200_000;
const FENCED = /^```(?:json)?[ \t]*\r?\n([\s\S]*)\r?\n```$/;

/**
 * Reads what a language model answered: one JSON document and nothing else, whole or in one fence.
 *
 * Errors: what is wrong with it, to follow "Its answer was not used: it …"; nothing of it holds.
 */
export function readAnswer<T>(answer: string, shape: z.ZodMiniType<T>): Result<T, string> {
  if (answer.length > LONGEST_ANSWER) return err(t("is too long"));
  const text = answer.trim();
  if (text === "") return err(t("is empty"));
  const parsed = parseJson(FENCED.exec(text)?.[1] ?? text);
  if (!parsed.ok) return err(t("is not one JSON document"));
  const read = shape.safeParse(parsed.value);
  if (read.success) return ok(read.data);
  const path = read.error.issues[0]?.path.map(String).join(".") ?? "";
  return err(t("does not have the form that was asked for, at {0}", quoted(path || t("the top"))));
}

/** A word of an answer as a message names it. */
export function quoted(word: string): string {
  return JSON.stringify(word.length <= 80 ? word : `${word.slice(0, 80)}…`);
}

function parseJson(text: string): Result<unknown, null> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err(null);
  }
}
