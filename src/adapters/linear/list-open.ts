import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TicketListing, TrackerError } from "../../core/model/ticket.ts";
import { readPages } from "../http/read-pages.ts";
import type { LinearApi } from "./api.ts";
import { OPEN } from "./documents.ts";
import { cancelled } from "./messages.ts";
import type { TeamData } from "./team-data.ts";
import { openAnswer } from "./wire.ts";

const MAX_PAGES = 8;

/** Keys of the team's tickets that are neither done nor given up nor archived. */
export async function listOpenTickets(
  api: LinearApi,
  teams: TeamData,
  signal: CancelSignal,
): Promise<Result<TicketListing, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const team = await teams.team(signal);
  if (!team.ok) return team;
  const pages = await readPages(MAX_PAGES, async (after) => {
    const said = await api.ask(
      {
        document: OPEN,
        variables: { team: team.value.key, after },
        answer: openAnswer,
        effect: "read",
        action: t("listing open tickets"),
      },
      signal,
    );
    if (!said.ok) return err(said.error.error);
    const { nodes, pageInfo } = said.value.issues;
    return ok({ items: nodes, next: pageInfo.hasNextPage ? pageInfo.endCursor : null });
  });
  if (!pages.ok) return pages;
  const { items, isComplete } = pages.value;
  return ok({ keys: [...new Set(items.map(({ identifier }) => identifier))], isComplete });
}
