import type { AzureDevopsDouble } from "../azure-devops/azure-devops-double.ts";
import type { GithubDouble } from "../github/github-double.ts";
import type { JiraCloudDouble } from "../jira-cloud/jira-cloud-double.ts";
import type { JiraDataCenterDouble } from "../jira-data-center/jira-data-center-double.ts";
import type { LinearDouble } from "../linear/linear-double.ts";
import type { RemoteWorkspace } from "./remote-workspace.ts";
import type { TrackedSystem } from "./systems.ts";

/**
 * A person rewrites the description of the only ticket.
 *
 * `change` is given the description as the tracker stores it; a document as JSON.
 */
export function rewriteDescription(
  { name }: TrackedSystem,
  { double }: RemoteWorkspace,
  change: (stored: string) => string,
): void {
  const key = double.tickets()[0]?.key ?? "";
  switch (name) {
    case "Jira Cloud": {
      const { state } = double as JiraCloudDouble;
      const issue = state.issue(key);
      issue.description = JSON.parse(change(JSON.stringify(issue.description))) as never;
      state.touch(issue);
      return;
    }
    case "Jira Data Center": {
      const { store } = double as JiraDataCenterDouble;
      const issue = found(store.find(key));
      issue.description = change(issue.description ?? "");
      store.touch(issue);
      return;
    }
    case "Linear": {
      const { workspace } = double as LinearDouble;
      workspace.update(key, { description: change(workspace.issue(key).description ?? "") });
      return;
    }
    case "GitHub": {
      const { state, project } = double as GithubDouble;
      const issue = found(state.find(project, Number(key)));
      issue.body = change(issue.body);
      state.touch(issue);
      return;
    }
    case "Azure DevOps": {
      const { state } = double as AzureDevopsDouble;
      const item = found(state.find(Number(key)));
      item.fields.set("System.Description", change(item.fields.get("System.Description") ?? ""));
      state.touch(item);
      return;
    }
    default:
      throw new Error(`${name} shows no descriptions`);
  }
}

function found<T>(one: T | undefined): T {
  if (one === undefined) throw new Error("There is no such ticket");
  return one;
}
