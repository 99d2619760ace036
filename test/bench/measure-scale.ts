import { atMost, forComparison, megabytes, milliseconds, plainCount, type Row } from "./row.ts";
import { measureScale, SYSTEM_COUNT, type Scale } from "./scale-workspace.ts";

const SIZES = [1000, 5000, 20_000] as const;

/** The size that has a budget; the others show how cost grows. */
const BUDGETED = 5000;
const MOST_BYTES = 200e6;

/** What each system may cost besides its tickets: its fields, its states, its newest changes. */
const CONSTANT = 2;

/** The exponent is 1 where twice the sections cost twice as much; garbage makes it a little more. */
const STEEPEST = 1.15;

interface Measured {
  readonly size: number;
  readonly scale: Scale;
}

/** Many linked sections over three systems: what a sync of nothing new costs, and how it grows. */
export async function measureScaleOfSync(): Promise<Row[]> {
  const scales: Measured[] = [];
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

/** Between the two largest sizes: in smaller ones, what a process costs to begin hides the rest. */
function growthRows(scales: readonly Measured[]): Row[] {
  const [smaller, larger] = scales.slice(-2);
  if (smaller === undefined || larger === undefined) return [];
  const measures: readonly [string, (scale: Scale) => number][] = [
    ["time of an unchanged sync", ({ unchanged }) => unchanged.ms],
    ["its memory", ({ unchanged }) => unchanged.topBytes],
    ["its requests", ({ unchanged }) => unchanged.requests.total],
    ["time of the first sync", ({ first }) => first.ms],
  ];
  return measures.map(([name, of]) => {
    const cost = Math.log(of(larger.scale) / of(smaller.scale));
    const value = cost / Math.log(larger.size / smaller.size);
    const show = (number: number): string => number.toFixed(2);
    return atMost({ metric: `growth exponent: ${name}`, value, limit: STEEPEST, show });
  });
}
