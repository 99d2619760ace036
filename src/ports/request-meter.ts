/** Counts what leaves the machine, so that a report can say what a run cost. */
export interface RequestMeter {
  /** `what` is a write's method and the form of its path, without the values in it. */
  count(host: string, kind: "read" | "write", what?: string): void;
  total(): RequestCount;
  /** The writes so far, by host and form, sorted. */
  writes(): readonly WriteCount[];
}

export interface RequestCount {
  readonly total: number;
  readonly reads: number;
  readonly writes: number;
  readonly byHost: Readonly<Record<string, number>>;
}

export interface WriteCount {
  readonly host: string;
  /** Such as `PUT /rest/api/3/issue/{}`. */
  readonly what: string;
  readonly count: number;
}
