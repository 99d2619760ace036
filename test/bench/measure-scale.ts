import { atMost, forComparison, megabytes, milliseconds, plainCount, type Row } from "./row.ts";
import { measureScale, SYSTEM_COUNT, type Scale } from "./scale-workspace.ts";

const SIZES = [1000, 5000, 20_000] as const;

/** The size that has a budget; the others show how cost grows. */
const BUDGETED = 5000;
const MOST_BYTES = 200e6;

/** What each system may cost besides its tickets: its fields, its states, its newest changes. */
const CONSTANT = 2;

/** Cost may grow with a little more than the size: a longer run collects more garbage. */
const STEEPEST = 1.15;

/** Many linked sections over three systems: what a sync of nothing new costs, and how it grows. */
export async function measureScaleOfSync(): Promise<Row[]> {
  const scales: { readonly size: number; readonly scale: Scale }[] = [];
  for (const size of SIZES) scales.push({ size, scale: await measureScale(size) });
  return [...scales.flatMap(({ size, scale }) => sizeRows(size, scale)), ...growthRows(scales)];
}

function sizeRows(size: number, { first, unchanged }: Scale): Row[] {
  const what = `unchanged sync, ${size.toLocaleString("en")} sections, ${SYSTEM_COUNT} systems`;
  const budget = SYSTEM_COUNT * (Math.ceil(size / SYSTEM_COUNT / 100) + CONSTANT);
  const requests = unchanged.requests.total;
  const perSection = (requests / size).toFixed(4);
  const memory =
    size === BUDGETED
      ? atMost({
          metric: "  memory",
          value: unchanged.topBytes,
          limit: MOST_BYTES,
          show: megabytes,
        })
      : forComparison("  memory", megabytes(unchanged.topBytes));
  return [
    atMost({ metric: `${what}: requests`, value: requests, limit: budget, show: plainCount }),
    atMost({ metric: "  writes", value: unchanged.requests.writes, limit: 0, show: plainCount }),
    atMost({ metric: "  items", value: unchanged.items, limit: 0, show: plainCount }),
    forComparison("  requests a section", perSection),
    memory,
    forComparison("  memory held at its end", megabytes(unchanged.heldBytes)),
    forComparison("  time", milliseconds(unchanged.ms)),
    forComparison("  the first sync, which creates them: time", milliseconds(first.ms)),
  ];
}

/** The exponent: 1 where twice the sections cost twice as much. */
function growthRows(scales: readonly { readonly size: number; readonly scale: Scale }[]): Row[] {
  const measures: readonly [string, (scale: Scale) => number][] = [
    ["time of an unchanged sync", ({ unchanged }) => unchanged.ms],
    ["its memory", ({ unchanged }) => unchanged.topBytes],
    ["its requests", ({ unchanged }) => unchanged.requests.total],
    ["time of the first sync", ({ first }) => first.ms],
  ];
  return measures.map(([name, of]) => {
    const value = exponent(scales.map(({ size, scale }) => [size, of(scale)]));
    const show = (number: number): string => number.toFixed(2);
    return atMost({ metric: `growth exponent: ${name}`, value, limit: STEEPEST, show });
  });
}

/** The slope of the line through all points, both scales logarithmic. */
function exponent(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (of: (point: readonly [number, number]) => number): number =>
    logs.reduce((sum, point) => sum + of(point), 0) / logs.length;
  const [x, y] = [mean(([one]) => one), mean(([, one]) => one)];
  const covariance = mean(([a, b]) => (a - x) * (b - y));
  return covariance / mean(([a]) => (a - x) ** 2);
}
