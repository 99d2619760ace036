import type { Check } from "../doctor/check.ts";
import { alignColumns } from "./table.ts";
import type { Theme } from "./theme.ts";

const MARKS = { ok: "✔ ok", warn: "! warn", fail: "✖ fail" } as const;

/** One line for each check, with what to do below those that need it. */
export function formatChecks(checks: readonly Check[], theme: Theme): string[] {
  const paints = { ok: theme.good, warn: theme.warn, fail: theme.bad };
  const rows = alignColumns(
    checks.map(({ status, name, detail }) => [
      { text: MARKS[status], paint: paints[status] },
      { text: theme.clean(name), paint: theme.bold },
      { text: theme.clean(detail) },
    ]),
    "",
  );
  return checks.flatMap(({ fix }, index) => {
    const advice = fix === null ? [] : fix.split("\n").map((line) => adviceLine(line, theme));
    return [rows[index] ?? "", ...advice];
  });
}

/** Blanks at the beginning matter in what is to be copied. */
function adviceLine(line: string, theme: Theme): string {
  const indent = /^ */.exec(line)?.[0] ?? "";
  return theme.dim(`        ${indent}${theme.clean(line)}`);
}
