import assert from "node:assert/strict";
import { buildCli, TestWorkspace } from "./canon-process.ts";
import { LOCAL, PAYMENTS, paymentsWorkspace, SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

suite("canon lint", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  teardown(() => workspace.remove());

  test("finds nothing in a sound workspace", async () => {
    workspace = paymentsWorkspace();
    const result = await workspace.run(["lint", "--json"]);
    assert.equal(result.code, 0, result.stdout);
    assert.deepEqual(valid("lint", result.json()).problems, []);
    const { stdout } = await workspace.run(["lint"]);
    assert.equal(stdout, "No problems.\n");
  });

  test("names file and line of what is wrong in configuration and specs", async () => {
    workspace = paymentsWorkspace({
      "CANON.yaml": "sync:\n  system: local\n  projekt: PAY\n",
      "docs/specs/twice.md":
        "# T\n\n## 1. A\n<!-- canon:system:x status:todo -->\n\n## 2. B\n<!-- canon:system:x status:todo -->\n",
    });
    const result = await workspace.run(["lint", "--json"]);
    assert.equal(result.code, 1);
    const { problems } = valid("lint", result.json());
    assert.ok(problems.some(({ file, line }) => file === "CANON.yaml" && line === 3));
    assert.ok(
      problems.some(
        ({ file, code }) => file === "docs/specs/twice.md" && code === "spec/duplicate-id",
      ),
    );
    const { stdout } = await workspace.run(["lint"]);
    assert.match(stdout, /^CANON\.yaml:3 warning .+ \[config\/[a-z-]+\]$/m);
    const filtered = await workspace.run(["lint", SPEC, "--json"]);
    const files = valid("lint", filtered.json()).problems.map(({ file }) => file);
    assert.ok(!files.includes("docs/specs/twice.md"), "PATH filters the specs");
  });

  test("finds a ticket that two sections claim, across files, with no tracker asked", async () => {
    const claimed = (name: string): string =>
      `# ${name}\n\n## 1. A\n<!-- canon:ticket:local:PAY-1 -->\n<!-- canon:system:a status:todo -->\n`;
    workspace = new TestWorkspace({
      "CANON.yaml": LOCAL,
      "docs/specs/a.md": claimed("A"),
      "docs/specs/b.md": claimed("B"),
    });
    const result = await workspace.run(["lint", "--json"]);
    assert.equal(result.code, 1);
    const { problems } = valid("lint", result.json());
    assert.deepEqual(
      problems.map(({ file, line }) => [file, line]),
      [["docs/specs/b.md", 4]],
    );
  });

  test("lints specs under a broken configuration, and says that it is broken", async () => {
    workspace = paymentsWorkspace({ "CANON.yaml": "sync: [\n" });
    const result = await workspace.run(["lint", "--json"]);
    assert.equal(result.code, 1);
    const { problems } = valid("lint", result.json());
    assert.ok(problems.some(({ file, severity }) => file === "CANON.yaml" && severity === "error"));
  });
});

