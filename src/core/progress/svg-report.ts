import { burnUpChart, WIDE } from "./chart.ts";
import { chartSvg } from "./chart-svg.ts";
import type { ProgressWords } from "./progress-words.ts";
import type { ProgressReport } from "./report.ts";

/** The picture alone, as a file with its own colours; null where nothing is known of the past. */
export function svgReport({ history }: ProgressReport, words: ProgressWords): string | null {
  if (history.kind !== "known") return null;
  const chart = burnUpChart(history.points, words, WIDE);
  return chart === null ? null : `${chartSvg(chart, { name: "wide", isFile: true })}\n`;
}
