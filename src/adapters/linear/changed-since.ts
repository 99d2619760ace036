import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { ChangedTickets, TrackerError } from "../../core/model/ticket.ts";
import { readPages } from "../http/read-pages.ts";
import type { LinearApi } from "./api.ts";
import { CHANGED } from "./documents.ts";
import { cancelled } from "./messages.ts";
import type { TeamData } from "./team-data.ts";
import { changedAnswer } from "./wire.ts";

const MAX_PAGES = 8;
/** A change may become visible a little later than the moment that it carries. */
const OVERLAP_MS = 5_000;

/** Keys of the team's tickets that changed since a moment, by Linear's own clock. */
export async function changedSince(
  api: LinearApi,
  teams: TeamData,
  since: string,
  signal: CancelSignal,
): Promise<Result<ChangedTickets, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const team = await teams.team(signal);
  if (!team.ok) return team;
  const from = new Date(Date.parse(since) - OVERLAP_MS).toISOString();
  const pages = await readPages(MAX_PAGES, async (after) => {
    const said = await api.ask(
      {
        document: CHANGED,
        variables: { team: team.value.key, since: from, after },
        answer: changedAnswer,
        effect: "read",
        action: t("asking what changed"),
      },
      signal,
    );
    if (!said.ok) return err(said.error.error);
    const { nodes, pageInfo } = said.value.issues;
    return ok({ items: nodes, next: pageInfo.hasNextPage ? pageInfo.endCursor : null });
  });
  if (!pages.ok) return pages;
  const { items, isComplete } = pages.value;
  const until = items.reduce(
    (latest, { updatedAt }) => (Date.parse(updatedAt) > Date.parse(latest) ? updatedAt : latest),
    since,
  );
  return ok({ keys: [...new Set(items.map(({ identifier }) => identifier))], until, isComplete });
}
