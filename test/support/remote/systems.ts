import type { DirectAccess, ServerAccess } from "../../../src/ports/credentials.ts";
import type { RemoteDouble } from "./double.ts";

/** One tracker behind the wire, with what differs between them in a sync of the same spec. */
export interface TrackedSystem {
  readonly name: string;
  /** As written in the configuration and in links. */
  readonly system: string;
  /**
   * Where the tracker has a search index, it never learns of what is made later. `nowMs` is its
   * time, where it should not be the machine's.
   */
  start(nowMs?: () => number): Promise<RemoteDouble<DirectAccess | ServerAccess>>;
  /** Lines below the connection in `CANON.yaml`. */
  readonly hierarchy: string;
  /** Issue types of a section at depth 2 and of one below it; null where there are none. */
  readonly types: readonly [string | null, string | null];
  /** What the tracker calls `todo`, `in_progress` and `done`. */
  readonly statuses: { readonly todo: string; readonly in_progress: string; readonly done: string };
  /** Spoken to with the tracker's own credential, not through a Canon server. */
  readonly isDirect: boolean;
}

const EPICS = "    hierarchy:\n      2: Epic\n      3: Story\n      auto_parent: true\n";
const PARENTS = "    hierarchy:\n      auto_parent: true\n";

export const SYSTEMS: readonly TrackedSystem[] = [
  {
    name: "Jira Cloud",
    system: "jira",
    start: async (now) =>
      (await import("../jira-cloud/jira-cloud-double.ts")).startJiraCloudDouble(
        now === undefined ? {} : { now },
      ),
    hierarchy: EPICS,
    types: ["Epic", "Story"],
    statuses: { todo: "To Do", in_progress: "In Progress", done: "Done" },
    isDirect: true,
  },
  {
    name: "Jira Data Center",
    system: "jira",
    start: async (nowMs = Date.now) => {
      const { startJiraDataCenterDouble } =
        await import("../jira-data-center/jira-data-center-double.ts");
      const double = await startJiraDataCenterDouble(() => new Date(nowMs()).toISOString());
      double.store.isIndexFrozen = true;
      return double;
    },
    hierarchy: EPICS,
    types: ["Epic", "Story"],
    statuses: { todo: "To Do", in_progress: "In Progress", done: "Done" },
    isDirect: true,
  },
  {
    name: "Linear",
    system: "linear",
    start: async (now) =>
      (await import("../linear/linear-double.ts")).startLinearDouble(
        now === undefined ? {} : { now },
      ),
    hierarchy: PARENTS,
    types: [null, null],
    statuses: { todo: "Todo", in_progress: "In Progress", done: "Done" },
    isDirect: true,
  },
  {
    name: "GitHub",
    system: "github",
    start: async (nowMs) =>
      (await import("../github/github-double.ts")).startGithubDouble(
        nowMs === undefined ? {} : { nowMs },
      ),
    hierarchy: PARENTS,
    types: [null, null],
    statuses: {
      todo: "open|canon:todo",
      in_progress: "open|canon:in-progress",
      done: "closed|canon:done",
    },
    isDirect: true,
  },
  {
    name: "Azure DevOps",
    system: "azure-devops",
    start: async (nowMs) =>
      (await import("../azure-devops/azure-devops-double.ts")).startAzureDevopsDouble(
        nowMs === undefined ? {} : { nowMs },
      ),
    hierarchy: "    hierarchy:\n      2: Feature\n      3: User Story\n      auto_parent: true\n",
    types: ["Feature", "User Story"],
    statuses: { todo: "New", in_progress: "Active", done: "Closed" },
    isDirect: true,
  },
  {
    name: "a Canon server",
    system: "github",
    start: async () =>
      (await import("../canon-server/canon-server-double.ts")).startCanonServerDouble(),
    hierarchy: "",
    types: [null, null],
    statuses: {
      todo: "open|canon:todo",
      in_progress: "open|canon:in-progress",
      done: "closed|canon:done",
    },
    isDirect: false,
  },
];

export const DIRECT_SYSTEMS = SYSTEMS.filter((one) => one.isDirect);
