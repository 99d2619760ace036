import type { AzureDevopsDouble } from "../azure-devops/azure-devops-double.ts";
import { PARENT, itemUrl } from "../azure-devops/views.ts";
import type { CanonServerDouble } from "../canon-server/canon-server-double.ts";
import type { GithubDouble } from "../github/github-double.ts";
import type { JiraCloudDouble } from "../jira-cloud/jira-cloud-double.ts";
import type { JiraDataCenterDouble } from "../jira-data-center/jira-data-center-double.ts";
import type { LinearDouble } from "../linear/linear-double.ts";
import type { DoubleTicket } from "../remote/double.ts";
import type { TrackedSystem } from "../remote/systems.ts";
import {
  boxesInDocument,
  boxesInText,
  editDocument,
  editText,
  type BodyEdit,
} from "./body-edits.ts";
import type { Hands, SeenTicket } from "./hands.ts";

type AnyDouble = Awaited<ReturnType<TrackedSystem["start"]>>;

/** The hands of the people who work in the tracker behind a double. */
export function handsOn({ name, statuses }: TrackedSystem, double: AnyDouble): Hands {
  const usual = [statuses.todo, statuses.in_progress, statuses.done];
  switch (name) {
    case "Jira Cloud":
      return onJiraCloud(double as JiraCloudDouble, [...usual, "Blocked", "In Review"]);
    case "Jira Data Center":
      return onJiraDataCenter(double as JiraDataCenterDouble, [...usual, "Backlog"]);
    case "Linear":
      return onLinear(double as LinearDouble, [...usual, "In Review", "Canceled"]);
    case "GitHub":
      return onGithub(double as GithubDouble, [...usual, "open|canon:blocked", "open"]);
    case "Azure DevOps":
      return onAzureDevops(double as AzureDevopsDouble, [...usual, "Resolved"]);
    default:
      return onCanonServer(double as CanonServerDouble, usual);
  }
}

function onJiraCloud(double: JiraCloudDouble, statuses: readonly string[]): Hands {
  const { state } = double;
  return {
    statusesOf: () => statuses,
    hasTexts: true,
    hasParents: true,
    tickets: () =>
      double.tickets().map((one) => seen(one, boxesInDocument(state.issue(one.key).description))),
    move(key, status) {
      state.moveToStatus(key, status);
      return true;
    },
    retitle(key, title) {
      const issue = state.issue(key);
      issue.summary = title;
      state.touch(issue);
      return true;
    },
    edit(key, edit) {
      const issue = state.issue(key);
      const edited = editDocument(issue.description, edit);
      if (edited === undefined) return false;
      issue.description = edited;
      state.touch(issue);
      return true;
    },
    reparent(key, parentKey) {
      const issue = state.issue(key);
      const parent = parentKey === null ? null : state.issue(parentKey);
      if (parent !== null && state.typeOf(parent).level <= state.typeOf(issue).level) return false;
      issue.parentKey = parentKey;
      state.touch(issue);
      return true;
    },
    remove(key) {
      state.remove(key);
      for (const one of state.issues) if (one.parentKey === key) one.parentKey = null;
      return true;
    },
  };
}

function onJiraDataCenter(double: JiraDataCenterDouble, statuses: readonly string[]): Hands {
  const { store } = double;
  const issueOf = (key: string) => {
    const issue = store.find(key);
    if (issue === undefined) throw new Error(`no issue ${key}`);
    return issue;
  };
  return {
    statusesOf: () => statuses,
    hasTexts: true,
    hasParents: true,
    tickets: () => double.tickets().map((one) => seen(one)),
    move(key, status) {
      double.move(key, status);
      return true;
    },
    retitle(key, title) {
      issueOf(key).summary = title;
      store.touch(issueOf(key));
      return true;
    },
    edit(key, edit) {
      const issue = issueOf(key);
      const edited = editText(issue.description ?? "", edit);
      if (edited === undefined) return false;
      issue.description = edited;
      store.touch(issue);
      return true;
    },
    reparent(key, parentKey) {
      const issue = issueOf(key);
      const isEpic = parentKey === null || issueOf(parentKey).type.name === "Epic";
      if (!isEpic || issue.type.name === "Epic") return false;
      issue.epic = parentKey;
      store.touch(issue);
      return true;
    },
    remove(key) {
      store.issues.splice(store.issues.indexOf(issueOf(key)), 1);
      for (const one of store.issues) if (one.epic === key) one.epic = null;
      return true;
    },
  };
}

