import * as z from "zod/mini";
import type { Result } from "../../../core/kernel/result.ts";
import type { HttpFailure } from "../../http/http.ts";
import type { CustomFields } from "./custom-fields.ts";
import { REFUSAL } from "./wire.ts";

/** A refusal that calls custom fields by the names that people know, instead of their ids. */
export function withFieldNames(
  failure: HttpFailure,
  custom: Result<CustomFields, HttpFailure>,
): HttpFailure {
  return custom.ok ? { ...failure, body: named(failure.body, custom.value.names) } : failure;
}

export function named(body: unknown, names: ReadonlyMap<string, string>): unknown {
  const refusal = z.safeParse(REFUSAL, body);
  if (!refusal.success) return body;
  const errors = Object.entries(refusal.data.errors ?? {});
  return { errors: Object.fromEntries(errors.map(([id, said]) => [names.get(id) ?? id, said])) };
}
