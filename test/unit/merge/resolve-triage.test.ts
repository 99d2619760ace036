import assert from "node:assert/strict";
import { resolveTriage } from "../../../src/core/merge/resolve-triage.ts";
import { formatTriage, parseTriage } from "../../../src/core/plan/triage-file.ts";

const line = (name: string): string => `${JSON.stringify(name)}:true,`;

/** The file as a merge leaves it when both sides changed the same lines. */
function conflict(ours: string[], theirs: string[], base?: string[]): string {
  const middle = base === undefined ? [] : ["||||||| 1f3c", ...base.map(line)];
  const sides = [...ours.map(line), ...middle, "=======", ...theirs.map(line)];
  const hunk = ["<<<<<<< HEAD", ...sides, ">>>>>>> main"];
  return ['{"version":1,"outOfScope":{', line("jira:PAY-1"), ...hunk, '"":null}}', ""].join("\n");
}

function namesOf(text: string, ancestor: string | null = null): string[] {
  const { text: after, left, resolved } = resolveTriage(text, ancestor);
  assert.deepEqual([left, resolved], [[], 1]);
  const names = parseTriage(after);
  assert.ok(names.ok);
  return [...names.value];
}

suite("a conflict in the list of tickets that need no section", () => {
  test("keeps what either side put on the list", () => {
    const text = conflict(["jira:PAY-2"], ["jira:PAY-3"]);
    assert.deepEqual(namesOf(text), ["jira:PAY-1", "jira:PAY-2", "jira:PAY-3"]);
  });

  test("takes off the list what either side took off it", () => {
    const text = conflict(
      ["jira:PAY-3"],
      ["jira:PAY-2", "jira:PAY-4"],
      ["jira:PAY-2", "jira:PAY-3"],
    );
    assert.deepEqual(namesOf(text), ["jira:PAY-1", "jira:PAY-4"]);
  });

  test("asks git for what both come from where the marks do not tell", () => {
    const text = conflict(["jira:PAY-3"], ["jira:PAY-2"]);
    const ancestor = formatTriage(new Set(["jira:PAY-1", "jira:PAY-2"]));
    assert.deepEqual(namesOf(text, ancestor), ["jira:PAY-1", "jira:PAY-3"]);
  });

  test("leaves a side that is no such list to a person", () => {
    const text = conflict(["jira:PAY-2"], []).replace("true,", "true");
    const { text: after, resolved, left } = resolveTriage(text, null);
    assert.equal(after, text);
    assert.equal(resolved, 0);
    assert.match(left[0]?.message ?? "", /git checkout --ours/);
  });

  test("is none in a file without marks", () => {
    const text = formatTriage(new Set(["jira:PAY-1"]));
    assert.deepEqual(resolveTriage(text, null), { text, resolved: 0, notes: [], left: [] });
  });
});
