import { matches } from "./matches.ts";
import { invalid } from "./refusal.ts";

/** The arguments that every list of Linear's takes. */
export interface ListArguments {
  readonly after?: string | null;
  readonly before?: string | null;
  readonly filter?: object | null;
  readonly first?: number | null;
  readonly last?: number | null;
  readonly includeArchived?: boolean | null;
  readonly orderBy?: "createdAt" | "updatedAt" | null;
}

interface Listed {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt: string | null;
}

/** A page of a list, the newest first. */
export function connection<Item extends Listed>(items: readonly Item[], given: ListArguments) {
  const size = given.first ?? given.last ?? 50;
  if (size < 1 || size > 250) throw invalid("first must not be greater than 250.");
  if (given.before != null || given.last != null) throw invalid("The double pages forwards only.");
  const by = given.orderBy ?? "createdAt";
  const wanted = items
    .filter((item) => given.includeArchived === true || item.archivedAt === null)
    .filter((item) => matches(item, given.filter ?? {}))
    .sort((a, b) => (a[by] === b[by] ? 0 : a[by] < b[by] ? 1 : -1));
  const start = given.after == null ? 0 : wanted.findIndex(({ id }) => id === given.after) + 1;
  if (given.after != null && start === 0) throw invalid("after is not a cursor of this list.");
  const nodes = wanted.slice(start, start + size);
  return {
    nodes,
    pageInfo: {
      startCursor: nodes[0]?.id ?? null,
      endCursor: nodes.at(-1)?.id ?? null,
      hasPreviousPage: start > 0,
      hasNextPage: start + size < wanted.length,
    },
  };
}
