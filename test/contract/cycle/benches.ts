import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { connectOwnServers } from "../../../src/adapters/mcp/connect-own-servers.ts";
import { connectTools } from "../../../src/adapters/mcp/connect-tools.ts";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import type { McpServer } from "../../../src/core/model/mcp-server.ts";
import { redact } from "../../../src/core/redact/redact.ts";
import { trackerConnection } from "../../../src/design-cycle/tracker-connection.ts";
import type { CycleConnection } from "../../../src/ports/cycle-connection.ts";
import { createFixedClock } from "../../support/fixed-clock.ts";
import { withJiraCloudBench } from "../../support/jira-cloud/jira-cloud-bench.ts";
import type { JiraCloudDouble } from "../../support/jira-cloud/jira-cloud-double.ts";
import { withLinearBench } from "../../support/linear/linear-bench.ts";
import type { LinearDouble } from "../../support/linear/linear-double.ts";
import { atlassianTools } from "../../support/mcp/atlassian-tools.ts";
import { linearTools } from "../../support/mcp/linear-tools.ts";
import { TestToolBox } from "../../support/mcp/test-tool-box.ts";
import { startToolBackend } from "../../support/mcp/tool-backend.ts";
import { createRecordingLog } from "../../support/recording-log.ts";
import type { CycleBench, WithCycleBench } from "./cycle-bench.ts";

type Connect<Double> = (double: Double) => Promise<CycleConnection>;
type Task = Parameters<WithCycleBench>[0];

export const overLinearAdapter: WithCycleBench = (task) =>
  withLinearBench(({ double, tracker }) => task(linearBench(double, trackerConnection(tracker))));

export const overJiraAdapter: WithCycleBench = (task) =>
  withJiraCloudBench(({ double, tracker }) => task(jiraBench(double, trackerConnection(tracker))));

export const overNewerLinearTools = withLinear((double) =>
  overTools("linear", new TestToolBox(linearTools(double.workspace), "mcp__linear__")),
);
export const overOlderLinearTools = withLinear((double) =>
  overTools("linear", new TestToolBox(linearTools(double.workspace, "older"), "linear_")),
);
export const overAtlassianTools = withJira((double) =>
  overTools("jira", new TestToolBox(atlassianTools(double), "mcp_com_atlassian_")),
);

/** A server of our own in a process of its own, in front of the small Linear. */
export const overLinearServer: WithCycleBench = (task) =>
  withLinearBench(async ({ double }) => {
    const backend = await startToolBackend(linearTools(double.workspace));
    const server = { name: "linear", kind: "program", ...backend.server() } as const;
    try {
      await overServer("linear", server, (connection) => task(linearBench(double, connection)));
    } finally {
      await backend.close();
    }
  });

/** The package that people use, in front of the small Jira. */
export const overJiraServer: WithCycleBench = (task) =>
  withJiraCloudBench(({ double }) =>
    overServer("jira", jiraServer(double), (connection) => task(jiraBench(double, connection))),
  );

export function jiraServer({ origin, email, apiToken }: JiraCloudDouble): McpServer {
  const main = fileURLToPath(import.meta.resolve("mcp-jira-cloud"));
  const env = { JIRA_BASE_URL: origin, JIRA_EMAIL: email, JIRA_API_TOKEN: apiToken };
  return { name: "jira", kind: "program", command: process.execPath, args: [main], env };
}

function withLinear(connect: Connect<LinearDouble>): WithCycleBench {
  return (task) =>
    withLinearBench(async ({ double }) => task(linearBench(double, await connect(double))));
}

function withJira(connect: Connect<JiraCloudDouble>): WithCycleBench {
  return (task) =>
    withJiraCloudBench(async ({ double }) => task(jiraBench(double, await connect(double))));
}

async function overTools(system: "linear" | "jira", box: TestToolBox): Promise<CycleConnection> {
  const connection = await connectTools(system, [box], createFixedClock(), NEVER_CANCELLED);
  assert.ok(connection.ok && connection.value !== null, JSON.stringify(connection));
  return connection.value;
}

async function overServer(
  system: "linear" | "jira",
  server: McpServer,
  task: (connection: CycleConnection) => Promise<void>,
): Promise<void> {
  const opened = new Set<{ close(): Promise<void> }>();
  const connection = await connectOwnServers(system, [server], {
    home: tmpdir(),
    basics: { PATH: process.env["PATH"] ?? "" },
    findProgram: () => undefined,
    log: createRecordingLog(),
    redact,
    clock: createFixedClock(),
    signal: NEVER_CANCELLED,
    opened,
  });
  try {
    assert.ok(connection.ok && connection.value !== null, JSON.stringify(connection));
    await task(connection.value);
  } finally {
    for (const box of opened) await box.close();
  }
}

function linearBench(double: LinearDouble, connection: CycleConnection): Parameters<Task>[0] {
  const key = double.seed(1)[0] ?? "";
  const issue = double.workspace.issue(key);
  const ticket = (): ReturnType<LinearDouble["tickets"]>[number] | undefined => double.tickets()[0];
  return {
    connection,
    key,
    title: issue.title,
    statuses: { first: "Todo", next: "Done" },
    missingKey: "ENG-999",
    status: () => ticket()?.status ?? "",
    comments: () => ticket()?.comments ?? [],
    say: (body) => void double.workspace.comment({ issueId: issue.id, body }),
    moveTo: (status) => double.move(key, status),
  } satisfies CycleBench;
}

function jiraBench(double: JiraCloudDouble, connection: CycleConnection): CycleBench {
  const key = double.seed(1)[0] ?? "";
  const issue = double.state.issue(key);
  return {
    connection,
    key,
    title: issue.summary,
    statuses: { first: "To Do", next: "Blocked" },
    missingKey: "PAY-999",
    status: () => issue.status,
    comments: () => double.tickets()[0]?.comments ?? [],
    say(text) {
      const paragraph = { type: "paragraph", content: [{ type: "text", text }] };
      const body = { type: "doc", version: 1, content: [paragraph] };
      const { state } = double;
      issue.comments.push({ id: state.nextId(), body, created: state.tick(), properties: [] });
    },
    moveTo: (status) => double.move(key, status),
  };
}
