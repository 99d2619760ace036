/** One line of the table. A row without `isOk` is there for comparison and has no budget. */
export interface Row {
  readonly metric: string;
  readonly measured: string;
  readonly budget: string;
  readonly isOk: boolean | null;
}

interface Limited {
  readonly metric: string;
  readonly value: number;
  readonly limit: number;
  readonly show: (value: number) => string;
}

/** A value that must not be above its limit. */
export function atMost({ metric, value, limit, show }: Limited): Row {
  return { metric, measured: show(value), budget: `≤ ${show(limit)}`, isOk: value <= limit };
}

/** A number that explains another one. */
export function forComparison(metric: string, measured: string): Row {
  return { metric, measured, budget: "", isOk: null };
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const kilobytes = (value: number): string => `${(value / 1000).toFixed(0)} kB`;
export const megabytes = (value: number): string => `${(value / 1e6).toFixed(1)} MB`;
export const times = (value: number): string => `${value.toFixed(2)} ×`;
export const plainCount = (value: number): string => String(value);
