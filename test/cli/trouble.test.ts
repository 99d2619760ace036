import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { buildCli, startCanon, TestWorkspace } from "./canon-process.ts";
import { LOCAL, PAYMENTS, paymentsWorkspace, SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

suite("canon on bad input", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  teardown(() => workspace.remove());

  for (const [what, config, line] of [
    ["broken YAML", "sync:\n  system: [local\n", null],
    ["an unknown system", "sync:\n  system: trello\n", 2],
    [
      "an unknown target",
      "ticket_systems:\n  main:\n    system: local\nrouting:\n  - match: { default: true }\n    target: mian\n",
      6,
    ],
  ] as const) {
    test(`syncs nothing under ${what} and points at it`, async () => {
      workspace = paymentsWorkspace({ "CANON.yaml": config });
      const before = workspace.contents();
      for (const command of ["plan", "sync"]) {
        const result = await workspace.run([command, "--json"]);
        assert.equal(result.code, 2, command);
        const { problems, items } = valid("plan", result.json());
        assert.deepEqual(items, []);
        const errors = problems.filter(({ severity }) => severity === "error");
        assert.ok(errors.some((problem) => problem.file === "CANON.yaml" && problem.line !== null));
        if (line !== null) assert.ok(errors.some((problem) => problem.line === line));
        assert.match(result.stderr, /^CANON\.yaml:\d+ error /m);
      }
      assert.deepEqual(workspace.contents(), before);
    });
  }

  test("says how to begin where no tracker is configured", async () => {
    workspace = new TestWorkspace({ [SPEC]: PAYMENTS });
    for (const command of ["plan", "sync"]) {
      const result = await workspace.run([command, "--json"]);
      assert.equal(result.code, 2, command);
      assert.equal(valid("plan", result.json()).problems[0]?.code, "config/no-tracker");
    }
    assert.ok(!workspace.has(".canon"));
  });

  test("leaves a spec alone that cannot be understood, and syncs the others", async () => {
    const unclosed = "---\ntitle: x\n\n# T\n\n## 1. A\n<!-- canon:system:a status:todo -->\n";
    workspace = paymentsWorkspace({ "docs/specs/unclosed.md": unclosed });
    const result = await workspace.run(["sync", "--json"]);
    const { items, problems } = valid("sync", result.json());
    assert.equal(result.code, 1);
    assert.ok(problems.some(({ file }) => file === "docs/specs/unclosed.md"));
    assert.deepEqual(new Set(items.map(({ file }) => file)), new Set([SPEC]));
    assert.equal(workspace.read("docs/specs/unclosed.md"), unclosed);
  });

  test("creates no ticket for a spec that it may not write", async () => {
    workspace = paymentsWorkspace();
    const before = workspace.contents();
    workspace.makeReadOnly();
    const result = await workspace.run(["sync", "--json"], { asStranger: true });
    assert.equal(result.code, 1);
    const document = valid("plan", result.json());
    assert.ok(document.problems.length > 0 || document.summary.failed !== 0);
    assert.deepEqual(workspace.contents(), before);
    assert.match(result.stdout, /write/);
  });

  test("creates no second ticket when the spec became read-only", async () => {
    workspace = paymentsWorkspace();
    workspace.makeOpen();
    chmodSync(join(workspace.root, "docs/specs"), 0o555);
    chmodSync(join(workspace.root, SPEC), 0o444);
    const first = await workspace.run(["sync", "--json"], { asStranger: true });
    assert.equal(first.code, 1);
    const second = await workspace.run(["sync", "--json"], { asStranger: true });
    assert.equal(second.code, 1);
    assert.ok(workspace.tickets().length <= 2, workspace.tickets().join(" "));
    workspace.makeOpen();
    const third = await workspace.run(["sync", "--json"], { asStranger: true });
    assert.equal(third.code, 0, third.stdout);
    assert.equal(workspace.tickets().length, 2);
    assert.equal(workspace.read(SPEC).match(/canon:ticket:local:/g)?.length, 2);
  });

  test("skips a file of 50 MB with a problem that names it", async () => {
    workspace = paymentsWorkspace({ "docs/specs/huge.md": "x".repeat(50_000_000) });
    const result = await workspace.run(["plan", "--json"]);
    assert.equal(result.code, 1);
    const { problems, items } = valid("plan", result.json());
    assert.deepEqual(
      problems.map(({ file, code }) => [file, code]),
      [["docs/specs/huge.md", "file/too-large"]],
    );
    assert.equal(items.length, 2);
  });

  test("never prints a credential of its environment", async () => {
    const token = "correct-horse-battery";
    workspace = paymentsWorkspace({
      [SPEC]: PAYMENTS.replace("Retry", `Retry ${token}`),
      "docs/specs/bad.md": `# T\n\n## 1. A\n<!-- canon:system:a status:${token} -->\n`,
    });
    for (const command of ["lint", "plan", "sync", "status", "doctor", "undo"]) {
      for (const more of [[], ["--json"]]) {
        const env = { GITHUB_TOKEN: token };
        const { stdout, stderr } = await workspace.run([command, ...more], { env });
        assert.ok(!`${stdout}${stderr}`.includes(token), command);
      }
    }
  });
});

