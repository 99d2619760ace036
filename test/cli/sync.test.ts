import assert from "node:assert/strict";
import { buildCli, type TestWorkspace } from "./canon-process.ts";
import { PAYMENTS, paymentsWorkspace, SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

suite("canon plan", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(() => {
    workspace = paymentsWorkspace();
  });
  teardown(() => workspace.remove());

  test("shows what a sync would do and writes nothing", async () => {
    const before = workspace.contents();
    const result = await workspace.run(["plan", "--json"]);
    assert.equal(result.code, 0);
    const { items, summary } = valid("plan", result.json());
    assert.deepEqual(
      items.map(({ kind, sectionId, ticket, to, reason }) => [kind, sectionId, ticket, to, reason]),
      [
        ["create-ticket", "retry", null, "todo", "spec/unlinked"],
        ["create-ticket", "jitter", null, "in_progress", "spec/unlinked"],
      ],
    );
    assert.equal(summary.created, 2);
    assert.deepEqual(workspace.contents(), before);
  });

  test("reads like a short list for a person, without colour in a pipe", async () => {
    const { code, stdout, stderr } = await workspace.run(["plan"]);
    assert.equal(code, 0);
    assert.equal(stderr, "");
    assert.doesNotMatch(stdout, /\u001b/);
    assert.match(stdout, /^docs\/specs\/payments\.md$/m);
    assert.match(
      stdout,
      /^ {2}→ ticket {2}retry +create a ticket "Retry" +in \S+ +todo +\(no ticket yet\)$/m,
    );
    assert.match(stdout, /^Plan: 2 tickets to create, 2 spec edits to make\.$/m);
  });

  test("keeps to the sections that are named, by id, number or title", async () => {
    for (const [names, expected] of [
      [[`${SPEC}#jitter`], ["jitter"]],
      [[`${SPEC}#2.1`], ["jitter"]],
      [[`${SPEC}#Retry`], ["retry"]],
      [
        [`${SPEC}#retry`, `${SPEC}#jitter`],
        ["retry", "jitter"],
      ],
      [
        [SPEC, `${SPEC}#jitter`],
        ["retry", "jitter"],
      ],
      [["docs"], ["retry", "jitter"]],
      [["CANON.yaml"], []],
    ] as const) {
      const result = await workspace.run(["plan", ...names, "--json"]);
      assert.equal(result.code, 0, result.stderr);
      const { items } = valid("plan", result.json());
      assert.deepEqual(
        items.map(({ sectionId }) => sectionId),
        expected,
        names.join(" "),
      );
    }
  });

  test("plans a ticket for any section that is named by itself", async () => {
    const result = await workspace.run(["plan", `${SPEC}#1`, "--json"]);
    const { items } = valid("plan", result.json());
    assert.deepEqual(
      items.map(({ kind, sectionId, reason }) => [kind, sectionId, reason]),
      [["create-ticket", "1", "spec/asked"]],
    );
  });

  test("calls a path or section that is not there wrong usage", async () => {
    for (const name of [
      "docs/gone.md",
      `${SPEC}#gone`,
      "docs/gone.md#x",
      `${SPEC}#`,
      "gone/*.md",
    ]) {
      const result = await workspace.run(["plan", name, "--json"]);
      assert.equal(result.code, 2, name);
      const { problems, items } = valid("plan", result.json());
      assert.equal(problems.length, 1, name);
      assert.deepEqual(items, []);
    }
  });

  test("names the sections there are when one is misspelled", async () => {
    const { stderr } = await workspace.run(["plan", `${SPEC}#retyr`]);
    assert.match(stderr, /No section is called "retyr"\. It has: 1, retry, jitter\./);
  });

  test("plans nothing for tickets with --reverse", async () => {
    const result = await workspace.run(["plan", "--reverse", "--json"]);
    assert.deepEqual(valid("plan", result.json()).items, []);
  });

  test("refuses to write the plan where it cannot be written", async () => {
    const result = await workspace.run(["plan", "--out", "gone/plan.json", "--json"]);
    assert.equal(result.code, 2);
    assert.equal(valid("plan", result.json()).problems[0]?.code, "cli/unwritable");
  });
});

