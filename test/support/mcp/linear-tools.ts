import { identifierOf, type IssueRecord } from "../linear/records.ts";
import type { LinearWorkspace } from "../linear/linear-workspace.ts";
import { NUMBER, takes, TEXT, ToolRefusal, type TestTool } from "./test-tool.ts";

/**
 * The tools of Linear's server, as public listings of it describe them.
 *
 * The newer ones create what they are given no id for, and edit what they are given one for. The
 * older ones know an issue of comments by its own id alone.
 */
export function linearTools(
  workspace: LinearWorkspace,
  generation: "newer" | "older" = "newer",
): TestTool[] {
  return [...common(workspace, generation), ...WRITING[generation](workspace)];
}

function common(workspace: LinearWorkspace, generation: "newer" | "older"): TestTool[] {
  const isNewer = generation === "newer";
  return [
    {
      name: "get_issue",
      inputSchema: takes({ id: TEXT, includeRelations: { type: "boolean" } }, 1),
      run: ({ id }) => issueJson(workspace.issue(String(id)), isNewer),
    },
    {
      name: "list_comments",
      inputSchema: isNewer
        ? takes({ issueId: TEXT, limit: NUMBER, cursor: TEXT }, 1)
        : takes({ issueId: TEXT }),
      run: ({ issueId, limit, cursor }) => {
        const issue = isNewer
          ? workspace.issue(String(issueId))
          : workspace.issues.find(({ id }) => id === issueId);
        if (issue === undefined) throw new ToolRefusal("Entity not found: Issue");
        const all = issue.comments.map(({ id, body, createdAt, user }) => ({
          id,
          body,
          createdAt,
          updatedAt: createdAt,
          ...(isNewer ? { author: { id: user.id, name: user.name } } : { user: user.name }),
        }));
        if (!isNewer) return all;
        const from = Number(cursor ?? 0);
        const to = from + Number(limit ?? 50);
        return { comments: all.slice(from, to), hasNextPage: to < all.length, cursor: String(to) };
      },
    },
    {
      name: "list_issue_statuses",
      inputSchema: isNewer ? takes({ team: TEXT }) : takes({ teamId: TEXT }),
      run: ({ team, teamId }) => {
        const wanted = workspace.teams.find(({ id, name }) => id === teamId || name === team);
        if (wanted === undefined) throw new ToolRefusal("Entity not found: Team");
        const states = workspace.states.filter((state) => state.team === wanted);
        return states.map(({ id, name, type }) => ({ id, name, type }));
      },
    },
  ];
}

const WRITING: Readonly<Record<"newer" | "older", (workspace: LinearWorkspace) => TestTool[]>> = {
  newer: (workspace) => [
    {
      name: "save_issue",
      inputSchema: takes({ id: TEXT, title: TEXT, team: TEXT, state: TEXT }, 0),
      run({ id, title, state }) {
        const teamId = workspace.teams[0]?.id ?? "";
        const issue =
          typeof id === "string"
            ? workspace.issue(id)
            : workspace.create({ teamId, title: typeof title === "string" ? title : "?" });
        workspace.moveToState(identifierOf(issue), String(state));
        return issueJson(issue, true);
      },
    },
    {
      name: "save_comment",
      inputSchema: takes({ id: TEXT, issueId: TEXT, body: TEXT }, 0),
      run({ id, issueId, body }) {
        if (id !== undefined) throw new ToolRefusal("this would edit a comment");
        const { comment } = workspace.comment({ issueId: String(issueId), body: String(body) });
        return { id: comment.id, body: comment.body, createdAt: comment.createdAt };
      },
    },
  ],
  older: (workspace) => [
    {
      name: "update_issue",
      inputSchema: takes({ id: TEXT, stateId: TEXT }),
      run({ id, stateId }) {
        return issueJson(workspace.update(String(id), { stateId: String(stateId) }), false);
      },
    },
    {
      name: "create_comment",
      inputSchema: takes({ issueId: TEXT, body: TEXT }),
      run({ issueId, body }) {
        const { comment } = workspace.comment({ issueId: String(issueId), body: String(body) });
        return { id: comment.id };
      },
    },
  ],
};

function issueJson(issue: IssueRecord, isNewer: boolean): object {
  const { id, title, state, team } = issue;
  const identifier = identifierOf(issue);
  const url = `https://linear.app/acme/issue/${identifier}/x`;
  return isNewer
    ? { id: identifier, title, url, status: state.name, team: team.name, teamId: team.id }
    : {
        id,
        identifier,
        title,
        url,
        state: { id: state.id, name: state.name, type: state.type },
        team: { id: team.id, name: team.name },
        teamId: team.id,
      };
}
