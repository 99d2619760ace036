/** Counts what leaves the machine, so that a report can say what a run cost. */
export interface RequestMeter {
  count(host: string, kind: "read" | "write"): void;
  total(): RequestCount;
}

export interface RequestCount {
  readonly total: number;
  readonly reads: number;
  readonly writes: number;
  readonly byHost: Readonly<Record<string, number>>;
}
