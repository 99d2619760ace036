import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/search.md";
const TICKET = ".canon/tickets/LOCAL-1.md";
const FILES = {
  "CANON.yaml": "sync:\n  system: local\n",
  [SPEC]: [
    "# Search\n",
    "## 1. Ranking\n<!-- canon:system:ranking status:in_progress -->\n",
    "Hits are sorted by how often people open them.\n",
    "Ties are broken by date, newest first.\n",
    "At most fifty hits are shown.\n",
  ].join("\n"),
};

/** So that the picture of the merge editor shows more of the texts than of the space below. */
const SMALL = { width: 1180, height: 560 };

suite("a text that changed on both sides", () => {
  test("is merged in the merge editor, reviewed and written to both", () =>
    inWindow({ files: FILES, file: SPEC, size: SMALL }, async (window) => {
      await makeConflict(window);
      await window.screenshot("conflict-choice");
      await window.quickPickRow("Merge the two").click();
      await window.notification("then use it").waitFor();
      await window.page.locator(".merge-editor").first().waitFor();
      await window.page.locator(".merge-editor .view-line").first().waitFor();
      await window.screenshot("conflict-merge-editor");
      await pictureOf(window.page.locator(".part.editor"), "merge");
      await window.notification("then use it").getByText("Use Merge").click();
      await window.quickPickTitle("2 planned changes").waitFor();
      await window.screenshot("conflict-merged-review");
      await window.page.keyboard.press("Enter");
      await eventually(async () => {
        for (const path of [SPEC, TICKET]) {
          const text = await window.readFile(path);
          assert.match(text, /how often and how lately people open them/);
          assert.match(text, /Ties are broken by title\./);
        }
      });
    }));

  test("stays as it is on both sides when the question is put away", () =>
    inWindow({ files: FILES, file: SPEC }, async (window) => {
      await makeConflict(window);
      const before = [await window.readFile(SPEC), await window.readFile(TICKET)];
      await window.page.keyboard.press("Escape");
      await window.statusBarItem("nothing was changed").waitFor();
      assert.deepEqual([await window.readFile(SPEC), await window.readFile(TICKET)], before);
    }));

  test("is decided with the keyboard alone", () =>
    inWindow({ files: FILES, file: SPEC }, async (window) => {
      await makeConflict(window);
      await window.page.keyboard.press("ArrowDown");
      await window.page.keyboard.press("ArrowDown");
      await window.page.keyboard.press("Enter");
      await window.quickPickTitle("1 planned change").waitFor();
      await window.quickPickRow("The spec's wins; the ticket's is given up").waitFor();
      await window.page.keyboard.press("Enter");
      await window.notification("Canon updated 1 ticket").waitFor();
      assert.match(await window.readFile(TICKET), /newest first/);
    }));
});

/** Both sides change their text, and the person is asked. */
async function makeConflict(window: VsCodeWindow): Promise<void> {
  await window.lens("not linked").first().waitFor();
  await window.runCommand("Canon: Sync");
  await window.quickPickTitle("1 planned change").waitFor();
  await window.page.keyboard.press("Enter");
  await window.notification("Canon created 1 ticket").waitFor();
  await window.editOnDisk(SPEC, "how often people", "how often and how lately people");
  await window.editOnDisk(TICKET, "by date, newest first.", "by title.");
  await window.line("and how lately").first().waitFor();
  await window.runCommand("Canon: Sync");
  await window.quickPickTitle("1 Ranking").waitFor();
}
