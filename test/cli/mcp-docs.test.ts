import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TOOLS } from "../../src/agent-tools/tool-list.ts";
import { project } from "../run/run-command.ts";
import { buildCli, type TestWorkspace } from "./canon-process.ts";
import { startClient } from "./mcp-client.ts";
import { paymentsWorkspace } from "./sample.ts";

const PAGE = readFileSync(join(project, "docs/agents.md"), "utf8");
const EXAMPLES = [...PAGE.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = ""]) => text);

interface Server {
  readonly command: string;
  readonly args: readonly string[];
}

suite("docs/agents.md", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(() => {
    workspace = paymentsWorkspace();
  });
  teardown(() => workspace.remove());

  for (const text of EXAMPLES) {
    test(`the example with ${serverOf(text).args.join(" ")} starts a server that answers`, async () => {
      const { command, args } = serverOf(text);
      assert.equal(command, "canon");
      assert.equal(args[0], "mcp");
      const client = await startClient(workspace.root, { args: args.slice(1) });
      try {
        assert.equal((await client.ask("canon_findSections", { text: "noise" }))["total"], 1);
        const { tools } = await client.client.listTools();
        const canWrite = tools.some(({ name }) => name === "canon_applyPlan");
        assert.equal(canWrite, args.includes("--allow-writes"));
      } finally {
        await client.close();
      }
    });
  }

  test("has examples, and names every tool", () => {
    assert.ok(EXAMPLES.length >= 3);
    for (const { name } of TOOLS) assert.ok(PAGE.includes(`\`${name}\``), name);
  });
});

function serverOf(text: string): Server {
  const file = JSON.parse(text) as Record<string, Record<string, Server>>;
  const server = (file["mcpServers"] ?? file["servers"])?.["canon"];
  assert.ok(server !== undefined);
  return server;
}
