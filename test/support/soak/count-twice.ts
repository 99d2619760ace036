import { anchorIn } from "../histories/blocks.ts";
import type { Clone } from "../histories/commands.ts";
import { placedIn } from "../histories/placed.ts";
import type { Team } from "./team.ts";

/** Counts the sections that got more than one ticket while nobody could know of the other. */
export function countTwice(team: Team, clone: Clone): void {
  const names = new Set(placedIn(team.files(clone)).map(({ name }) => name));
  const made = team
    .hands(clone)
    .tickets()
    .map(({ body }) => anchorIn(body))
    .filter((name) => name !== undefined && names.has(name));
  team.tally.twice += made.length - new Set(made).size;
}
