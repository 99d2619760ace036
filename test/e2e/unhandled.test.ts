import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { extensionErrors } from "./support/extension-errors.ts";
import { inWindow } from "./support/open-window.ts";

suite("the look for errors that nobody caught", () => {
  test("sees a rejection and an error of an extension, and blames nobody else", () =>
    inWindow({ files: { "README.md": "# Nothing\n" } }, async (window) => {
      const planted = extensionErrors(window.page, "canon-tests.editor-model");
      const own = extensionErrors(window.page);
      const sees = (error: string): Promise<void> =>
        eventually(() => {
          assert.ok(planted.some((text) => text.includes(error)));
          return Promise.resolve();
        });
      await window.runCommand("Canon Tests: Plant a Rejection");
      await sees("planted rejection");
      await window.runCommand("Canon Tests: Plant an Error");
      await sees("planted error");
      assert.deepEqual(own, []);
    }));
});
