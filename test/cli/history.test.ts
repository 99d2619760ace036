import assert from "node:assert/strict";
import { buildCli, type TestWorkspace } from "./canon-process.ts";
import { paymentsWorkspace, SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

suite("canon history", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(async () => {
    workspace = paymentsWorkspace();
    await workspace.run(["sync"]);
  });
  teardown(() => workspace.remove());

  test("lists the syncs, and shows one by the beginning of its name", async () => {
    const { runs } = valid("history", (await workspace.run(["history", "--json"])).json());
    assert.deepEqual(
      runs.map(({ items }) => items.map(({ number, kind }) => [number, kind])),
      [
        [
          [1, "create-ticket"],
          [2, "create-ticket"],
        ],
      ],
    );
    const name = runs[0]?.runId.slice(0, 8) ?? "";
    const list = await workspace.run(["history"]);
    assert.match(list.stdout, new RegExp(`UTC +${name} +2 tickets created, 2 spec edits`));
    const one = await workspace.run(["history", name]);
    assert.equal(one.code, 0, one.stderr);
    assert.match(
      one.stdout,
      /1 +✔ done +docs\/specs\/payments\.md#retry +Create \S+ +\(no ticket yet\)/,
    );
  });

  test("names a sync that is not there wrong usage", async () => {
    const { code, stdout } = await workspace.run(["history", "nothing-like-it", "--json"]);
    assert.equal(code, 2);
    assert.equal(valid("history", JSON.parse(stdout)).problems[0]?.code, "undo/unknown-run");
  });

  test("says that there is nothing yet", async () => {
    const empty = paymentsWorkspace();
    try {
      const { code, stdout } = await empty.run(["history"]);
      assert.equal(code, 0);
      assert.match(stdout, /No sync has changed anything/);
    } finally {
      empty.remove();
    }
  });

  test("shows which items an undo of single ones took back", async () => {
    const undone = await workspace.run(["undo", "--item", "2", "--json"]);
    assert.equal(undone.code, 0, undone.stderr);
    assert.equal(valid("undo", undone.json()).steps.length, 2);
    const { runs } = valid("history", (await workspace.run(["history", "--json"])).json());
    assert.deepEqual(
      runs[0]?.items.map((item) => item.undone),
      [false, true],
    );
    assert.equal(runs.at(0)?.undoneAt, null);
    assert.match((await workspace.run(["history"])).stdout, /1 of 2 undone/);
    assert.equal(workspace.tickets().length, 1);
    assert.equal(workspace.read(SPEC).match(/canon:ticket/g)?.length, 1);
  });
});
