import type { CanonConfig } from "../config/config.ts";
import type { Problem } from "../kernel/problem.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { applySplices } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import { specStatus } from "../model/status.ts";
import { targetOf } from "../plan/connections.ts";
import { PLAN_VERSION, type AddSectionItem, type ChangePlan } from "../plan/plan.ts";
import type { SpecReading } from "../plan/snapshot.ts";
import { PlaceFinder, type PlaceSuggestion } from "../plan/suggest-places.ts";
import { indexBehind } from "../spec/new-place.ts";
import { parseSpec } from "../spec/parse-spec.ts";
import { insertSection } from "../spec/write-section.ts";
import { placeText, type Unspecified } from "./findings.ts";

/**
 * Plans a section for behaviour that no section speaks of: one item, reviewed and applied like any
 * other.
 *
 * Shape:  a draft without a ticket, behind the section that is most like it unless a `place` is
 *         given.
 * Errors: no spec to write into; a text with which no section can be made safely.
 */
export function planBehaviour(
  config: CanonConfig,
  specs: readonly SpecReading[],
  { title, text, code, name }: Pick<Unspecified, "title" | "text" | "code" | "name">,
  takenAt: string,
  wanted: Pick<PlaceSuggestion, "spec" | "after"> | null = null,
): Result<ChangePlan, Problem> {
  const place = wanted ?? new PlaceFinder(config, specs).placeFor(title, text);
  if (place === null) return err(noPlace());
  const { spec, after } = place;
  const { file, document } = spec;
  const section = {
    ...{ title, prose: text, criteria: [], link: null },
    status: specStatus("draft"),
  };
  const edit = insertSection(document, after?.index ?? null, section);
  if (!edit.ok) return err({ ...edit.error, file });
  const sectionIndex = indexBehind(document.sections, after?.index ?? null);
  const made = parseSpec(applySplices(document.text, edit.value)).sections[sectionIndex];
  const target = targetOf(config, spec);
  const item: AddSectionItem = {
    kind: "add-section",
    id: `add-section@${file}:${name}`,
    direction: "reverse",
    ...{ file, sectionId: made?.id ?? name, sectionIndex },
    ...{ system: target?.system ?? "local", target: target?.name ?? "local" },
    ...{ project: target?.project ?? null, ticket: null },
    ...{ from: null, to: made?.title ?? title, reason: "change/unspecified" },
    note: t("{0} does this, and no section speaks of it.", placeText(code)),
    ...{ fileHash: spec.hash, ticketRevision: null, after: after?.index ?? null, section },
  };
  return ok({
    ...{ planVersion: PLAN_VERSION, takenAt, items: [item], held: [] },
    ...{ agreements: [], settledIntents: [], references: [], problems: [] },
  });
}

function noPlace(): Problem {
  return {
    code: "triage/no-place",
    severity: "error",
    line: null,
    message: t(
      "There is no spec that a section can be added to. Nothing was changed. Make a spec first, for example docs/specs/product.md.",
    ),
  };
}