suite("canon status", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(() => {
    workspace = paymentsWorkspace();
  });
  teardown(() => workspace.remove());

  const drifts = async (...args: string[]): Promise<unknown[]> => {
    const result = await workspace.run(["status", "--json", ...args]);
    assert.equal(result.code, 0, result.stderr);
    return valid("status", result.json()).sections.map((row) => [row.sectionId, row.drift]);
  };

  test("shows sections that wait for a ticket, then that they are in step", async () => {
    assert.deepEqual(await drifts(), [
      ["1", null],
      ["retry", "unlinked"],
      ["jitter", "unlinked"],
    ]);
    await workspace.run(["sync"]);
    assert.deepEqual(await drifts(), [
      ["1", null],
      ["retry", "none"],
      ["jitter", "none"],
    ]);
    assert.deepEqual(await drifts(`${SPEC}#jitter`), [["jitter", "none"]]);
  });

  test("shows which side moved", async () => {
    await workspace.run(["sync"]);
    const [first = ""] = workspace.tickets();
    workspace.edit(`.canon/tickets/${first}`, "status: todo", "status: in_review");
    workspace.edit(SPEC, "jitter status:in_progress", "jitter status:done");
    assert.deepEqual((await drifts()).slice(1), [
      ["retry", "tracker"],
      ["jitter", "spec"],
    ]);
    const { stdout } = await workspace.run(["status"]);
    assert.match(stdout, /2 Retry +todo +0\/2 realized +local:\S+ +in_review +≠ the ticket moved/);
    assert.match(stdout, /^3 sections: 1 done, 2 linked, 2 to look at\.$/m);
  });

  test("asks no tracker with --offline", async () => {
    await workspace.run(["sync"]);
    const result = await workspace.run(["status", "--offline", "--json"]);
    assert.equal(result.code, 0);
    const rows = valid("status", result.json()).sections;
    assert.deepEqual(
      rows.map((row) => row.ticketState),
      [null, "unread", "unread"],
    );
  });

  test("still shows the specs where no tracker is configured, with exit 2", async () => {
    workspace.remove();
    workspace = new TestWorkspace({ [SPEC]: PAYMENTS });
    const result = await workspace.run(["status", "--json"]);
    assert.equal(result.code, 2);
    const { sections, problems } = valid("status", result.json());
    assert.equal(sections.length, 3);
    assert.ok(problems.some(({ code }) => code === "config/no-tracker"));
    const offline = await workspace.run(["status", "--offline"]);
    assert.equal(offline.code, 0);
  });

  test("says when a ticket is missing, with exit 1", async () => {
    await workspace.run(["sync"]);
    workspace.edit(SPEC, "canon:ticket:local:", "canon:ticket:local:GONE-9 -->\n<!-- x:");
    const result = await workspace.run(["status", "--json"]);
    assert.equal(result.code, 1);
    assert.ok(valid("status", result.json()).sections.some((row) => row.drift === "missing"));
  });
});

suite("canon doctor", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  teardown(() => workspace.remove());

  test("is content with a sound workspace", async () => {
    workspace = paymentsWorkspace();
    const before = workspace.contents();
    const result = await workspace.run(["doctor", "--json"]);
    assert.equal(result.code, 0, result.stdout);
    const { checks } = valid("doctor", result.json());
    assert.deepEqual(
      checks.filter(({ status }) => status !== "ok"),
      [],
    );
    assert.ok(checks.some(({ name }) => name === "node"));
    assert.deepEqual(workspace.contents(), before);
  });

  test("says how to begin where there is no configuration", async () => {
    workspace = new TestWorkspace({ [SPEC]: PAYMENTS });
    const result = await workspace.run(["doctor", "--json"]);
    assert.equal(result.code, 2);
    const failed = valid("doctor", result.json()).checks.filter(({ status }) => status === "fail");
    assert.equal(failed[0]?.category, "config");
    assert.match(failed[0].fix ?? "", /system: local/);
  });

  test("points at the line of a broken configuration", async () => {
    workspace = paymentsWorkspace({ "CANON.yaml": "sync:\n  system: trello\n" });
    const { code, stdout } = await workspace.run(["doctor"]);
    assert.equal(code, 2);
    assert.match(stdout, /^✖ fail {2}CANON\.yaml:2 /m);
  });

  test("names missing credentials, and never the value of one that is set", async () => {
    workspace = paymentsWorkspace({ "CANON.yaml": "sync:\n  system: jira\n  project_key: PAY\n" });
    const missing = await workspace.run(["doctor"]);
    assert.notEqual(missing.code, 0);
    assert.match(missing.stdout, /not set: JIRA_API_TOKEN, JIRA_HOST/);
    const token = "correct-horse-battery";
    const set = await workspace.run(["doctor", "--json"], {
      env: { JIRA_API_TOKEN: token, JIRA_HOST: "http://127.0.0.1:1" },
    });
    assert.ok(!set.stdout.includes(token));
    assert.match(set.stdout, /set in the environment: JIRA_API_TOKEN, JIRA_HOST/);
  });

  test("says that specs cannot be written", async () => {
    workspace = paymentsWorkspace();
    workspace.makeReadOnly();
    const result = await workspace.run(["doctor", "--json"], { asStranger: true });
    assert.equal(result.code, 1);
    const { checks } = valid("doctor", result.json());
    assert.deepEqual(
      checks.filter(({ status }) => status === "fail").map(({ name }) => name),
      ["writable specs", "writable .canon"],
    );
  });
});
