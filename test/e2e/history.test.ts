import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { picture } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/search.md";
const FILES = {
  "CANON.yaml": "sync:\n  system: local\n",
  [SPEC]: [
    "# Search\n",
    "## 1. Index\n<!-- canon:system:1 status:todo -->\n\nEvery product is in it.\n",
    "## 2. Ranking\n<!-- canon:system:2 status:todo -->\n\nWhat sells comes first.\n",
  ].join("\n"),
};

suite("the history", () => {
  test("shows what a sync did, and takes single items of it back", () =>
    inWindow({ files: FILES, file: SPEC, settings: LIGHT }, async (window) => {
      await createTickets(window);
      for (const key of ["LOCAL-1", "LOCAL-2"]) {
        await window.editOnDisk(`.canon/tickets/${key}.md`, "status: todo", "status: in_progress");
      }
      await window.lens("differs").first().waitFor();
      await sync(window, "2 planned changes", "Canon made 2 edits in specs");

      await window.runCommand("Canon: Show Sync History");
      await window.quickPickRow(/Canon made 2 edits in specs/).waitFor();
      await window.screenshot("history-1-runs");
      await window.quickPickRow(/Canon made 2 edits in specs/).click();
      await window.lens("Undo this sync").waitFor();
      await window.line("2. 2 Ranking").waitFor();
      await window.runCommand("Notifications: Clear All Notifications");
      await window.screenshot("history-2-run");
      await picture(window, "history", window.lens("Undo this sync"), window.line("LOCAL-2, the"));

      await window
        .lens(/^Undo$/)
        .last()
        .click();
      await window.notification("Canon undid 1 change").waitFor();
      await window.line("(undone)").waitFor();
      await eventually(async () => {
        assert.equal(await window.lens(/^Undo$/).count(), 1);
      });
      await window.screenshot("history-3-one-undone");
      await specHas(window, /system:1 status:in_progress[\s\S]*system:2 status:todo/);
    }));

  test("shows what an undo would have done where it cannot be sure", () =>
    inWindow({ files: FILES, file: SPEC, settings: LIGHT }, async (window) => {
      await createTickets(window);
      await window.editOnDisk(".canon/tickets/LOCAL-2.md", "status: todo", "status: done");
      await window.lens("differs").first().waitFor();
      await sync(window, "1 planned change", "Canon made 1 edit in specs");
      await window.editOnDisk(SPEC, "system:2 status:done", "system:2 status:deprecated");
      await window.line("status:deprecated").waitFor();

      await window.runCommand("Canon: Undo Last Sync");
      const message = window.notification("stays as it is");
      await message.waitFor();
      await window.screenshot("history-4-refused");
      await message.getByRole("button", { name: "Show Difference" }).click();
      await window.tab("what the sync left").waitFor();
      await window.line("system:2 status:todo").first().waitFor();
      await window.screenshot("history-5-difference");
      await specHas(window, /system:2 status:deprecated/);
    }));
});

const LIGHT = { "workbench.colorTheme": "Light Modern" };

async function createTickets(window: VsCodeWindow): Promise<void> {
  await window.lens("not linked").first().waitFor();
  await sync(window, "2 planned changes", "Canon created 2 tickets");
}

async function sync(window: VsCodeWindow, title: string, done: string): Promise<void> {
  await window.runCommand("Canon: Sync");
  await window.quickPickTitle(title).waitFor();
  await window.page.keyboard.press("Enter");
  await window.notification(done).waitFor();
}

function specHas(window: VsCodeWindow, pattern: RegExp): Promise<void> {
  return eventually(async () => {
    assert.match(await window.readFile(SPEC), pattern);
  });
}