suite("canon sync", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(() => {
    workspace = paymentsWorkspace();
  });
  teardown(() => workspace.remove());

  test("creates tickets and writes their links", async () => {
    const result = await workspace.run(["sync", "--json"]);
    assert.equal(result.code, 0, result.stderr);
    const { items, summary, held } = valid("sync", result.json());
    assert.deepEqual(
      items.map(({ outcome }) => outcome),
      ["done", "done"],
    );
    assert.deepEqual([summary.created, summary.specEdits, summary.failed], [2, 2, 0]);
    assert.deepEqual(held, []);
    assert.equal(workspace.tickets().length, 2);
    const text = workspace.read(SPEC);
    for (const { ticket } of items) assert.ok(text.includes(`<!-- canon:ticket:${ticket} -->`));
    assert.equal(text.replace(/<!-- canon:ticket:local:\S+ -->\n/g, ""), PAYMENTS);
  });

  test("does nothing the second time: no write, no edit, exit 0", async () => {
    await workspace.run(["sync"]);
    const before = workspace.contents();
    const result = await workspace.run(["sync", "--json"]);
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(valid("sync", result.json()).items, []);
    assert.deepEqual(workspace.contents(), before);
    const { stdout } = await workspace.run(["sync"]);
    assert.equal(stdout, "Nothing to do. Specs and tickets agree.\n");
  });

  test("prints the plan, then the result", async () => {
    const { code, stdout } = await workspace.run(["sync"]);
    assert.equal(code, 0);
    const plan = stdout.indexOf("Plan: 2 tickets to create");
    const done = stdout.indexOf("Done: 2 tickets created, 2 spec edits.");
    assert.ok(plan >= 0 && done > plan, stdout);
    assert.match(stdout, /✔ done {2}docs\/specs\/payments\.md#retry +create a ticket +local:\S+-1/);
  });

  test("is a plan with --dry-run", async () => {
    const before = workspace.contents();
    const plan = await workspace.run(["plan", "--json"]);
    const dry = await workspace.run(["sync", "--dry-run", "--json"]);
    assert.equal(dry.code, 0);
    assert.deepEqual(valid("plan", dry.json()).items, valid("plan", plan.json()).items);
    assert.deepEqual(workspace.contents(), before);
  });

  test("refuses a plan with more items than --max-changes as a whole", async () => {
    const before = workspace.contents();
    const refused = await workspace.run(["sync", "--max-changes", "1", "--json"]);
    assert.equal(refused.code, 1);
    const { items, problems } = valid("sync", refused.json());
    assert.deepEqual(
      items.map(({ outcome }) => outcome),
      ["skipped", "skipped"],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["cli/too-many-changes"],
    );
    assert.deepEqual(workspace.contents(), before);
    const allowed = await workspace.run(["sync", "--max-changes", "2", "--json"]);
    assert.equal(allowed.code, 0);
    assert.equal(workspace.tickets().length, 2);
  });

  test("brings a status that was changed in a ticket back into the spec", async () => {
    await workspace.run(["sync"]);
    const [first = ""] = workspace.tickets();
    workspace.edit(`.canon/tickets/${first}`, "status: todo", "status: done");
    const forward = await workspace.run(["sync", "--direction", "forward", "--json"]);
    assert.deepEqual(valid("sync", forward.json()).items, []);
    const result = await workspace.run(["sync", "--reverse", "--json"]);
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(
      valid("sync", result.json()).items.map(({ kind, from, to }) => [kind, from, to]),
      [["set-status", "todo", "done"]],
    );
    assert.match(workspace.read(SPEC), /canon:system:retry status:done/);
  });

  test("holds a conflict when told to, and else lets the ticket win with a note", async () => {
    await workspace.run(["sync"]);
    const [first = ""] = workspace.tickets();
    workspace.edit(`.canon/tickets/${first}`, "status: todo", "status: done");
    workspace.edit(SPEC, "retry status:todo", "retry status:in_progress");
    const hold = await workspace.run(["sync", "--on-conflict", "hold", "--json"]);
    assert.equal(hold.code, 1);
    assert.deepEqual(
      valid("sync", hold.json()).held.map(({ reason, sectionId }) => [reason, sectionId]),
      [["conflict/status", "retry"]],
    );
    const shown = await workspace.run(["sync", "--on-conflict", "hold"]);
    assert.match(shown.stdout, /Held for you: 1/);
    assert.match(shown.stdout, /spec: in_progress · ticket: done · last agreed: todo/);
    const result = await workspace.run(["sync", "--json"]);
    assert.equal(result.code, 0);
    const [item] = valid("sync", result.json()).items;
    assert.deepEqual([item?.reason, item?.to], ["conflict/status", "done"]);
  });

  test("holds a ticket that is missing, with exit 1, and creates no other", async () => {
    await workspace.run(["sync"]);
    workspace.edit(SPEC, "canon:ticket:local:", "canon:ticket:local:GONE-9 -->\n<!-- x:");
    const result = await workspace.run(["sync", "--json"]);
    assert.equal(result.code, 1);
    assert.ok(valid("sync", result.json()).held.some(({ reason }) => reason === "ticket/missing"));
    assert.equal(workspace.tickets().length, 2);
  });

  test("takes the option that bypasses a server", async () => {
    const { code } = await workspace.run(["sync", "--local"]);
    assert.equal(code, 0);
  });

  test("works offline with the embedded tracker, and makes no request", async () => {
    const result = await workspace.run(["sync", "--json"], { env: { CANON_OFFLINE: "1" } });
    assert.equal(result.code, 0);
    assert.equal(valid("sync", result.json()).requests.total, 0);
  });
});

