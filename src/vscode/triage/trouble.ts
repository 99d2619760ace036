import type { Problem } from "../../core/kernel/problem.ts";
import type { Triage } from "../../sync/triage-report.ts";

/** What kept tickets from being found. Mistakes in specs did not, and stand beside their lines. */
export function troubleOf({ problems }: Pick<Triage, "problems">): readonly Problem[] {
  return problems.filter(({ code, severity }) => severity !== "info" && !code.startsWith("spec/"));
}
