import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "specs/search.md";
const TEXT = [
  "# Search\n",
  "## 1. Index\n<!-- canon:system:1 status:todo -->\n\nEvery page is in the index.\n",
  "## 2. Ranking\n<!-- canon:system:2 status:todo -->\n\nThe newest page comes first.\n",
].join("\n");

const THEMES = [
  ["dark", "Dark Modern"],
  ["light", "Light Modern"],
  ["high-contrast", "Default High Contrast"],
] as const;

suite("a newcomer", () => {
  test("gets from a folder without Canon to a first sync", () =>
    inWindow({ files: { [SPEC]: TEXT, "README.md": "# Shop\n" } }, async (window) => {
      const { keyboard } = window.page;
      await palette(window, "Canon: Set Up");
      await window.quickPickRow("Embedded tracker").waitFor();
      await window.screenshot("set-up-tracker");
      await keyboard.press("Enter");
      await asked(window, "Word before the numbers of tickets");
      await keyboard.type("SHOP");
      await keyboard.press("Enter");
      await window.quickPickRow("specs/*.md").first().waitFor();
      await window.screenshot("set-up-specs");
      await keyboard.press("Enter");
      await window.quickPickRow("Write CANON.yaml").waitFor();
      await window.line("system: local").first().waitFor();
      await window.screenshot("set-up-review");
      await pictureOf(window.page.locator(".monaco-workbench"), "set-up");
      await assert.rejects(window.readFile("CANON.yaml"));
      await keyboard.press("Enter");
      await window.notification("Canon is set up and found 1 spec").waitFor();
      await window.screenshot("set-up-done");
      assert.match(await window.readFile("CANON.yaml"), /project_key: "SHOP"/);

      await window.runCommand("Canon: Sync");
      await window.quickPickTitle("2 planned changes").waitFor();
      await window.screenshot("first-review");
      await window.page.getByRole("button", { name: "Group by kind of change" }).click();
      await window.quickPickRow("1 Index").waitFor();
      await window.page.getByText("New tickets").first().waitFor();
      await window.screenshot("first-review-by-kind");
      await window.page.locator(".quick-input-filter input").first().focus();
      await keyboard.press("Enter");
      await window.notification("Canon created 2 tickets").waitFor();
      assert.match(await window.readFile(SPEC), /<!-- canon:ticket:local:SHOP-2 -->/);
    }));

  test("sees the review in a narrow window with what matters first", () =>
    inWindow(
      {
        files: { [SPEC]: TEXT, "CANON.yaml": CONFIG },
        size: { width: 420, height: 800 },
      },
      async (window) => {
        await window.runCommand("Canon: Sync");
        await window.quickPickTitle("2 planned changes").waitFor();
        await window.screenshot("first-review-narrow");
        await window.page.keyboard.press("Escape");
        await window.statusBarItem("nothing was changed").waitFor();
      },
    ));

  test("starts work on a section: branch, status and ticket after one question", () =>
    inWindow({ files: { [SPEC]: TEXT, "CANON.yaml": CONFIG }, file: SPEC }, async (window) => {
      await window.lens("not linked").first().waitFor();
      await window.goTo(SPEC, "## 1. Index");
      await palette(window, "Canon: Start Work");
      await window.quickPickTitle("Start work on Index").waitFor();
      await window.quickPickRow("1-index").waitFor();
      await window.screenshot("start-work");
      await window.page.keyboard.press("Enter");
      await window.notification("Canon created 1 ticket").waitFor();
      await window.statusBarItem("1-index").waitFor();
      await eventually(async () => {
        const text = await window.readFile(SPEC);
        assert.match(text, /<!-- canon:ticket:local:LOCAL-1 -->\n<!-- canon:system:1 status:in_pr/);
      });
      assert.match(await window.readFile(".canon/tickets/LOCAL-1.md"), /status: in_progress/);
    }));

  test("is told in the view that there is no configuration yet, and how to get one", () =>
    inWindow({ files: { ".canon/.gitignore": "cache/\n" } }, async (window) => {
      const icon = window.page.locator("a[aria-label^='Canon']");
      await window.page.locator(".activitybar .action-item", { has: icon }).click();
      await window.page.mouse.move(0, 0);
      const button = window.page.locator(".welcome-view-content").getByText("Set Up Canon");
      await button.waitFor();
      await window.screenshot("welcome-view");
      await button.click();
      await window.quickPickRow("Embedded tracker").waitFor();
    }));

  for (const [name, theme] of THEMES) {
    test(`finds the way in a walkthrough, ${theme}`, () =>
      inWindow(
        { files: { [SPEC]: TEXT }, settings: { "workbench.colorTheme": theme }, size: WIDE },
        async (window) => {
          await palette(window, "Welcome: Open Walkthrough");
          await window.quickPickRow("Get Started with Canon").waitFor();
          await window.page.keyboard.type("Get Started with Canon");
          await window.page.keyboard.press("Enter");
          const steps = window.page.locator(".gettingStartedContainer .getting-started-step");
          await steps.filter({ hasText: "Choose a tracker" }).waitFor();
          await window.screenshot(`walkthrough-${name}`);
          await steps.filter({ hasText: "Record what was built" }).click();
          await window.screenshot(`walkthrough-${name}-last`);
          if (name === "light") {
            await pictureOf(window.page.locator(".monaco-workbench"), "walkthrough");
          }
        },
      ));
  }
});

/** The editor shows the pictures of a walkthrough where there is room for them. */
const WIDE = { width: 1600, height: 900 };

const CONFIG = 'sync:\n  system: local\nspecs:\n  doc_paths:\n    - "specs/*.md"\n';

/** As `runCommand`, by keys alone. */
async function palette(window: VsCodeWindow, title: string): Promise<void> {
  await eventually(async () => {
    await window.page.keyboard.press("Escape");
    await window.searchCommands(title);
    await window.quickPickRow(title).first().waitFor({ timeout: 5_000 });
  });
  await window.page.keyboard.press("Enter");
}

async function asked(window: VsCodeWindow, prompt: string): Promise<void> {
  await window.quickPick().getByText(prompt).first().waitFor();
}
