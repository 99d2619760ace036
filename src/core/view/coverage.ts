import { t } from "../kernel/texts.ts";
import type { SpecSection } from "../model/spec.ts";

/** How many criteria of a section there are, are ticked, and are ticked with evidence. */
export interface Coverage {
  readonly criteria: number;
  readonly checked: number;
  readonly realized: number;
}

/** Counts the criteria of a section. Its own evidence counts for all of them. */
export function coverageOf({ criteria, evidence }: SpecSection): Coverage {
  const checked = criteria.filter((one) => one.checked);
  const shown = checked.filter((one) => one.evidence.length > 0 || evidence.length > 0);
  return { criteria: criteria.length, checked: checked.length, realized: shown.length };
}

/** `2 of 3 criteria realized`; empty where there are none. */
export function coverageWords({ criteria, realized }: Coverage): string {
  if (criteria === 0) return "";
  return criteria === 1
    ? t("{0} of 1 criterion realized", realized)
    : t("{0} of {1} criteria realized", realized, criteria);
}
