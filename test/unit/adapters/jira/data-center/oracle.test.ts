import assert from "node:assert/strict";
import {
  BulkOperationErrorResultSchema,
  CreatedIssuesSchema,
  FieldDetailsSchema,
  IssueSchema,
  IssuesUpdateSchema,
  IssueTransitionSchema,
  IssueTypeWithStatusSchema,
  PageOfCommentsSchema,
  RemoteIssueLinkIdentifiesSchema,
  RemoteIssueLinkRequestSchema,
  RemoteIssueLinkSchema,
  TransitionsSchema,
} from "jira.js/cloud";
import { suite, test } from "mocha";
import type * as z from "zod";
import { authorizationOf } from "../../../../../src/adapters/http/authorize.ts";
import { NEVER_CANCELLED } from "../../../../../src/core/kernel/cancel.ts";
import { createTicket, safe } from "../../../../support/builders.ts";
import {
  withJiraDataCenterBench,
  type DataCenterBench,
} from "../../../../support/jira-data-center/jira-data-center-bench.ts";
import type { SeenRequest } from "../../../../support/remote/double.ts";

/**
 * Atlassian's models of version 3 describe what version 2 shares with it: all but texts, which
 * are documents there, people, and what only one of the two has.
 */
suite("Atlassian's models, looking at the double and at what Canon sends", () => {
  check("a ticket, read and searched for", async (bench) => {
    const [key = ""] = bench.double.seed(2);
    const issue = await ask(bench, "GET", `issue/${key}?fields=summary,status&properties=canon`);
    conforms(IssueSchema, issue);
    const body = { jql: `key in ("${key}") ORDER BY key ASC`, fields: ["summary"] };
    const { issues } = (await ask(bench, "POST", "search", body)) as { issues: unknown[] };
    for (const one of issues) conforms(IssueSchema, one);
  });

  check("tickets made, and refused", async (bench) => {
    const good = { project: { key: "PAY" }, issuetype: { id: "10002" }, summary: "a" };
    const bad = { ...good, summary: "" };
    const body = { issueUpdates: [{ fields: bad }, { fields: good }] };
    const result = CreatedIssuesSchema.parse(await ask(bench, "POST", "issue/bulk", body));
    assert.equal(result.issues?.length, 1);
    for (const one of result.errors ?? []) conforms(BulkOperationErrorResultSchema, one);
    assert.equal(result.errors?.[0]?.failedElementNumber, 0);
  });

  check("transitions with their screens", async (bench) => {
    const [key = ""] = bench.double.seed(1);
    const answer = await ask(bench, "GET", `issue/${key}/transitions?expand=transitions.fields`);
    conforms(TransitionsSchema, answer);
    for (const one of TransitionsSchema.parse(answer).transitions ?? []) {
      conforms(IssueTransitionSchema, one);
    }
  });

  check("types with their states", async (bench) => {
    for (const one of (await ask(bench, "GET", "project/PAY/statuses")) as unknown[]) {
      conforms(IssueTypeWithStatusSchema, one);
    }
  });

  check("fields", async (bench) => {
    for (const one of (await ask(bench, "GET", "field")) as unknown[]) {
      conforms(FieldDetailsSchema, one);
    }
  });

  check("links to pull requests", async (bench) => {
    const [key = ""] = bench.double.seed(1);
    const body = { globalId: "a", object: { url: "https://a.b/c", title: "x" } };
    conforms(
      RemoteIssueLinkIdentifiesSchema,
      await ask(bench, "POST", `issue/${key}/remotelink`, body),
    );
    for (const one of (await ask(bench, "GET", `issue/${key}/remotelink`)) as unknown[]) {
      conforms(RemoteIssueLinkSchema, one);
    }
  });

  check("comments, but for their texts and people", async (bench) => {
    const [key = ""] = bench.double.seed(1);
    await ask(bench, "POST", `issue/${key}/comment`, { body: "x" });
    const page = (await ask(bench, "GET", `issue/${key}/comment`)) as { comments: object[] };
    const comments = page.comments.map((comment) => ({
      ...comment,
      body: undefined,
      author: undefined,
      updateAuthor: undefined,
    }));
    conforms(PageOfCommentsSchema, { ...page, comments });
  });

  check("what Canon sends", async ({ double, tracker }) => {
    const made = await createTicket(tracker, { status: "Won't Do", labels: [safe("a")] });
    assert.ok(made.kind === "done");
    const link = { url: "https://a.b/c", title: safe("x") };
    await tracker.linkPullRequest(made.ticket.ref.key, link, NEVER_CANCELLED);
    conforms(IssuesUpdateSchema, bodyOf(double.requests, "/issue/bulk"));
    conforms(RemoteIssueLinkRequestSchema, bodyOf(double.requests, "/remotelink"));
  });
});

function check(what: string, task: (bench: DataCenterBench) => Promise<void>): void {
  test(`find nothing wrong with ${what}`, () => withJiraDataCenterBench(task));
}

/** Parses, and allows no key that the model does not name. */
function conforms<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, value: unknown): void {
  schema.parse(value);
  const known = new Set(Object.keys(schema.shape));
  const unknown = Object.keys(value as object).filter((key) => !known.has(key));
  assert.deepEqual(unknown, []);
}

async function ask(
  { double }: DataCenterBench,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const { baseUrl, scheme, secret } = double.access;
  const response = await fetch(`${baseUrl}/rest/api/2/${path}`, {
    method,
    headers: {
      Authorization: authorizationOf(scheme, secret),
      "Content-Type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  assert.ok(response.ok, `${path}: ${response.status}`);
  return response.json();
}

function bodyOf(requests: readonly SeenRequest[], end: string): unknown {
  const sent = requests.find(({ url, isWrite }) => isWrite && url.endsWith(end));
  return JSON.parse(sent?.body ?? "null") as unknown;
}
