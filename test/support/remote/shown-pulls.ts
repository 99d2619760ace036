import type { AzureDevopsDouble } from "../azure-devops/azure-devops-double.ts";
import type { JiraCloudDouble } from "../jira-cloud/jira-cloud-double.ts";
import type { JiraDataCenterDouble } from "../jira-data-center/jira-data-center-double.ts";
import type { LinearDouble } from "../linear/linear-double.ts";
import type { TrackedSystem } from "./systems.ts";

type AnyDouble = Awaited<ReturnType<TrackedSystem["start"]>>;

/**
 * How often a ticket shows a pull request, as its tracker does: by a remote link, an attachment, a
 * relation, or a comment of its own where there is nothing else.
 */
export function shownPulls(
  { name }: TrackedSystem,
  double: AnyDouble,
  key: string,
  url: string,
): number {
  switch (name) {
    case "Jira Cloud": {
      const { links } = (double as JiraCloudDouble).state.issue(key);
      return links.filter(({ object }) => object["url"] === url).length;
    }
    case "Jira Data Center": {
      const links = (double as JiraDataCenterDouble).store.find(key)?.links ?? [];
      return links.filter((link) => link.url === url).length;
    }
    case "Linear": {
      const { attachments } = (double as LinearDouble).workspace.issue(key);
      return attachments.filter((one) => one.url === url).length;
    }
    case "Azure DevOps": {
      const relations = (double as AzureDevopsDouble).state.find(Number(key))?.relations ?? [];
      return relations.filter((one) => one.url === url).length;
    }
    default: {
      const comments = double.tickets().find((one) => one.key === key)?.comments ?? [];
      const shown = comments.filter((text) => text.includes(url));
      const links = shown.filter((text) => !text.includes("Evidence:"));
      // A comment with evidence names the pull request itself where it closes the ticket.
      return links.length > 0 ? links.length : shown.length;
    }
  }
}
