import { withJiraCloudBench } from "../support/jira-cloud/jira-cloud-bench.ts";
import { describeTracker } from "./tracker-contract.ts";

describeTracker("Jira Cloud", withJiraCloudBench);
