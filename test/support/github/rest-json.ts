import type { GithubState, StoredComment, StoredIssue } from "./github-state.ts";

/** The forms in which GitHub's REST interface shows what it has. `root` is its address. */
export function issueJson(state: GithubState, root: string, issue: StoredIssue): object {
  const { repository, number, labels } = issue;
  const url = `${root}/repos/${repository}/issues/${number}`;
  const parent = state.issues.find((one) => one.id === issue.parentId);
  const children = state.issues.filter((one) => one.parentId === issue.id);
  const done = children.filter((one) => one.state === "closed").length;
  return {
    id: issue.id,
    node_id: `I_${issue.id}`,
    url,
    repository_url: `${root}/repos/${repository}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issue.page,
    number,
    title: issue.title,
    body: issue.body === "" ? null : issue.body,
    state: issue.state,
    state_reason: issue.reason,
    locked: false,
    active_lock_reason: null,
    comments: issue.comments.length,
    user: userJson(root, issue.author),
    author_association: "MEMBER",
    assignee: issue.assignee === null ? null : userJson(root, issue.assignee),
    assignees: issue.assignee === null ? [] : [userJson(root, issue.assignee)],
    milestone: null,
    labels: labels.map((name, index) => labelJson(root, repository, name, index)),
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.state === "closed" ? issue.updatedAt : null,
    ...(state.switches.isOldServer
      ? {}
      : {
          ...(issue.type === null ? {} : { type: typeJson(issue.type) }),
          parent_issue_url:
            parent === undefined
              ? null
              : `${root}/repos/${parent.repository}/issues/${parent.number}`,
          sub_issues_summary: {
            total: children.length,
            completed: done,
            percent_completed:
              children.length === 0 ? 0 : Math.round((100 * done) / children.length),
          },
        }),
    ...(issue.isPullRequest ? { pull_request: pullRequestLinks(url, issue.page) } : {}),
  };
}

export function commentJson(root: string, issue: StoredIssue, comment: StoredComment): object {
  const issueUrl = `${root}/repos/${issue.repository}/issues/${issue.number}`;
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: `${root}/repos/${issue.repository}/issues/comments/${comment.id}`,
    html_url: `${issue.page}#issuecomment-${comment.id}`,
    issue_url: issueUrl,
    user: userJson(root, comment.author),
    author_association: "MEMBER",
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.createdAt,
  };
}

export function userJson(root: string, login: string): object {
  const url = `${root}/users/${login}`;
  return {
    login,
    id: 1 + login.length,
    node_id: `U_${login}`,
    avatar_url: `https://github.example/avatars/${login}`,
    gravatar_id: "",
    url,
    html_url: `https://github.example/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: "User",
    site_admin: false,
  };
}

/** The user that a credential belongs to; GitHub says more about that one. */
export function publicUserJson(root: string, login: string): object {
  return {
    ...userJson(root, login),
    name: null,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 2,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: "2020-01-01T00:00:00Z",
    updated_at: "2020-01-01T00:00:00Z",
  };
}

function labelJson(root: string, repository: string, name: string, index: number): object {
  return {
    id: 9000 + index,
    node_id: `LA_${9000 + index}`,
    url: `${root}/repos/${repository}/labels/${encodeURIComponent(name)}`,
    name,
    description: null,
    color: "ededed",
    default: false,
  };
}

function typeJson(name: string): object {
  return { id: 7, node_id: `IT_${name}`, name, description: null, color: "blue", is_enabled: true };
}

function pullRequestLinks(url: string, page: string): object {
  const api = url.replace("/issues/", "/pulls/");
  return {
    url: api,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: null,
  };
}