suite("canon apply", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(() => {
    workspace = paymentsWorkspace();
  });
  teardown(() => workspace.remove());

  test("applies a plan that was written before, once", async () => {
    const planned = await workspace.run(["plan", "--out", "plan.json"]);
    assert.match(planned.stdout, /Wrote plan\.json\. Apply it with: canon apply plan\.json/);
    const result = await workspace.run(["apply", "plan.json", "--json"]);
    assert.equal(result.code, 0, result.stderr);
    assert.equal(valid("sync", result.json()).summary.created, 2);
    const again = await workspace.run(["apply", "plan.json", "--json"]);
    assert.equal(again.code, 1);
    const { items } = valid("sync", again.json());
    assert.ok(items.every(({ outcome }) => outcome === "stale"));
    assert.equal(workspace.tickets().length, 2);
  });

  test("leaves a file alone that changed after the plan was made", async () => {
    await workspace.run(["plan", "--out", "plan.json"]);
    workspace.edit(SPEC, "Retries back off.", "Retries back off twice.");
    const edited = workspace.read(SPEC);
    const { code, stdout } = await workspace.run(["apply", "plan.json"]);
    assert.equal(code, 1);
    assert.match(stdout, /! stale/);
    assert.equal(workspace.read(SPEC), edited);
    assert.deepEqual(workspace.tickets(), []);
  });

  test("refuses what is no plan, and touches nothing", async () => {
    workspace.write("not-json", "{");
    workspace.write("other.json", '{"planVersion":1}');
    workspace.write("newer.json", '{"planVersion":99,"items":[],"held":[],"problems":[]}');
    const before = workspace.contents();
    for (const file of ["gone.json", "not-json", "other.json", "newer.json", "docs"]) {
      const result = await workspace.run(["apply", file, "--json"]);
      assert.equal(result.code, 2, file);
      assert.equal(valid("plan", result.json()).problems.length, 1, file);
    }
    assert.deepEqual(workspace.contents(), before);
  });

  test("refuses a forged plan that reaches outside the specs", async () => {
    await workspace.run(["plan", "--out", "plan.json"]);
    workspace.write("secret.txt", "untouched");
    workspace.write("plan.json", workspace.read("plan.json").replaceAll(SPEC, "../secret.txt"));
    const { code } = await workspace.run(["apply", "plan.json"]);
    assert.notEqual(code, 0);
    assert.equal(workspace.read("secret.txt"), "untouched");
    assert.deepEqual(workspace.tickets(), []);
  });
});
