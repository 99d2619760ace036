import {
  overAtlassianTools,
  overJiraAdapter,
  overJiraServer,
  overLinearAdapter,
  overLinearServer,
  overNewerLinearTools,
  overOlderLinearTools,
} from "./cycle/benches.ts";
import { describeCycleConnection } from "./cycle/describe-cycle-connection.ts";

describeCycleConnection("Linear's own interface", overLinearAdapter);
describeCycleConnection("Jira's own interface", overJiraAdapter);
describeCycleConnection("the newer tools of Linear", overNewerLinearTools);
describeCycleConnection("the older tools of Linear", overOlderLinearTools);
describeCycleConnection("the tools of Atlassian", overAtlassianTools);
describeCycleConnection("a server in front of Linear", overLinearServer);
describeCycleConnection("mcp-jira-cloud", overJiraServer);
