type Comparison = (value: unknown, wanted: unknown) => boolean;

const lower = (value: unknown): string => String(value).toLowerCase();
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const order = (value: unknown, wanted: unknown): number => {
  if (typeof value === "number" && typeof wanted === "number") return value - wanted;
  return String(value) < String(wanted) ? -1 : Number(String(value) > String(wanted));
};

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  eq: (value, wanted) => value === wanted,
  neq: (value, wanted) => value !== wanted,
  in: (value, wanted) => list(wanted).includes(value),
  nin: (value, wanted) => !list(wanted).includes(value),
  eqIgnoreCase: (value, wanted) => lower(value) === lower(wanted),
  contains: (value, wanted) => String(value).includes(String(wanted)),
  containsIgnoreCase: (value, wanted) => lower(value).includes(lower(wanted)),
  startsWith: (value, wanted) => String(value).startsWith(String(wanted)),
  endsWith: (value, wanted) => String(value).endsWith(String(wanted)),
  gt: (value, wanted) => order(value, wanted) > 0,
  gte: (value, wanted) => order(value, wanted) >= 0,
  lt: (value, wanted) => order(value, wanted) < 0,
  lte: (value, wanted) => order(value, wanted) <= 0,
};

/** Tells whether a record is what a filter asks for. Its keys are joined by "and". */
export function matches(value: unknown, filter: unknown): boolean {
  if (filter === null || typeof filter !== "object") return true;
  return Object.entries(filter).every(([key, wanted]) => {
    if (wanted === null || wanted === undefined) return true;
    if (key === "and") return list(wanted).every((one) => matches(value, one));
    if (key === "or") return list(wanted).some((one) => matches(value, one));
    if (key === "null") return (value === null) === wanted;
    const comparison = COMPARISONS[key];
    if (comparison !== undefined) return comparison(value, wanted);
    return isRecord(value) && matches(value[key], wanted);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object";
}
