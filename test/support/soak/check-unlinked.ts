import assert from "node:assert/strict";
import type { Clone } from "../histories/commands.ts";
import { specPaths } from "../histories/spec-edits.ts";
import { quietSync } from "./evening.ts";
import type { Team } from "./team.ts";

/** Of a ticket in one of these states, nobody would say that it is done with. */
const UNFINISHED = /^(To Do|Todo|New|In Progress|Active|Blocked|In Review|Backlog|open(\|.*)?)$/;

/** Any link of a section: that which counts, and those beside it, of which a problem tells. */
const LINK = /<!-- canon:(?:ticket|shadow):[a-z-]+:(?:\S+#)?(\S+) -->/g;

/**
 * An open ticket that no section links to is one that `clone` names: to whoever asks for such, or,
 * where a run of its own made it, or may have made it, for a section that is gone or has got another
 * ticket since, in the problems of each sync.
 */
export async function checkUnlinked(team: Team, clone: Clone): Promise<void> {
  team.trackers.indexAll();
  const { tickets, problems } = await team.triage(clone);
  assert.deepEqual(
    problems.filter(({ code }) => code.startsWith("triage/")),
    [],
  );
  const listed = tickets.map(({ ref }) => ref.key.replace(/^.*#/, ""));
  const { plan } = await quietSync(team, clone);
  const orphans = (plan?.problems ?? []).filter(({ code }) => code === "sync/orphan-intent");
  const told = orphans.map(({ message }) => message);
  const named = told.flatMap((message) => message.match(/[A-Z]+-\d+|\d+/g) ?? []);
  const files = team.files(clone);
  const specs = specPaths(files).map((path) => files.get(path) ?? "");
  const linked = specs.flatMap((text) => [...text.matchAll(LINK)].map(([, key = ""]) => key));
  const known = new Set([...listed, ...named, ...linked]);
  const unnamed = team
    .hands(clone)
    .tickets()
    .filter(({ key, status }) => UNFINISHED.test(status) && !known.has(key))
    .filter(({ title }) => !told.some((message) => message.includes(`"${title}"`)))
    .map(({ key, status, title }) => `${key} (${status}): ${title}`);
  assert.deepEqual(unnamed, [], `tickets that nobody names; listed: ${listed.join(" ")}`);
}
