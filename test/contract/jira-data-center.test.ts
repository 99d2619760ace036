import { withJiraDataCenterBench } from "../support/jira-data-center/jira-data-center-bench.ts";
import { describeTracker } from "./tracker-contract.ts";

describeTracker("Jira Data Center", withJiraDataCenterBench);
