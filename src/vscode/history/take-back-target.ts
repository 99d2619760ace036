/** How a lens names what is to be taken back. Plain data, so that it fits a link. */
export interface TakeBackTarget {
  readonly folder: string;
  readonly runId: string;
  /** Null: the whole run. */
  readonly items: readonly string[] | null;
}

/** Arguments can come from anybody, a link included. */
export function asTakeBackTarget(value: unknown): TakeBackTarget | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { folder, runId, items } = value as Partial<Record<keyof TakeBackTarget, unknown>>;
  const isList = Array.isArray(items) && items.every((one) => typeof one === "string");
  if (typeof folder !== "string" || typeof runId !== "string") return undefined;
  return items === null || isList ? { folder, runId, items } : undefined;
}
