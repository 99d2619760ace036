import { countRequests, MOST_REQUESTS } from "../support/remote/count-requests.ts";
import { SYSTEMS } from "../support/remote/systems.ts";
import { atMost, plainCount, type Row } from "./row.ts";

/** What 1,000 linked tickets cost at each tracker, in requests. */
export async function measureTrackers(): Promise<Row[]> {
  const rows: Row[] = [];
  const show = plainCount;
  for (const system of SYSTEMS) {
    const { status, unchanged } = await countRequests(system);
    rows.push(
      atMost({
        metric: `status of 1,000 tickets, ${system.name}: requests`,
        value: status.total,
        limit: MOST_REQUESTS,
        show,
      }),
      atMost({
        metric: "  unchanged sync of them: writes",
        value: unchanged.writes,
        limit: 0,
        show,
      }),
    );
  }
  return rows;
}
