import { hashText } from "../core/kernel/hash.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import { applySplices } from "../core/kernel/splice.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { PlanOptions } from "../core/plan/plan.ts";
import type { Snapshot, SpecReading } from "../core/plan/snapshot.ts";
import { setStatus } from "../core/spec/write-status.ts";
import type { Refusal } from "./engine.ts";

/**
 * The same world with a section in the status that a person is about to give it.
 *
 * Setting the status then makes exactly this text, so that the plan holds; until then it does not.
 */
export function asIfSet(
  taken: Result<Snapshot, Refusal>,
  { intended }: Pick<PlanOptions, "intended">,
  parse: (text: string) => SpecDocument,
): Result<Snapshot, Refusal> {
  if (!taken.ok || intended === undefined) return taken;
  const { file, sectionId, status } = intended;
  const specs = taken.value.specs.map((spec): SpecReading => {
    const section = spec.document.sections.find(({ id }) => id === sectionId);
    if (spec.file !== file || section === undefined) return spec;
    const made = setStatus(spec.document, section.index, status);
    if (!made.ok) return spec;
    const text = applySplices(spec.document.text, made.value);
    return { ...spec, document: parse(text), hash: hashText(text) };
  });
  return ok({ ...taken.value, specs });
}
