import { preparePackage } from "../host/build-extension.ts";
import { inWindow } from "../e2e/support/open-window.ts";
import type { VsCodeWindow } from "../e2e/support/vs-code-window.ts";
import { atMost, forComparison, milliseconds, type Row } from "./row.ts";
import { median } from "./statistics.ts";

const WINDOWS = 5;
/** Tall, because the list of extensions draws only what fits. */
const SIZE = { width: 1200, height: 4000 };

/**
 * What VS Code itself reports as activation time, for Canon and for the extensions it comes with.
 *
 * The numbers are those of "Developer: Show Running Extensions", from several fresh windows.
 */
export async function measureActivation(): Promise<Row[]> {
  process.env["CANON_VSIX"] = await preparePackage();
  const samples = new Map<string, number[]>();
  for (let round = 0; round < WINDOWS; round++) {
    await inWindow({ file: "docs/specs/payments.md", size: SIZE }, async (window) => {
      await window.lenses().first().waitFor();
      for (const [name, ms] of await activationTimes(window)) {
        samples.set(name, [...(samples.get(name) ?? []), ms]);
      }
    });
  }
  const canon = samples.get("Canon");
  if (canon === undefined) throw new Error("Canon is not among the running extensions.");
  const others = [...samples]
    .filter(([name, times]) => name !== "Canon" && times.length === WINDOWS)
    .map(([name, times]) => [name, median(times)] as const)
    .sort((a, b) => b[1] - a[1]);
  return [
    atMost({
      metric: `activation, median of ${WINDOWS} windows`,
      value: median(canon),
      limit: 15,
      show: milliseconds,
    }),
    forComparison(
      "  median of VS Code's own extensions",
      milliseconds(median(others.map(([, ms]) => ms))),
    ),
    ...others.map(([name, ms]) => forComparison(`  ${name}`, milliseconds(ms))),
  ];
}

async function activationTimes(window: VsCodeWindow): Promise<Map<string, number>> {
  await window.runCommand("Developer: Show Running Extensions");
  const rows = window.page.locator(".runtime-extensions-editor .monaco-list-row");
  await rows.filter({ hasText: "Canon" }).first().waitFor();
  const times = new Map<string, number>();
  for (const row of await rows.all()) {
    const name = (await row.locator(".name").first().innerText()).trim();
    const text = await row.locator(".activation-time").first().innerText();
    const ms = /(\d+)\s*ms/.exec(text)?.[1];
    if (ms !== undefined) times.set(name, Number(ms));
  }
  return times;
}
