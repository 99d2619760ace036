import type { Answer } from "../remote/fault-server.ts";
import type { StoredComment, StoredIssue, StoredLink } from "./store.ts";
import {
  EPIC_LINK,
  EPIC_NAME,
  RESOLUTIONS,
  type DoubleStatus,
  type DoubleTransition,
  type DoubleType,
  STATUSES,
} from "./workflow.ts";

/** A refusal in Jira's own form. */
export function refusal(
  status: number,
  messages: readonly string[],
  errors: Readonly<Record<string, string>> = {},
): Answer {
  return { status, body: { errorMessages: messages, errors } };
}

/** Jira's dates have no colon in the zone. */
export function jiraTime(time: string): string {
  return time.replace(/Z$/, "+0000");
}

export const PERSON = {
  name: "ada",
  key: "JIRAUSER10100",
  displayName: "Ada Lovelace",
  active: true,
  timeZone: "Europe/London",
};

/** Shapes what the server keeps as its API shows it; `base` is the address with its path. */
export function shapes(base: string) {
  const statusOf = ({ id, name, category }: DoubleStatus) => ({
    self: `${base}/rest/api/2/status/${id}`,
    description: "",
    iconUrl: `${base}/images/icons/statuses/generic.png`,
    name,
    id,
    statusCategory: CATEGORIES(base)[category],
  });
  const personOf = () => ({ self: `${base}/rest/api/2/user?username=ada`, ...PERSON });

  return {
    statusOf,
    personOf,
    typeAddress: ({ id }: DoubleType) => `${base}/rest/api/2/issuetype/${id}`,

    issueOf(issue: StoredIssue, wanted: ReadonlySet<string>, properties: readonly string[]) {
      const all: Record<string, unknown> = {
        summary: issue.summary,
        description: issue.description,
        status: statusOf(issue.status),
        resolution: resolutionOf(base, issue.resolution),
        issuetype: typeOf(base, issue.type),
        labels: issue.labels,
        assignee: null,
        created: jiraTime(issue.created),
        updated: jiraTime(issue.updated),
        [EPIC_LINK]: issue.epic,
        [EPIC_NAME]: issue.epicName,
        ...(issue.parent === null ? {} : { parent: { key: issue.parent } }),
      };
      const fields = Object.entries(all).filter(([name]) => wanted.size === 0 || wanted.has(name));
      const noted = [...issue.properties].filter(([key]) => properties.includes(key));
      return {
        expand: "renderedFields,names,schema,operations,editmeta,changelog,transitions",
        id: issue.id,
        self: `${base}/rest/api/2/issue/${issue.id}`,
        key: issue.key,
        fields: Object.fromEntries(fields),
        ...(properties.length === 0 ? {} : { properties: Object.fromEntries(noted) }),
      };
    },

    createdOf: ({ id, key }: StoredIssue) => ({
      id,
      key,
      self: `${base}/rest/api/2/issue/${id}`,
    }),

    transitionOf(transition: DoubleTransition, withFields: boolean) {
      const to = STATUSES.find(({ name }) => name === transition.to);
      const fields = Object.entries(transition.fields).map(([id, field]) => [
        id,
        {
          required: field.required,
          schema: { type: "string", system: id },
          name: field.name,
          fieldId: id,
          hasDefaultValue: false,
          operations: ["set"],
          ...(field.allowed === undefined ? {} : { allowedValues: field.allowed }),
        },
      ]);
      return {
        id: transition.id,
        name: transition.name,
        to: to === undefined ? null : statusOf(to),
        ...(withFields ? { fields: Object.fromEntries(fields) as unknown } : {}),
      };
    },

    commentOf: (issue: StoredIssue, { id, body, created }: StoredComment) => ({
      self: `${base}/rest/api/2/issue/${issue.id}/comment/${id}`,
      id,
      author: personOf(),
      body,
      updateAuthor: personOf(),
      created: jiraTime(created),
      updated: jiraTime(created),
    }),

    linkOf: (issue: StoredIssue, { id, globalId, relationship, url, title }: StoredLink) => ({
      id,
      self: `${base}/rest/api/2/issue/${issue.key}/remotelink/${id}`,
      ...(globalId === null ? {} : { globalId }),
      ...(relationship === null ? {} : { relationship }),
      application: {},
      object: { url, title, icon: {}, status: { icon: {} } },
    }),
  };
}

export type Shapes = ReturnType<typeof shapes>;

const CATEGORIES = (base: string) => ({
  new: categoryOf(base, 2, "new", "blue-gray", "To Do"),
  indeterminate: categoryOf(base, 4, "indeterminate", "yellow", "In Progress"),
  done: categoryOf(base, 3, "done", "green", "Done"),
});

function categoryOf(base: string, id: number, key: string, colorName: string, name: string) {
  return { self: `${base}/rest/api/2/statuscategory/${id}`, id, key, colorName, name };
}

function typeOf(base: string, type: { id: string; name: string; subtask: boolean }) {
  return { self: `${base}/rest/api/2/issuetype/${type.id}`, description: "", ...type };
}

function resolutionOf(base: string, name: string | null) {
  const found = RESOLUTIONS.find((one) => one.name === name);
  return found === undefined
    ? null
    : { self: `${base}/rest/api/2/resolution/${found.id}`, description: "", ...found };
}
