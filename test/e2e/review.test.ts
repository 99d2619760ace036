import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/search.md";
const FILES = {
  "CANON.yaml": "sync:\n  system: local\n",
  [SPEC]: [
    "# Search\n",
    "## 1. Index\n<!-- canon:system:1 status:todo -->\n",
    "## 2. Ranking\n<!-- canon:system:2 status:in_progress -->\n",
    "## 3. Synonyms\n<!-- canon:system:3 status:draft -->\n",
  ].join("\n"),
};

suite("the review of a plan", () => {
  test("leaves out what was unchecked and does the rest", () =>
    inWindow({ files: FILES, file: SPEC }, async (window) => {
      await openReview(window);
      await window.quickPickRow("1 Index").click();
      await window.page.keyboard.press("Enter");
      await window.notification("Canon created 1 ticket").waitFor();
      const text = await window.readFile(SPEC);
      assert.match(text, /## 2\. Ranking\n<!-- canon:ticket:local:LOCAL-1 -->\n/);
      assert.match(text, /## 1\. Index\n<!-- canon:system:1 status:todo -->\n/);
    }));

  test("changes nothing when it is turned down", () =>
    inWindow({ files: FILES, file: SPEC }, async (window) => {
      await openReview(window);
      await window.page.keyboard.press("Escape");
      await window.statusBarItem("nothing was changed").waitFor();
      assert.equal(await window.readFile(SPEC), FILES[SPEC]);
    }));

  test("edits a spec with unsaved changes in its editor and keeps them", () =>
    inWindow({ files: FILES, file: SPEC }, async (window) => {
      await window.lens("not linked").first().waitFor();
      await window.goTo(SPEC, "## 2. Ranking");
      await window.page.keyboard.press("End");
      await window.page.keyboard.type(" by use");
      await window.line("## 2. Ranking by use").waitFor();
      await openReview(window);
      await window.quickPickRow("2 Ranking by use").waitFor();
      await window.page.keyboard.press("Enter");
      await window.notification("Canon created 2 tickets").waitFor();
      await window.line("canon:ticket:local:LOCAL-2").waitFor();
      await window.line("## 2. Ranking by use").waitFor();
      await window.screenshot("review-unsaved");
    }));

  test("has nothing to show when spec and tickets agree", () =>
    inWindow({ files: FILES, file: SPEC }, async (window) => {
      await openReview(window);
      await window.page.keyboard.press("Enter");
      await window.notification("Canon created 2 tickets").waitFor();
      const before = await window.readFile(SPEC);
      await window.runCommand("Canon: Sync");
      await window.statusBarItem("Nothing to do").waitFor();
      await eventually(async () => {
        assert.equal(await window.readFile(SPEC), before);
      });
    }));
});

async function openReview(window: VsCodeWindow): Promise<void> {
  await window.lens("not linked").first().waitFor();
  await window.runCommand("Canon: Sync");
  await window.quickPickTitle("2 planned changes").waitFor();
}
