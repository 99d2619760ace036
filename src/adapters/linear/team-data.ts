import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { LinearApi } from "./api.ts";
import { LABELS, STATES } from "./documents.ts";
import { findTeam } from "./find-team.ts";
import { isSameName } from "./keys.ts";
import { inOrder } from "./mapping.ts";
import { unknownState } from "./messages.ts";
import { labelsAnswer, type State, statesAnswer, type Team } from "./wire.ts";

type States = readonly State[];

/** What belongs to a team rather than to a ticket. Asked for once, and kept. */
export interface TeamData {
  /** The team that the configuration names. */
  team(signal: CancelSignal): Promise<Result<Team, TrackerError>>;
  /** The states of a team, in the order of a ticket's walk. */
  states(teamKey: string, signal: CancelSignal): Promise<Result<States, TrackerError>>;
  /** The state of that name, in any case; asks again before it says that there is none. */
  state(teamKey: string, name: string, signal: CancelSignal): Promise<Result<State, TrackerError>>;
  /** Called when Linear refused something that these answers had a part in. */
  forget(): void;
}

export function createTeamData(api: LinearApi, project: string): TeamData {
  let team: Team | undefined;
  const known = new Map<string, States>();

  async function refresh(
    teamKey: string,
    signal: CancelSignal,
  ): Promise<Result<States, TrackerError>> {
    const states = await readStates(api, teamKey, signal);
    if (states.ok) known.set(teamKey, states.value);
    return states;
  }

  return {
    async team(signal) {
      if (team !== undefined) return ok(team);
      const found = await findTeam(api, project, signal);
      if (found.ok) team = found.value;
      return found;
    },
    async states(teamKey, signal) {
      const states = known.get(teamKey);
      return states === undefined ? refresh(teamKey, signal) : ok(states);
    },
    async state(teamKey, name, signal) {
      const state = pick(known.get(teamKey) ?? [], name);
      if (state !== undefined) return ok(state);
      const fresh = await refresh(teamKey, signal);
      if (!fresh.ok) return fresh;
      const names = fresh.value.map((one) => one.name);
      const found = pick(fresh.value, name);
      return found === undefined ? err(unknownState(name, teamKey, names)) : ok(found);
    },
    forget() {
      team = undefined;
      known.clear();
    },
  };
}

/** Ids by name of the labels that a team can use. Names that no label has are left out. */
export async function readLabels(
  api: LinearApi,
  teamKey: string,
  names: readonly string[],
  signal: CancelSignal,
): Promise<Result<ReadonlyMap<string, string>, TrackerError>> {
  if (names.length === 0) return ok(new Map());
  const said = await api.ask(
    {
      document: LABELS,
      variables: { names, team: teamKey },
      answer: labelsAnswer,
      effect: "read",
      action: t("reading labels"),
    },
    signal,
  );
  if (!said.ok) return err(said.error.error);
  return ok(new Map(said.value.issueLabels.nodes.map(({ name, id }) => [name, id])));
}

async function readStates(
  api: LinearApi,
  teamKey: string,
  signal: CancelSignal,
): Promise<Result<States, TrackerError>> {
  const said = await api.ask(
    {
      document: STATES,
      variables: { team: teamKey },
      answer: statesAnswer,
      effect: "read",
      action: t("reading the states of a team"),
    },
    signal,
  );
  return said.ok ? ok(inOrder(said.value.workflowStates.nodes)) : err(said.error.error);
}

function pick(states: States, name: string): State | undefined {
  return (
    states.find((one) => one.name === name) ?? states.find((one) => isSameName(one.name, name))
  );
}
