import { counted, t } from "../../core/kernel/texts.ts";
import type { ChangePlan } from "../../core/plan/plan.ts";
import { heldRows, planRows } from "../../core/view/plan-rows.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { localDate } from "../host/local-date.ts";
import type { PlanSources } from "./plan-sources.ts";

/** A plan as a text to read: what would change, what is held, and what is odd. */
export function planText(plan: ChangePlan, sources: PlanSources): string {
  const rows = planRows(plan, sources.sectionOf);
  const held = heldRows(plan, sources.sectionOf);
  const lines = [t("Canon plan, {0}", localDate(plan.takenAt)), ""];
  lines.push(
    rows.length === 0 ? t("No changes.") : `${counted(rows.length, "1 change", "{0} changes")}:`,
  );
  let file: string | undefined;
  for (const row of rows) {
    if (row.file !== file) {
      file = row.file;
      lines.push("", plainLine(file, 300));
    }
    lines.push(`  ${row.section}`, `      ${row.label}`);
    if (row.note !== null) lines.push(`      ${row.note}`);
  }
  if (held.length > 0)
    lines.push("", `${counted(held.length, "1 item held for you", "{0} items held for you")}:`);
  for (const row of held) {
    lines.push("", plainLine(row.file, 300), `  ${row.section}`, `      ${row.label}`);
    lines.push(`      ${row.message}`);
  }
  if (plan.problems.length > 0)
    lines.push("", `${counted(plan.problems.length, "1 problem", "{0} problems")}:`);
  for (const problem of plan.problems) {
    const line = problem.line === null ? "" : `:${problem.line}`;
    const place = problem.file === undefined ? "" : `${plainLine(problem.file, 300)}${line}: `;
    lines.push(`  ${place}${plainLine(problem.message, 500)} (${problem.code})`);
  }
  return `${lines.join("\n")}\n`;
}
