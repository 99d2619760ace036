import assert from "node:assert/strict";
import type { ChangedFile } from "../../../src/core/model/merged-work.ts";
import { inWorkspace } from "../../../src/core/realization/relations/in-workspace.ts";
import { aWork } from "../../support/realization/world.ts";

const file = (
  path: string,
  change: ChangedFile["change"],
  previousPath: string | null = null,
): ChangedFile => ({ path, previousPath, change, lines: null });

suite("work in a workspace that is a folder of its repository", () => {
  test("has the files of the workspace, counted from there", () => {
    const files = [
      file("shop/src/a.ts", "modified"),
      file("shopping/b.ts", "modified"),
      file("shop/src/c.ts", "renamed", "shop/src/old.ts"),
      file("shop/d.ts", "renamed", "site/d.ts"),
      file("site/e.ts", "renamed", "shop/e.ts"),
      file("site/f.ts", "copied", "shop/f.ts"),
    ];
    assert.deepEqual(inWorkspace(aWork({ files }), "shop/").files, [
      file("src/a.ts", "modified"),
      file("src/c.ts", "renamed", "src/old.ts"),
      file("d.ts", "added"),
      file("e.ts", "removed"),
    ]);
  });

  test("is the same where the workspace is the whole repository", () => {
    const work = aWork();
    assert.equal(inWorkspace(work, ""), work);
  });
});
