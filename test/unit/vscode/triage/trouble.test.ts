import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { troubleOf } from "../../../../src/vscode/triage/trouble.ts";

suite("what kept tickets from being found", () => {
  test("is no mistake in a spec, and no hint", () => {
    const problem = { file: "a.md", line: 1, message: "m" };
    const unreachable = { ...problem, code: "tracker/unreachable", severity: "warning" } as const;
    const problems = [
      { ...problem, code: "spec/unknown-status", severity: "warning" },
      { ...problem, code: "sync/no-tracker", severity: "info" },
      unreachable,
    ] as const;
    assert.deepEqual(troubleOf({ problems }), [unreachable]);
  });
});
