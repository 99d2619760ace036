import assert from "node:assert/strict";
import { buildCli, type TestWorkspace } from "./canon-process.ts";
import { PAYMENTS, paymentsWorkspace, SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

suite("canon link, unlink and undo", () => {
  let workspace: TestWorkspace;
  let first = "";
  suiteSetup(buildCli);
  setup(async () => {
    workspace = paymentsWorkspace();
    const synced = await workspace.run(["sync", "--json"]);
    first = valid("sync", synced.json()).items[0]?.ticket ?? "";
  });
  teardown(() => workspace.remove());

  test("links a section to a ticket that exists", async () => {
    const result = await workspace.run(["link", `${SPEC}#1`, first, "--json"]);
    assert.equal(result.code, 0, result.stderr);
    assert.equal(valid("link", result.json()).ticket, first);
    assert.match(
      workspace.read(SPEC),
      new RegExp(`## 1\\. Background\n<!-- canon:ticket:${first} -->`),
    );
  });

  test("says in words what it linked", async () => {
    const { stdout } = await workspace.run(["link", `${SPEC}#1`, first]);
    assert.equal(stdout, `Linked ${SPEC}#1 to ${first}: Retry (todo)\n`);
  });

  test("does not link to a ticket that is not there", async () => {
    const before = workspace.read(SPEC);
    const result = await workspace.run(["link", `${SPEC}#1`, "local:NONE-77", "--json"]);
    assert.equal(result.code, 1);
    assert.equal(valid("link", result.json()).problems.length, 1);
    assert.equal(workspace.read(SPEC), before);
  });

  test("calls a word that is no ticket, and a section that is not there, wrong usage", async () => {
    const before = workspace.contents();
    for (const args of [
      [`${SPEC}#1`, "PAY-1"],
      [`${SPEC}#1`, "trello:PAY-1"],
      [`${SPEC}#1`, "jira:../../x"],
      [`${SPEC}#gone`, first],
      [SPEC, first],
      ["docs/gone.md#1", first],
      ["CANON.yaml#1", first],
    ]) {
      const result = await workspace.run(["link", ...args, "--json"]);
      assert.equal(result.code, 2, args.join(" "));
      assert.equal(valid("link", result.json()).problems.length, 1);
    }
    assert.deepEqual(workspace.contents(), before);
  });

  test("removes a link and leaves the ticket", async () => {
    const result = await workspace.run(["unlink", `${SPEC}#retry`, "--json"]);
    assert.equal(result.code, 0, result.stderr);
    assert.equal(valid("link", result.json()).ticket, first);
    assert.ok(!workspace.read(SPEC).includes(`canon:ticket:${first} `));
    assert.equal(workspace.tickets().length, 2);
  });

  test("says so when there is no link to remove", async () => {
    const result = await workspace.run(["unlink", `${SPEC}#1`, "--json"]);
    assert.equal(result.code, 1);
    assert.equal(valid("link", result.json()).problems[0]?.code, "link/not-linked");
  });

  test("undoes the last sync, and has nothing left to undo after that", async () => {
    const result = await workspace.run(["undo", "--json"]);
    assert.equal(result.code, 0, result.stderr);
    assert.ok(valid("undo", result.json()).steps.every(({ outcome }) => outcome === "done"));
    assert.equal(workspace.read(SPEC), PAYMENTS);
    assert.deepEqual(workspace.tickets(), []);
    const again = await workspace.run(["undo", "--json"]);
    assert.equal(again.code, 0);
    assert.deepEqual(valid("undo", again.json()).steps, []);
  });

  test("keeps later edits, and takes back what lies beside them", async () => {
    workspace.edit(SPEC, "Adds noise.", "Adds more noise.");
    const { code } = await workspace.run(["undo"]);
    assert.equal(code, 0);
    assert.equal(workspace.read(SPEC), PAYMENTS.replace("Adds noise.", "Adds more noise."));
  });

  test("says what could not be undone, and keeps it", async () => {
    workspace.edit(SPEC, `canon:ticket:${first}`, `canon:ticket:${first} url:https://a.example`);
    const { code, stdout } = await workspace.run(["undo"]);
    assert.equal(code, 1);
    assert.match(stdout, /! stale +docs\/specs\/payments\.md/);
    assert.match(stdout, /Undid 1 item of the sync of .*\. 1 could not be taken back\./);
    assert.match(workspace.read(SPEC), /url:https:\/\/a\.example/);
  });
});
