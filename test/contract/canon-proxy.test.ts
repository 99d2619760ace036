import { withCanonServerBench } from "../support/canon-server/canon-server-bench.ts";
import { describeTracker } from "./tracker-contract.ts";

describeTracker("GitHub behind a Canon server", withCanonServerBench);
describeTracker("Jira behind a Canon server", (task) => withCanonServerBench(task, "jira"));
describeTracker("Linear behind a Canon server", (task) => withCanonServerBench(task, "linear"));
