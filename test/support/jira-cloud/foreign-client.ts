import assert from "node:assert/strict";
import {
  addComment,
  bulkFetchIssues,
  createIssues,
  createOrUpdateRemoteIssueLink,
  doTransition,
  editIssue,
  getAllStatuses,
  getComments,
  getCommentsByIds,
  getCreateIssueMetaIssueTypeId,
  getCurrentUser,
  getRemoteIssueLinks,
  getTransitions,
  searchAndReconsileIssuesUsingJqlPost,
} from "jira.js/cloud";
import { type Client, createClient } from "jira.js/core";
import type { JiraCloudDouble } from "./jira-cloud-double.ts";
import { fieldJson } from "./jira-json.ts";
import { TYPES } from "./workflow.ts";

const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const body = (text: string) => ({ type: "doc", version: 1, content: [paragraph(text)] });

/** Makes, reads, changes, moves and links an issue with jira.js, its transport and its models. */
export async function playWithClient({ origin, email, apiToken }: JiraCloudDouble): Promise<void> {
  const client = createClient({
    host: origin,
    auth: { type: "basic", email, apiToken },
    onSchemaMismatch: "throw",
  });
  const { issues = [], errors = [] } = await createIssues(client, {
    issueUpdates: [newIssue("One"), newIssue("x".repeat(256)), newIssue("Two")],
  });
  assert.deepEqual(
    errors.map((error) => error.failedElementNumber),
    [1],
  );
  const [issueIdOrKey = ""] = issues.map(({ key }) => key);
  await change(client, issueIdOrKey);
  await talk(client, issueIdOrKey);
  await look(client, issueIdOrKey);
}

async function change(client: Client, issueIdOrKey: string): Promise<void> {
  await editIssue(client, {
    issueIdOrKey,
    fields: { summary: "Anew", description: body("Anew.") },
    properties: [{ key: "canon", value: { marker: "b" } }],
  });
  const { transitions = [] } = await getTransitions(client, {
    issueIdOrKey,
    expand: "transitions.fields",
  });
  const finish = transitions.find(({ to }) => to?.name === "Done");
  assert.deepEqual(finish?.fields, { resolution: fieldJson("resolution") });
  const transition = { id: finish.id ?? "" };
  await assert.rejects(doTransition(client, { issueIdOrKey, transition }));
  await doTransition(client, {
    issueIdOrKey,
    transition,
    fields: { resolution: { name: "Done" } },
  });
}

async function talk(client: Client, issueIdOrKey: string): Promise<void> {
  const properties = [{ key: "canon", value: { marker: "c" } }];
  const { id = "" } = await addComment(client, { issueIdOrKey, body: body("Said."), properties });
  const { total } = await getComments(client, { issueIdOrKey, maxResults: 10 });
  assert.equal(total, 1);
  const { values } = await getCommentsByIds(client, { ids: [Number(id)], expand: "properties" });
  assert.deepEqual(values[0]?.properties, properties);
  const object = { url: "https://github.com/acme/pay/pull/1", title: "Keys" };
  for (let time = 0; time < 2; time++) {
    await createOrUpdateRemoteIssueLink(client, { issueIdOrKey, globalId: object.url, object });
  }
  const links = await getRemoteIssueLinks(client, { issueIdOrKey });
  assert.equal([links].flat().length, 1);
}

async function look(client: Client, key: string): Promise<void> {
  const { issues = [] } = await bulkFetchIssues(client, {
    issueIdsOrKeys: [key, "PAY-99"],
    fields: ["summary", "description", "status", "issuetype", "resolution", "created", "updated"],
    properties: ["canon"],
    expand: ["transitions"],
  });
  assert.equal(issues.length, 1);
  assert.deepEqual(issues[0]?.properties, { canon: { marker: "b" } });
  const found = await searchAndReconsileIssuesUsingJqlPost(client, {
    jql: 'project = "PAY" ORDER BY created DESC',
    fields: ["created"],
    maxResults: 1,
  });
  assert.equal(found.issues?.length, 1);
  await assert.rejects(searchAndReconsileIssuesUsingJqlPost(client, { jql: "order by created" }));
  const types = await getAllStatuses(client, { projectIdOrKey: "PAY" });
  assert.equal(types.length, TYPES.length);
  const issueTypeId = types[0]?.id ?? "";
  await getCreateIssueMetaIssueTypeId(client, { projectIdOrKey: "PAY", issueTypeId });
  assert.equal((await getCurrentUser(client, {})).displayName, "Ada Lovelace");
}

function newIssue(summary: string) {
  return {
    fields: {
      project: { key: "PAY" },
      issuetype: { id: "10101" },
      summary,
      description: body(summary),
    },
    properties: [{ key: "canon", value: { marker: summary } }],
  };
}
