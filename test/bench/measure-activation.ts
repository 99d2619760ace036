import { inWindow } from "../e2e/support/open-window.ts";
import type { VsCodeWindow } from "../e2e/support/vs-code-window.ts";
import { preparePackage } from "../host/build-extension.ts";
import { atMost, forComparison, milliseconds, type Row } from "./row.ts";
import { median } from "./statistics.ts";

const WINDOWS = 5;
const CANON = "canon.canon";
/** Tall, because an editor draws only the lines that fit. */
const SIZE = { width: 1600, height: 3000 };

interface Activation {
  readonly loadMs: number;
  /** Both the call itself and the promise that it returned. */
  readonly activateMs: number;
}

/**
 * What VS Code itself reports of each extension's start, for Canon and for those it comes with.
 *
 * The numbers are those of "Developer: Startup Performance", from several fresh windows.
 */
export async function measureActivation(): Promise<Row[]> {
  process.env["CANON_VSIX"] = await preparePackage();
  const samples = new Map<string, Activation[]>();
  for (let round = 0; round < WINDOWS; round++) {
    for (const [name, activation] of await activations()) {
      samples.set(name, [...(samples.get(name) ?? []), activation]);
    }
  }
  const canon = samples.get(CANON);
  if (canon?.length !== WINDOWS) throw new Error("Canon was not active in every window.");
  const others = [...samples].filter(([name, all]) => name !== CANON && all.length === WINDOWS);
  const medians = others.map(([name, all]) => [name, half(all, "activateMs")] as const);
  return [
    atMost({
      metric: `activate(), median of ${WINDOWS} windows`,
      value: half(canon, "activateMs"),
      limit: 15,
      show: milliseconds,
    }),
    forComparison(
      "  median over VS Code's own extensions",
      milliseconds(median(medians.map(([, ms]) => ms))),
    ),
    ...medians
      .sort((a, b) => b[1] - a[1])
      .map(([name, ms]) => forComparison(`  ${name}`, milliseconds(ms))),
    forComparison("  loading Canon's code, not part of it", milliseconds(half(canon, "loadMs"))),
  ];
}

function half(all: readonly Activation[], field: keyof Activation): number {
  return median(all.map((one) => one[field]));
}

async function activations(): Promise<Map<string, Activation>> {
  const found = new Map<string, Activation>();
  await inWindow({ file: "docs/specs/payments.md", size: SIZE }, async (window) => {
    await window.lenses().first().waitFor();
    await window.runCommand("Developer: Startup Performance");
    await window.line(`| ${CANON}`).waitFor();
    for (const row of await tableRows(window)) {
      const [, name = "", , load = "", call = "", finish = ""] = row;
      const activation = { loadMs: Number(load), activateMs: Number(call) + Number(finish) };
      if (/^\w+\.[\w-]+$/.test(name) && Number.isFinite(activation.activateMs)) {
        found.set(name, activation);
      }
    }
  });
  return found;
}

/** The editor draws blanks as no-break spaces, which a trim takes away as well. */
async function tableRows(window: VsCodeWindow): Promise<string[][]> {
  const lines = await window.page.locator(".editor-instance .view-line").allInnerTexts();
  return lines.filter((line) => line.startsWith("|")).map((line) => line.split("|").map(trimmed));
}

function trimmed(cell: string): string {
  return cell.replaceAll("\u00a0", " ").trim();
}
