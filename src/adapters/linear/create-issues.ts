import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TicketDraft, TrackerError, WriteOutcome } from "../../core/model/ticket.ts";
import type { LinearApi } from "./api.ts";
import { CREATE, CREATE_MANY } from "./documents.ts";
import { failedOrUnsure, type LinearFailure } from "./failures.ts";
import { canonicalKey, isChosenId } from "./keys.ts";
import { toTicket } from "./mapping.ts";
import { cancelled, leftOut, noSuchParent, notAKey, notAnId } from "./messages.ts";
import { readIssue } from "./read-issue.ts";
import { readLabels, type TeamData } from "./team-data.ts";
import { createAnswer, createManyAnswer, type Team } from "./wire.ts";

interface Wanted {
  readonly draft: TicketDraft;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * Creates issues under ids that we choose, so that none can come into being twice.
 *
 * Many are created in one transaction. When Linear refuses that, nothing was made, and each is
 * tried by itself to tell which one it did not want.
 */
export async function createIssues(
  api: LinearApi,
  teams: TeamData,
  drafts: readonly TicketDraft[],
  signal: CancelSignal,
): Promise<readonly WriteOutcome[]> {
  if (signal.aborted) return drafts.map(() => failed(cancelled()));
  const team = await teams.team(signal);
  if (!team.ok) return drafts.map(() => failed(team.error));
  const names = new Set(drafts.flatMap(({ labels }) => labels));
  const labels = await readLabels(api, team.value.key, [...names], signal);
  if (!labels.ok) return drafts.map(() => failed(labels.error));
  const inputs: Result<Wanted, TrackerError>[] = [];
  for (const draft of drafts) {
    inputs.push(await inputOf(teams, { ...team.value, labels: labels.value }, draft, signal));
  }
  const wanted = inputs.flatMap((input) => (input.ok ? [input.value] : []));
  const outcomes = await create(api, wanted, signal);
  // What was refused may have been named by an answer that is out of date.
  if (outcomes.some(({ kind }) => kind === "failed")) teams.forget();
  const ended = new Map(wanted.map(({ draft }, index) => [draft, outcomes[index]]));
  return drafts.map((draft, index) => {
    const input = inputs[index];
    return input?.ok === false ? failed(input.error) : (ended.get(draft) ?? failed(cancelled()));
  });
}

async function inputOf(
  teams: TeamData,
  team: Team & { readonly labels: ReadonlyMap<string, string> },
  draft: TicketDraft,
  signal: CancelSignal,
): Promise<Result<Wanted, TrackerError>> {
  const { marker, title, managedText, status, parentKey, labels } = draft;
  if (!isChosenId(marker)) return err(notAnId(marker));
  const parentId = parentKey === null ? null : canonicalKey(parentKey);
  if (parentId === undefined) return err(notAKey(parentKey ?? ""));
  const state = await teams.state(team.key, status, signal);
  if (!state.ok) return state;
  const labelIds = labels.flatMap((name) => team.labels.get(name) ?? []);
  return ok({
    draft,
    input: {
      id: marker,
      teamId: team.id,
      title,
      description: managedText,
      stateId: state.value.id,
      ...(parentId === null ? {} : { parentId }),
      ...(labelIds.length === 0 ? {} : { labelIds }),
    },
  });
}

async function create(
  api: LinearApi,
  wanted: readonly Wanted[],
  signal: CancelSignal,
): Promise<readonly WriteOutcome[]> {
  if (wanted.length > 1) {
    const together = await createTogether(api, wanted, signal);
    if (together.ok) return together.value;
    const { error, executed } = together.error;
    const isRefused = error.code === "tracker/rejected" || error.code === "tracker/not-found";
    if (executed === "unknown" || !isRefused)
      return wanted.map(() => failedOrUnsure(together.error));
  }
  const outcomes: WriteOutcome[] = [];
  for (const one of wanted) outcomes.push(await createOne(api, one, signal));
  return outcomes;
}

async function createTogether(
  api: LinearApi,
  wanted: readonly Wanted[],
  signal: CancelSignal,
): Promise<Result<readonly WriteOutcome[], LinearFailure>> {
  const said = await api.ask(
    {
      document: CREATE_MANY,
      variables: { input: { issues: wanted.map(({ input }) => input) } },
      answer: createManyAnswer,
      effect: "write",
      action: t("creating tickets"),
    },
    signal,
  );
  if (!said.ok) return said;
  const made = new Map(said.value.issueBatchCreate.issues.map((one) => [one.id, toTicket(one)]));
  const outcomes = wanted.map(({ draft }): WriteOutcome => {
    const ticket = made.get(draft.marker.toLowerCase());
    if (ticket !== undefined) return { kind: "done", ticket };
    return { kind: "unsure", error: leftOut(draft.marker) };
  });
  return ok(outcomes);
}

async function createOne(
  api: LinearApi,
  { draft, input }: Wanted,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const said = await api.ask(
    {
      document: CREATE,
      variables: { input },
      answer: createAnswer,
      effect: "write",
      action: t("creating a ticket"),
    },
    signal,
  );
  if (said.ok) {
    const { issue } = said.value.issueCreate;
    // Another id than the chosen one: the answer was meant for another request.
    return issue.id === draft.marker.toLowerCase()
      ? { kind: "done", ticket: toTicket(issue) }
      : { kind: "unsure", error: leftOut(draft.marker) };
  }
  const { reason } = said.error;
  // An earlier run has made it, and its answer was lost.
  if (reason === "taken") return readMade(api, draft.marker, signal);
  if (reason === "missing" && draft.parentKey !== null)
    return failed(noSuchParent(draft.parentKey));
  return failedOrUnsure(said.error);
}

async function readMade(
  api: LinearApi,
  marker: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const made = await readIssue(api, marker, signal);
  if (made.ok) return { kind: "done", ticket: toTicket(made.value) };
  return { kind: "unsure", error: made.error.error };
}

function failed(error: TrackerError): WriteOutcome {
  return { kind: "failed", error };
}