suite("canon sync, killed", () => {
  let workspace: TestWorkspace;
  const SECTIONS = 60;
  suiteSetup(buildCli);
  teardown(() => workspace.remove());

  const longSpec = (): string =>
    Array.from(
      { length: SECTIONS },
      (_, index) =>
        `\n## ${index + 1}. Step\n<!-- canon:system:s${index} status:todo -->\n\nText.\n`,
    ).join("");

  for (const ticketsBefore of [1, 20, SECTIONS - 10]) {
    test(`ends with one ticket a section after a kill -9 at ticket ${ticketsBefore}`, async () => {
      workspace = new TestWorkspace({ "CANON.yaml": LOCAL, [SPEC]: `# Long\n${longSpec()}` });
      const child = startCanon(workspace.root, ["sync"]);
      const closed = once(child, "close");
      const folder = join(workspace.root, ".canon/tickets");
      const tickets = (): number => (existsSync(folder) ? readdirSync(folder).length : 0);
      while (child.exitCode === null && tickets() < ticketsBefore) await setImmediate();
      child.kill("SIGKILL");
      await closed;
      assert.equal(child.signalCode, "SIGKILL", "it was killed before it was done");

      const again = await workspace.run(["sync", "--json"]);
      assert.equal(again.code, 0, again.stdout);
      assert.equal(workspace.tickets().length, SECTIONS);
      const links = workspace.read(SPEC).match(/canon:ticket:local:\S+/g) ?? [];
      assert.equal(new Set(links).size, SECTIONS);
      assert.equal(links.length, SECTIONS);
      const third = await workspace.run(["sync", "--json"]);
      assert.deepEqual(valid("sync", third.json()).items, []);
    });
  }

  test("stops after the current step on the first Ctrl-C, and the next run goes on", async () => {
    workspace = new TestWorkspace({ "CANON.yaml": LOCAL, [SPEC]: `# Long\n${longSpec()}` });
    const child = startCanon(workspace.root, ["sync", "--json"]);
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    const closed = once(child, "close");
    const folder = join(workspace.root, ".canon/tickets");
    while (child.exitCode === null && !existsSync(folder)) await setImmediate();
    child.kill("SIGINT");
    const [code] = (await closed) as [number];
    const document = valid("sync", JSON.parse(Buffer.concat(chunks).toString()));
    const skipped = document.items.filter(({ outcome }) => outcome === "skipped").length;
    assert.equal(code, skipped > 0 ? 1 : 0);
    const again = await workspace.run(["sync", "--json"]);
    assert.equal(again.code, 0, again.stdout);
    assert.equal(workspace.tickets().length, SECTIONS);
  });
});
