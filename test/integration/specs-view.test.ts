import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withPerson } from "./support/person.ts";
import { closeEditors, eventually, removeSpec, run, writeSpec } from "./support/window.ts";

const SPEC = `---
owner: only-here
---

# Seen

## 1. Alpha
<!-- canon:system:seen-alpha status:blocked:PAY-1 -->

- [x] one

## 2. Beta
`;

suite("the view of all specs", () => {
  let uri: vscode.Uri;

  suiteSetup(async () => {
    uri = await writeSpec(SPEC);
  });

  suiteTeardown(async () => {
    await closeEditors();
    await removeSpec(uri);
  });

  test("offers what there is to filter by", async () => {
    await eventually("what the new spec has is offered", async () => {
      const { lists } = await withPerson({}, () => run("canon.filterSpecs"));
      return ["Blocked", "only-here", "Not linked"].every((label) => lists[0]?.includes(label));
    });
  });

  test("takes nothing for a row that is none", async () => {
    const strange = [undefined, null, "x", 7, {}, [], { node: { kind: "section" } }, uri];
    for (const argument of strange) {
      const seen = await withPerson({}, async () => {
        await run("canon.syncSelected", argument, [argument]);
        await run("canon.setSelectedStatus", argument, [argument]);
      });
      assert.deepEqual(seen.lists, []);
      assert.deepEqual(seen.messages, []);
    }
  });
});

suite("the plugin of the Markdown preview", () => {
  test("is there for the preview as soon as Canon is active", async () => {
    const canon = vscode.extensions.getExtension<{ extendMarkdownIt: unknown }>("canon.canon");
    const { extendMarkdownIt } = (await canon?.activate()) ?? assert.fail("Canon is not there");
    assert.equal(typeof extendMarkdownIt, "function");
  });
});