function onLinear(double: LinearDouble, statuses: readonly string[]): Hands {
  const { workspace } = double;
  return {
    statusesOf: () => statuses,
    hasTexts: true,
    hasParents: true,
    tickets: () => double.tickets().map((one) => seen(one)),
    move(key, status) {
      workspace.moveToState(key, status);
      return true;
    },
    retitle(key, title) {
      workspace.update(key, { title });
      return true;
    },
    edit(key, edit) {
      const description = editText(workspace.issue(key).description ?? "", edit);
      if (description === undefined) return false;
      workspace.update(key, { description });
      return true;
    },
    reparent(key, parentKey) {
      const parentId = parentKey === null ? null : workspace.issue(parentKey).id;
      for (let one = parentKey === null ? null : workspace.issue(parentKey); one;) {
        if (one === workspace.issue(key)) return false;
        one = one.parent;
      }
      workspace.update(key, { parentId });
      return true;
    },
    remove(key) {
      workspace.archive(key, { isTrash: true });
      return true;
    },
  };
}

function onGithub(double: GithubDouble, statuses: readonly string[]): Hands {
  const { state, project } = double;
  const issueOf = (key: string) => {
    const issue = state.find(project, Number(key));
    if (issue === undefined) throw new Error(`no issue ${key}`);
    return issue;
  };
  return {
    statusesOf: () => statuses,
    hasTexts: true,
    hasParents: true,
    tickets: () => double.tickets().map((one) => seen(one)),
    move(key, status) {
      double.move(key, status);
      return true;
    },
    retitle(key, title) {
      issueOf(key).title = title;
      state.touch(issueOf(key));
      return true;
    },
    edit(key, edit) {
      const issue = issueOf(key);
      const edited = editText(issue.body, edit);
      if (edited === undefined) return false;
      issue.body = edited;
      state.touch(issue);
      return true;
    },
    reparent(key, parentKey) {
      const issue = issueOf(key);
      for (let one = parentKey === null ? undefined : issueOf(parentKey); one !== undefined;) {
        if (one === issue) return false;
        const { parentId } = one;
        one = state.issues.find(({ id }) => id === parentId);
      }
      issue.parentId = parentKey === null ? null : issueOf(parentKey).id;
      state.touch(issue);
      return true;
    },
    remove(key) {
      const issue = issueOf(key);
      issue.isDeleted = true;
      for (const one of state.issues) if (one.parentId === issue.id) one.parentId = null;
      return true;
    },
  };
}

function onAzureDevops(double: AzureDevopsDouble, statuses: readonly string[]): Hands {
  const { state } = double;
  const field = "System.Description";
  const itemOf = (key: string) => {
    const item = state.find(Number(key));
    if (item === undefined) throw new Error(`no work item ${key}`);
    return item;
  };
  return {
    statusesOf: () => statuses,
    hasTexts: true,
    hasParents: true,
    tickets: () => double.tickets().map((one) => seen(one)),
    move(key, status) {
      double.move(key, status);
      return true;
    },
    retitle(key, title) {
      itemOf(key).title = title;
      state.touch(itemOf(key));
      return true;
    },
    edit(key, edit) {
      const item = itemOf(key);
      const edited = editText(item.fields.get(field) ?? "", edit);
      if (edited === undefined) return false;
      item.fields.set(field, edited);
      state.touch(item);
      return true;
    },
    reparent(key, parentKey) {
      const item = itemOf(key);
      for (let above = parentKey; above !== null;) {
        if (above === key) return false;
        const current: string = above;
        above = double.tickets().find((one) => one.key === current)?.parentKey ?? null;
      }
      const others = item.relations.filter(({ rel }) => rel !== PARENT);
      const url = itemUrl(state, Number(parentKey));
      const parent = { rel: PARENT, url, attributes: { isLocked: false, name: "Parent" } };
      item.relations = parentKey === null ? others : [...others, parent];
      state.touch(item);
      return true;
    },
    remove(key) {
      itemOf(key).isDeleted = true;
      const url = itemUrl(state, Number(key));
      for (const one of state.items) {
        one.relations = one.relations.filter((relation) => relation.url !== url);
      }
      return true;
    },
  };
}

/** Behind a Canon server, only the status of a ticket can be seen. */
function onCanonServer(double: CanonServerDouble, statuses: readonly string[]): Hands {
  const { behind } = double;
  const ticketOf = (key: string) => behind.all.find(({ id }) => id === key);
  return {
    statusesOf: () => statuses,
    hasTexts: false,
    hasParents: false,
    tickets: () => double.tickets().map((one) => seen(one)),
    move(key, status) {
      double.move(key, status);
      return true;
    },
    retitle(key, title) {
      const ticket = ticketOf(key);
      if (ticket !== undefined) ticket.title = title;
      return ticket !== undefined;
    },
    edit(key, edit: BodyEdit) {
      const ticket = ticketOf(key);
      const edited = editText(ticket?.description ?? "", edit);
      if (ticket === undefined || edited === undefined) return false;
      ticket.description = edited;
      return true;
    },
    reparent: () => false,
    // The server says of what is gone that it failed, as it says of everything.
    remove: () => false,
  };
}

function seen(
  { key, title, description, status, parentKey }: DoubleTicket,
  boxes = boxesInText(description),
): SeenTicket {
  return { key, title, body: description, boxes, status, parentKey };
}
