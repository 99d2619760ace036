import { t } from "../../core/kernel/texts.ts";
import type { ToolCall } from "./tool-caller.ts";
import { needed, optional, type Argument } from "./tool-input.ts";
import type { JiraTransition } from "./wire.ts";

export function siteAction(): string {
  return t("finding the Atlassian site");
}

type Site = readonly Argument[];

/** The status with the title, or the comments, of one issue. */
export function issueCall(key: string, what: "status" | "comment", site: Site = []): ToolCall {
  const fields = what === "status" ? ["summary", "status"] : ["comment"];
  return {
    tools: ["getJiraIssue", "jira_get_issue"],
    input: [...site, issue(key), optional(["fields", fields])],
    action: what === "status" ? t("reading {0}", key) : t("reading the comments of {0}", key),
  };
}

export function commentsCall(
  key: string,
  { startAt, maxResults }: { readonly startAt: number; readonly maxResults: number },
  site: Site,
): ToolCall {
  const further = startAt === 0 ? optional : needed;
  return {
    tools: ["jira_get_issue_comments"],
    input: [
      ...site,
      issue(key),
      further(["startAt", startAt]),
      optional(["maxResults", maxResults]),
    ],
    action: t("reading the comments of {0}", key),
  };
}

/** The transitions that a ticket can take now, with what their screens ask for. */
export function waysCall(key: string, site: Site): ToolCall {
  return {
    tools: ["getTransitionsForJiraIssue", "listJiraIssueTransitions", "jira_get_transitions"],
    input: [...site, issue(key), optional(["expand", "transitions.fields"])],
    action: t("reading the transitions of {0}", key),
  };
}

/**
 * A move. Nothing but the transition is said, save a resolution where its screen shows one: many
 * workflows let nobody finish a ticket without.
 */
export function moveCall(key: string, way: JiraTransition, site: Site): ToolCall {
  const { id } = way;
  const resolution = isFinishing(way) ? [optional(["resolution", "Done"])] : [];
  return {
    tools: ["transitionJiraIssue", "jira_transition_issue"],
    input: [
      ...site,
      issue(key),
      needed(["transition", { id }], ["transitionId", id]),
      ...resolution,
    ],
    action: t("moving {0}", key),
  };
}

/** The id of a comment would edit that one, so it is never given. */
export function commentCall(key: string, text: string, site: Site): ToolCall {
  return {
    tools: ["addCommentToJiraIssue", "addOrEditJiraIssueComment", "jira_add_comment"],
    input: [
      ...site,
      issue(key),
      needed(["commentBody", text], ["body", text]),
      optional(["contentFormat", "markdown"]),
    ],
    action: t("commenting on {0}", key),
  };
}

function issue(key: string): Argument {
  return needed(["issueIdOrKey", key]);
}

function isFinishing({ to, name, fields }: JiraTransition): boolean {
  const hasResolution = Array.isArray(fields)
    ? fields.includes("resolution")
    : typeof fields === "object" && fields !== null && Object.hasOwn(fields, "resolution");
  return hasResolution && /^(?:done|closed|resolved|completed?|finished)$/i.test(to ?? name);
}
