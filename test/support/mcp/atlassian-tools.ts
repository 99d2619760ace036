import type { JiraCloudDouble } from "../jira-cloud/jira-cloud-double.ts";
import { OBJECT, takes, TEXT, TEXTS, ToolRefusal, type TestTool } from "./test-tool.ts";

/** The tools of Atlassian's own server, with the small Jira behind them. */
export function atlassianTools(
  jira: JiraCloudDouble,
  sites: readonly string[] = ["site-1"],
): TestTool[] {
  const issue = { cloudId: TEXT, issueIdOrKey: TEXT } as const;
  const path = (input: Readonly<Record<string, unknown>>): string => {
    if (!sites.includes(String(input["cloudId"]))) throw new ToolRefusal("404 no such site");
    return `/rest/api/3/issue/${encodeURIComponent(String(input["issueIdOrKey"]))}`;
  };
  return [
    {
      name: "getAccessibleAtlassianResources",
      inputSchema: takes({}),
      run: () =>
        sites.flatMap((id) => [
          { id, url: `https://${id}.atlassian.net`, name: id, scopes: ["read:jira-work"] },
          { id, url: `https://${id}.atlassian.net`, name: id, scopes: ["read:page:confluence"] },
        ]),
    },
    {
      name: "getJiraIssue",
      inputSchema: takes({ ...issue, fields: TEXTS, expand: TEXT }, 2),
      run: (input) => {
        const fields = (input["fields"] as string[] | undefined) ?? ["summary", "status"];
        return ask(jira, "GET", `${path(input)}?fields=${fields.join(",")}`);
      },
    },
    {
      name: "getTransitionsForJiraIssue",
      inputSchema: takes(issue),
      run: (input) => ask(jira, "GET", `${path(input)}/transitions`),
    },
    {
      name: "transitionJiraIssue",
      inputSchema: takes({ ...issue, transition: OBJECT, fields: OBJECT, update: OBJECT }, 3),
      run: async (input) => {
        const { transition } = input;
        await ask(jira, "POST", `${path(input)}/transitions`, { transition });
        return { success: true };
      },
    },
    {
      name: "addCommentToJiraIssue",
      inputSchema: takes({ ...issue, commentBody: TEXT, commentId: TEXT, contentFormat: TEXT }, 3),
      run: (input) => {
        if (input["commentId"] !== undefined) throw new ToolRefusal("this would edit a comment");
        const lines = String(input["commentBody"]).split("\n");
        const content = lines.map((text) => ({
          type: "paragraph",
          content: text === "" ? [] : [{ type: "text", text }],
        }));
        const body = { type: "doc", version: 1, content };
        return ask(jira, "POST", `${path(input)}/comment`, { body });
      },
    },
  ];
}

async function ask(
  { origin, email, apiToken }: JiraCloudDouble,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const authorization = `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`;
  const response = await fetch(origin + path, {
    method,
    headers: {
      authorization,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new ToolRefusal(`Jira answered ${response.status}: ${text}`);
  return text === "" ? {} : (JSON.parse(text) as unknown);
}
