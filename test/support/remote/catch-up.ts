import { JiraState } from "../jira-cloud/jira-state.ts";
import { Store } from "../jira-data-center/store.ts";
import type { TrackedSystem } from "./systems.ts";

/** Has the search index of a double know all that there is by now, as after a quiet minute. */
export function catchUp(double: Awaited<ReturnType<TrackedSystem["start"]>>): void {
  if ("state" in double && double.state instanceof JiraState) double.state.learn();
  if (!("store" in double) || !(double.store instanceof Store)) return;
  for (const issue of double.store.issues) issue.isIndexed = true;
}
