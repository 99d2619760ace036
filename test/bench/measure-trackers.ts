import { countRequests, MOST_REQUESTS } from "../support/remote/count-requests.ts";
import { countRecalled, MOST_RECALLED_REQUESTS } from "../support/remote/count-recalled.ts";
import { DIRECT_SYSTEMS, SYSTEMS } from "../support/remote/systems.ts";
import { atMost, forComparison, plainCount, type Row } from "./row.ts";

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
  for (const system of DIRECT_SYSTEMS) {
    const { whole, unchanged, changed } = await countRecalled(system);
    rows.push(
      atMost({
        metric: `plan of 1,000 tickets, 3 changed since the last, ${system.name}: requests`,
        value: changed,
        limit: MOST_RECALLED_REQUESTS,
        show,
      }),
      forComparison("  none changed", show(unchanged)),
      forComparison("  without a last one", show(whole)),
    );
  }
  return rows;
}
