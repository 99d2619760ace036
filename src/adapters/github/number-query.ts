import { placeId, repositoryId, type IssuePlace } from "./issue-place.ts";

/** A query for numbers of some repositories, and where in its answer each of them stands. */
export interface NumberQuery {
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Alias of the repository, and of the number in it. */
  aliasesOf(place: IssuePlace): readonly [string, string];
}

/**
 * Asks for many numbers at once.
 *
 * Shape: `selection` is what to ask at each number, with `$number` in its place. Only numbers
 *        stand in the query itself; names travel as variables.
 */
export function numberQuery(
  places: readonly IssuePlace[],
  selection: string,
  fragment: string,
): NumberQuery {
  const groups = new Map<string, IssuePlace[]>();
  for (const place of places) {
    const group = groups.get(repositoryId(place)) ?? [];
    groups.set(repositoryId(place), group.concat(place));
  }
  const aliases = new Map<string, readonly [string, string]>();
  const variables: Record<string, string> = {};
  const parts = [...groups.values()].map((group, index) => {
    const [{ owner, name } = { owner: "", name: "" }] = group;
    variables[`owner${index}`] = owner;
    variables[`name${index}`] = name;
    const numbers = group.map((place) => {
      aliases.set(placeId(place), [`r${index}`, `i${place.number}`]);
      return `i${place.number}: ${selection.replace("$number", String(place.number))}`;
    });
    return `r${index}: repository(owner: $owner${index}, name: $name${index}) { hasIssuesEnabled ${numbers.join(" ")} }`;
  });
  const declared = Object.keys(variables).map((name) => `$${name}: String!`);
  return {
    query: `query (${declared.join(", ")}) { ${parts.join(" ")} } ${fragment}`,
    variables,
    aliasesOf: (place) => aliases.get(placeId(place)) ?? ["", ""],
  };
}
