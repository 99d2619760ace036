import type { Locator } from "playwright-core";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/search.md";
const FILES = {
  "CANON.yaml": `ticket_systems:
  desk: {system: local}
  mirror: {system: local, project: COPY}
routing:
  - match: {default: true}
    target: desk
    shadow_targets: [mirror]
`,
  [SPEC]: [
    "# Search\n",
    "## 1. Index\n<!-- canon:system:1 status:todo -->\n\nEvery word of a document.\n",
    "## 2. Ranking\n<!-- canon:system:2 status:in_progress -->\n\nNewest first.\n",
  ].join("\n"),
};

suite("where specs, tickets and copies differ", () => {
  test("is shown in the view, with who moved and a way to bring them together", () =>
    inWindow({ files: FILES, file: SPEC, size: { width: 1280, height: 620 } }, async (window) => {
      await syncOnce(window);
      await window.lens("LOCAL-1 +1 To do ✓").waitFor();
      await window.editOnDisk(".canon/tickets/COPY-1.md", "status: todo", "status: done");
      await window.lens("LOCAL-1 +1 ≠ To do ✓").waitFor();
      await window.goTo(SPEC, "## 2. Ranking");
      await window.editOnDisk(".canon/tickets/LOCAL-2.md", "status: in_progress", "status: done");
      await window.lens(/LOCAL-2 \+1 Done.*differs/).waitFor();
      await window.runCommand("Canon: Check for Drift");
      await row(window, "Drift").waitFor();
      await row(window, /1 Index.*Status: the copy local:COPY-1 moved/).waitFor();
      await row(window, /2 Ranking.*Status: LOCAL-2 moved/)
        .locator(".monaco-tl-twistie")
        .click();
      await row(window, /Status, LOCAL-2.*done/).waitFor();
      await window.screenshot("drift");
      await pictureOf(window.page.locator(".monaco-workbench"), "drift");

      await row(window, /1 Index/).click();
      await window.line("## 1. Index").first().waitFor();
      await row(window, /1 Index/).hover();
      await row(window, /1 Index/)
        .locator('[aria-label^="Sync This Section"]')
        .click();
      await window.quickPickTitle("1 planned change").waitFor();
      await window.quickPickRow("COPY-1: Done → To do").waitFor();
      await window.screenshot("drift-review");
      await window.page.keyboard.press("Enter");
      await row(window, /1 Index/).waitFor({ state: "detached" });
      await row(window, /2 Ranking/).waitFor();
    }));
});

async function syncOnce(window: VsCodeWindow): Promise<void> {
  await window.lens("not linked").first().waitFor();
  await window.runCommand("Canon: Sync");
  await window.quickPickTitle(/planned changes?/).waitFor();
  await window.screenshot("drift-copies-planned");
  await window.page.keyboard.press("Enter");
  await window.notification(/Canon created \d+ tickets/).waitFor();
}

function row(window: VsCodeWindow, text: string | RegExp): Locator {
  return window
    .pane("Needs Attention")
    .locator(".monaco-list-row")
    .filter({ hasText: text })
    .first();
}
