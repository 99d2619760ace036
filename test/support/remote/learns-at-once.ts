import type { JiraCloudDouble } from "../jira-cloud/jira-cloud-double.ts";
import type { JiraDataCenterDouble } from "../jira-data-center/jira-data-center-double.ts";
import type { TrackedSystem } from "./systems.ts";

/** Has the search index of a double know at once what is made, where it would never learn of it. */
export function learnsAtOnce(double: Awaited<ReturnType<TrackedSystem["start"]>>): void {
  const { state, store } = double as Partial<JiraCloudDouble> & Partial<JiraDataCenterDouble>;
  if (state?.search !== undefined) state.search = "live";
  if (store?.isIndexFrozen !== undefined) store.isIndexFrozen = false;
}
