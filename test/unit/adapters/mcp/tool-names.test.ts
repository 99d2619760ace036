import assert from "node:assert/strict";
import fc from "fast-check";
import { suite, test } from "mocha";
import { findServers } from "../../../../src/adapters/mcp/tool-names.ts";

suite("which tools belong to a tracker", () => {
  const prefixes = (system: "linear" | "jira", names: readonly string[]): string[] =>
    findServers(system, names).map(({ prefix }) => prefix);

  test("every spelling of a prefix that names the product counts", () => {
    for (const prefix of [
      "mcp__linear__",
      "mcp__claude_ai_Linear__",
      "mcp_linear-server_",
      "linear_",
      "LINEAR_",
    ]) {
      assert.deepEqual(prefixes("linear", [`${prefix}get_issue`]), [prefix]);
    }
    for (const prefix of ["mcp__atlassian__", "mcp_com_atlassian_", "mcp__my_Jira__"]) {
      assert.deepEqual(prefixes("jira", [`${prefix}getJiraIssue`]), [prefix]);
    }
    assert.deepEqual(prefixes("jira", ["jira_get_issue"]), [""]);
    assert.deepEqual(prefixes("jira", ["mcp__tracker__jira_get_issue"]), ["mcp__tracker__"]);
  });

  test("another product does not count, whatever its tools are called", () => {
    const names = [
      "linear_regression",
      "mcp__stats__linear_regression",
      "mcp__github__get_issue",
      "get_issue",
      "mcp__linear__forget_issue_x",
      "mcp__linear__budget_issue2",
      "mcp__linearget_issues",
    ];
    assert.deepEqual(prefixes("linear", names), []);
    assert.deepEqual(prefixes("jira", [...names, "mcp__x__getJiraIssue"]), []);
  });

  test("statuses or sites alone make no tracker", () => {
    assert.deepEqual(prefixes("linear", ["mcp__linear__list_issue_statuses"]), []);
    assert.deepEqual(prefixes("jira", ["mcp__atlassian__getAccessibleAtlassianResources"]), []);
  });

  test("the longest known name decides, so that a Jira tool is none of Linear's", () => {
    assert.deepEqual(prefixes("linear", ["mcp__linear__jira_get_issue"]), []);
    assert.deepEqual(prefixes("jira", ["mcp__linear__jira_get_issue"]), ["mcp__linear__"]);
  });

  test("the plain spelling goes first, then the names in their order; none is mixed", () => {
    const names = [
      "mcp__zz_linear__get_issue",
      "mcp__linear__list_comments",
      "mcp__aa_linear__get_issue",
      "mcp__linear__get_issue",
    ];
    const servers = findServers("linear", names);
    assert.deepEqual(
      servers.map(({ prefix }) => prefix),
      ["mcp__linear__", "mcp__aa_linear__", "mcp__zz_linear__"],
    );
    assert.deepEqual(servers[0]?.names.get("get_issue"), "mcp__linear__get_issue");
    assert.equal(servers[1]?.names.has("list_comments"), false);
  });

  test("whatever stands before a name, it is found there and nowhere else", () => {
    const word = fc.constantFrom("linear", "Linear", "LINEAR");
    const noise = fc.stringMatching(/^[A-Za-z0-9_.-]{0,20}$/);
    fc.assert(
      fc.property(
        noise,
        word,
        noise,
        fc.shuffledSubarray(KNOWN, { minLength: 1 }),
        (a, w, b, own) => {
          const prefix = `${a}${w}${b}_`;
          const [found, ...others] = findServers(
            "linear",
            own.map((name) => prefix + name),
          );
          assert.deepEqual(others, []);
          assert.equal(found?.prefix, prefix);
          assert.deepEqual([...found.names], own.map((name) => [name, prefix + name]).sort(byName));
        },
      ),
    );
  });

  test("names without the product never count", () => {
    const noise = fc
      .stringMatching(/^[A-Za-z0-9_.-]{0,30}$/)
      .filter((text) => !/linear/i.test(text));
    fc.assert(
      fc.property(noise, fc.constantFrom(...KNOWN), (prefix, own) => {
        assert.deepEqual(findServers("linear", [`${prefix}_${own}`]), []);
      }),
    );
  });
});

const KNOWN = ["get_issue", "list_comments", "save_issue", "save_comment", "create_comment"];

function byName(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): number {
  return (a[0] ?? "") < (b[0] ?? "") ? -1 : 1;
}
