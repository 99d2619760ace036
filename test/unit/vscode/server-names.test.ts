import assert from "node:assert/strict";
import fc from "fast-check";
import { suite, test } from "mocha";
import { mayBelongTo, serverNames } from "../../../src/vscode/mcp/server-names.ts";

suite("MCP servers that a workspace brings", () => {
  test("are known by their names, under both words for them", () => {
    assert.deepEqual(serverNames('{"servers":{"linear":{},"x y":{}}}'), ["linear", "x y"]);
    assert.deepEqual(serverNames('{"mcpServers":{"jira":{}}, "inputs":[]}'), ["jira"]);
    assert.deepEqual(serverNames("{}"), []);
  });

  test("are found among comments and commas that JSON does not know", () => {
    const text = `// mine
    { /* all
      of them */ "servers": {
        "linear": { "url": "https://x//y", "note": "a, } \\" // no comment" }, // one
        "atlassian": {},
      },
    }`;
    assert.deepEqual(serverNames(text), ["linear", "atlassian"]);
  });

  test("could be any in a file that cannot be understood", () => {
    for (const text of ["", "servers", '{"servers":{"a":', "{'servers':{}}"]) {
      assert.equal(serverNames(text), null, text);
    }
  });

  test("are known again by their tools, however the editor writes their names", () => {
    assert.ok(mayBelongTo("mcp_linear_get_issue", "linear"));
    assert.ok(mayBelongTo("mcp_my_linear_ser_get_issue", "My Linear Server (new)"));
    assert.ok(mayBelongTo("mcp_com_atlassian_getJiraIssue", "com.atlassian/atlassian-mcp-server"));
    assert.ok(!mayBelongTo("mcp_linear_get_issue", "jira"));
    assert.ok(!mayBelongTo("jira_get_issue", "jira"), "a tool of an extension");
  });

  test("are known again for every name in the form that the editor gives it", () => {
    fc.assert(
      fc.property(NAME, (name) => {
        const written = name
          .toLowerCase()
          .replace(/[^a-z0-9_.-]+/g, "_")
          .slice(0, 13);
        assert.ok(mayBelongTo(`mcp_${written}_get_issue`, name));
      }),
    );
  });
});

const NAME = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom("a", "B", "-", ".", "_", " ", "é", "/"), maxLength: 40 }),
);
