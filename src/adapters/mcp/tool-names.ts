/** A tracker that is reached over tools. */
export type ToolSystem = "linear" | "jira";

/** The tools of one server that are known for a system, by their own names. */
export interface KnownTools {
  /** What stands before the names: `mcp__linear__`. */
  readonly prefix: string;
  /** The whole name of a tool, by its own. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Finds the servers of a system among the names of tools, the one to use first.
 *
 * Shape:  a tool is known by the longest known name that its own ends with, after `_`, and counts
 *         where the part before that says what it is for; case counts in names only. The plain
 *         spelling goes first, then the others by name. A server counts where it has at least one
 *         tool for issues or comments.
 */
export function findServers(system: ToolSystem, names: readonly string[]): KnownTools[] {
  const servers = new Map<string, Map<string, string>>();
  for (const name of [...new Set(names)].sort()) {
    const known = recognise(name);
    if (known === undefined || !PRODUCTS[system].test(known.prefix + known.mark)) continue;
    if (!KNOWN[system].has(known.own)) continue;
    const tools = servers.get(known.prefix) ?? new Map<string, string>();
    tools.set(known.own, name);
    servers.set(known.prefix, tools);
  }
  return [...servers]
    .filter(([, tools]) => [...tools.keys()].some((own) => !INCIDENTAL.has(own)))
    .map(([prefix, tools]) => ({ prefix, names: tools }))
    .sort((a, b) => plainFirst(a.prefix, b.prefix, `mcp__${PLAIN[system]}__`));
}

/** Whether a name, such as one that a person gave to a server, says that it is for a system. */
export function isFor(system: ToolSystem, name: string): boolean {
  return PRODUCTS[system].test(name);
}

/** What a server of a system is usually called. */
export const PLAIN = { linear: "linear", jira: "atlassian" } as const;

/** The order of names: the usual one, then the others by the alphabet. */
export function plainFirst(a: string, b: string, plain: string): number {
  if (a === plain || b === plain) return a === plain ? -1 : 1;
  return a < b ? -1 : 1;
}

const PRODUCTS = { linear: /linear/i, jira: /atlassian|jira/i } as const;

const KNOWN: Readonly<Record<ToolSystem, ReadonlySet<string>>> = {
  linear: new Set([
    "get_issue",
    "list_comments",
    "list_issue_statuses",
    "save_issue",
    "update_issue",
    "save_comment",
    "create_comment",
  ]),
  jira: new Set([
    "getAccessibleAtlassianResources",
    "getJiraIssue",
    "getTransitionsForJiraIssue",
    "listJiraIssueTransitions",
    "transitionJiraIssue",
    "addCommentToJiraIssue",
    "addOrEditJiraIssueComment",
    "jira_get_issue",
    "jira_get_issue_comments",
    "jira_get_transitions",
    "jira_transition_issue",
    "jira_add_comment",
  ]),
};

/** Tools that alone make no tracker: other products have them as well. */
const INCIDENTAL = new Set(["getAccessibleAtlassianResources", "list_issue_statuses"]);

const LONGEST_FIRST = [...KNOWN.linear, ...KNOWN.jira].sort((a, b) => b.length - a.length);

/** `mark` is what the tool's own name says about its product: `jira_get_issue` needs no prefix. */
interface Recognised {
  readonly prefix: string;
  readonly own: string;
  readonly mark: string;
}

function recognise(name: string): Recognised | undefined {
  const own = LONGEST_FIRST.find((one) => name === one || name.endsWith(`_${one}`));
  if (own === undefined) return undefined;
  const mark = own.startsWith("jira_") ? "jira_" : "";
  return { prefix: name.slice(0, name.length - own.length), own, mark };
}
