import assert from "node:assert/strict";
import { callTool } from "../../../src/agent-tools/call-tool.ts";
import type { ToolHost } from "../../../src/agent-tools/tool-host.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { aToolWorkspace } from "../../support/tool-workspace.ts";

const specOf = (word: string) => ({ files: { "docs/specs/a.md": `## ${word}\n\nText.\n` } });

function aHost(...names: readonly string[]): ToolHost {
  const folders = names.map((name) => ({ ...aToolWorkspace(specOf(name)).folder, name }));
  return { ...aToolWorkspace(specOf("none")).host, folders: () => Promise.resolve(folders) };
}

async function find(host: ToolHost, input: object): Promise<string> {
  const answer = await callTool(host, "canon_findSections", input, UNATTENDED);
  return answer.ok ? answer.value : answer.error;
}

suite("several folders", () => {
  test("are asked for by name, and never mixed", async () => {
    const host = aHost("shop", "bank");
    assert.match(await find(host, {}), /Name one of them in folder: "shop", "bank"/);
    const bank = await find(host, { folder: "bank" });
    assert.match(bank, /"title":"bank"/);
    assert.doesNotMatch(bank, /shop/);
    assert.match(await find(host, { folder: "pub" }), /no folder of this name.*"shop", "bank"/);
  });

  test("one needs no name, and none is said", async () => {
    assert.match(await find(aHost("shop"), {}), /"title":"shop"/);
    assert.match(await find(aHost(), {}), /No folder is open/);
  });
});
