/** A character, one character other than a slash, a run without slashes, or any run. */
type Token = { readonly literal: string } | "one" | "run" | "any";

/**
 * Tells whether a whole path matches a pattern.
 *
 * Shape:  `**` is any run of characters and swallows a slash after it, so that a pattern with
 *         `**` between two slashes also matches with no folder there; `?` is one character other
 *         than a slash; `*` is a run without slashes, or any run when `starCrosses`; everything
 *         else is literal.
 * Units:  takes at most pattern length times path length steps, whatever the pattern.
 * Source: the Canon documentation of `doc_paths` and `routing`.
 */
export function matchPath(pattern: string, path: string, starCrosses: boolean): boolean {
  const tokens = tokensOf(pattern, starCrosses);
  let reached = skipRuns(tokens, new Set([0]));
  for (let index = 0; index < path.length && reached.size > 0; index += 1) {
    const next = new Set<number>();
    for (const place of reached) advance(tokens[place], place, path.charAt(index), next);
    reached = skipRuns(tokens, next);
  }
  return reached.has(tokens.length);
}

function tokensOf(pattern: string, starCrosses: boolean): Token[] {
  const parts = pattern.match(/\*\*\/?|[^]/g) ?? [];
  return parts.map((part): Token => {
    if (part.startsWith("**")) return "any";
    if (part === "*") return starCrosses ? "any" : "run";
    return part === "?" ? "one" : { literal: part };
  });
}

function advance(
  token: Token | undefined,
  place: number,
  character: string,
  next: Set<number>,
): void {
  if (token === undefined) return;
  const isSlash = character === "/";
  if (token === "any" || (token === "run" && !isSlash)) next.add(place);
  else if (token === "one" ? !isSlash : token !== "run" && token.literal === character) {
    next.add(place + 1);
  }
}

/** A run may be empty, so the place behind it is reached as well. */
function skipRuns(tokens: readonly Token[], places: Set<number>): Set<number> {
  // Adding while iterating is safe: a set visits what is added behind the current place.
  for (const place of places) {
    if (tokens[place] === "any" || tokens[place] === "run") places.add(place + 1);
  }
  return places;
}
