import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { LinearApi } from "./api.ts";
import { TEAMS } from "./documents.ts";
import { isSameName } from "./keys.ts";
import { ambiguousTeam, unknownTeam } from "./messages.ts";
import { type Team, teamsAnswer } from "./wire.ts";

/** Finds a team by its key in any case, else by its name in any case. */
export async function findTeam(
  api: LinearApi,
  wanted: string,
  signal: CancelSignal,
): Promise<Result<Team, TrackerError>> {
  const filter = { or: [{ key: { eqIgnoreCase: wanted } }, { name: { eqIgnoreCase: wanted } }] };
  const found = await readTeams(api, filter, signal);
  if (!found.ok) return found;
  const byKey = found.value.find(({ key }) => isSameName(key, wanted));
  if (byKey !== undefined) return ok(byKey);
  const [byName, ...others] = found.value.filter(({ name }) => isSameName(name, wanted));
  if (byName !== undefined && others.length === 0) return ok(byName);
  if (byName !== undefined) return err(ambiguousTeam(wanted, keysOf([byName, ...others])));
  const all = await readTeams(api, {}, signal);
  return all.ok ? err(unknownTeam(wanted, keysOf(all.value))) : all;
}

type NamedTeam = Team & { readonly name: string };

async function readTeams(
  api: LinearApi,
  filter: object,
  signal: CancelSignal,
): Promise<Result<readonly NamedTeam[], TrackerError>> {
  const said = await api.ask(
    {
      document: TEAMS,
      variables: { filter },
      answer: teamsAnswer,
      effect: "read",
      action: t("looking for the team"),
    },
    signal,
  );
  return said.ok ? ok(said.value.teams.nodes) : err(said.error.error);
}

function keysOf(teams: readonly NamedTeam[]): string[] {
  return teams.map(({ key }) => key);
}
