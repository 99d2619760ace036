import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const LOCAL = "ticket_systems:\n  desk: {system: local}\n";
const PAY = "docs/specs/payments.md";
const FILES = {
  "CANON.yaml": LOCAL,
  [PAY]: [
    "---\ntitle: Payments\nowner: ada\nteam: money\n---\n\n# Payments\n",
    "## 1. Keys\n<!-- canon:system:keys status:in_progress -->\n\nEvery request has a key.\n",
    "- [x] Keys are kept for a day\n- [x] Keys are random\n- [ ] Keys are checked\n",
    "### 1.1 Expiry\n<!-- canon:system:expiry status:todo -->\n\nA key expires.\n",
    "## 2. Refunds\n<!-- canon:system:refunds status:done -->\n\n- [x] Money goes back\n",
    "## 3. Fraud <b>$(bug)</b>\n<!-- canon:system:fraud status:blocked:PAY-9 -->\n",
    "## 4. Cheques\n<!-- canon:system:cheques status:deprecated -->\n",
  ].join("\n"),
  "docs/specs/search.md": [
    "---\ntitle: Search\nowner: bob\n---\n\n# Search\n",
    "## 1. Index\n<!-- canon:system:index status:todo -->\n\nEvery word.\n",
    "## 2. Ranking\n\nNewest first.\n",
  ].join("\n"),
};
const THEMES = ["Light Modern", "Dark Modern", "Default High Contrast"];

suite("the view of all specs", () => {
  for (const theme of THEMES) {
    test(`shows specs, sections, status, ticket and criteria in the theme "${theme}"`, () => {
      const settings = { "workbench.colorTheme": theme };
      return inWindow({ files: FILES, file: PAY, settings, size: SIZE }, async (window) => {
        await syncAll(window);
        await window.lens("LOCAL-1 In progress ✓").waitFor();
        await window.editOnDisk(".canon/tickets/LOCAL-1.md", "status: in_progress", "status: done");
        await showView(window);
        await row(window, /1 Keys.*LOCAL-1 Done ≠ differs · 2\/3/).waitFor();
        await row(window, "Search").waitFor();
        await window.screenshot(`specs-${theme.toLowerCase().replaceAll(" ", "-")}`);
        if (theme === "Light Modern") {
          await pictureOf(window.page.locator(".monaco-workbench"), "specs-view");
        }
      });
    });
  }

  test("can be filtered and grouped with the keyboard, and says so", () =>
    inWindow({ files: FILES, file: PAY, size: SIZE }, async (window) => {
      await showView(window);
      await row(window, "2 Refunds").waitFor();
      await window.runCommand("Canon: Filter Specs…");
      await window.quickPickRow(/^To do/).waitFor();
      await window.screenshot("specs-filter");
      await window.page.keyboard.type("To do");
      await window.page.keyboard.press("ArrowDown");
      await window.page.keyboard.press("Space");
      await window.page.keyboard.press("Enter");
      await row(window, "2 Refunds").waitFor({ state: "detached" });
      await view(window).getByText("2 of 7 sections: To do").waitFor();
      await window.runCommand("Canon: Group Specs By…");
      await window.quickPickTitle("group specs by").waitFor();
      await window.page.keyboard.type("Owner");
      await window.quickPickRow("Status").waitFor({ state: "detached" });
      await window.page.keyboard.press("Enter");
      await row(window, /ada\s*1/).waitFor();
      await row(window, "1.1 Expiry").waitFor();
      await window.screenshot("specs-filtered-by-owner");
      await window.runCommand("Canon: Clear the Filter of Specs");
      await row(window, "2 Refunds").waitFor();
    }));

  test("leads to the section that is selected, and from the cursor to its row", () =>
    inWindow({ files: FILES, size: SIZE }, async (window) => {
      await window.openFile(PAY);
      await showView(window);
      await row(window, "2 Refunds").click();
      await window.line("## 2. Refunds").waitFor();
      await window.statusBarItem("Ln 23, Col 1").waitFor();
      assert.equal(await view(window).locator(":focus").count(), 1, "the list keeps the focus");
      await window.goTo(PAY, "## 4. Cheques");
      await window.runCommand("Canon: Show in Specs View");
      await view(window).locator(".monaco-list-row.focused", { hasText: "4 Cheques" }).waitFor();
    }));

  test("says to a screen reader in words what the row shows with signs", () =>
    inWindow({ files: FILES, file: PAY, size: SIZE }, async (window) => {
      await showView(window);
      const label = await row(window, "1 Keys").getAttribute("aria-label");
      assert.match(label ?? "", /Section 1 Keys, status In progress\. No ticket is linked to it\./);
      assert.match(label ?? "", /2 of 3 criteria are met\./);
      const fraud = await row(window, "3 Fraud").getAttribute("aria-label");
      assert.match(fraud ?? "", /Blocked by PAY-9/);
    }));

  test("acts on all selected sections with one plan and one review", () =>
    inWindow({ files: FILES, file: PAY, size: SIZE }, async (window) => {
      await showView(window);
      await row(window, "1.1 Expiry").click();
      await row(window, "1 Index").click({ modifiers: ["ControlOrMeta"] });
      await row(window, "1 Index").click({ button: "right" });
      await menuEntry(window, "Create Tickets…").waitFor();
      await window.screenshot("specs-menu");
      await choose(window, "Create Tickets…");
      await window.quickPickTitle("2 planned changes").waitFor();
      await window.screenshot("specs-bulk-review");
      await window.page.keyboard.press("Enter");
      await row(window, /1 Index.*LOCAL-/).waitFor();
      await row(window, /1\.1 Expiry.*LOCAL-/).waitFor();
      assert.ok(!(await window.readFile(PAY)).includes("keys -->\n<!-- canon:ticket"));

      await row(window, "1 Index").click({ button: "right" });
      await choose(window, "Set Status…");
      await window.quickPickRow("Done").click();
      await window.quickPickTitle("set the status of 2 sections").waitFor();
      await window.quickPickRow(/1 Index.*To do → Done/).waitFor();
      await window.page.keyboard.press("Enter");
      await window.statusBarItem("set the status of 2 of 2 sections").waitFor();
      assert.match(await window.readFile(PAY), /canon:system:expiry status:done/);
    }));

  test("links a ticket that is dropped onto a section, after a yes", () =>
    inWindow({ files: FILES, file: PAY, size: SIZE }, async (window) => {
      await syncAll(window);
      await showView(window);
      await row(window, /1\.1 Expiry.*LOCAL-2/).waitFor();
      await drop(window, "2 Refunds", "not a ticket");
      await window.notification("names no ticket").waitFor();
      await drop(window, "2 Refunds", "LOCAL-3");
      await window.quickPickRow("Link LOCAL-3 to 2 Refunds").waitFor();
      await window.screenshot("specs-drop");
      await window.page.keyboard.press("Enter");
      await row(window, /2 Refunds.*LOCAL-3/).waitFor();
      assert.match(await window.readFile(PAY), /Refunds\n<!-- canon:ticket:local:LOCAL-3/);
    }));

  test("is there to look at in a window that does not trust the folder, and changes nothing", () =>
    inWindow({ files: FILES, file: PAY, size: SIZE, trust: "restricted" }, async (window) => {
      await showView(window);
      await row(window, "1 Keys").click({ button: "right" });
      await menuEntry(window, "Open Section").waitFor();
      assert.equal(await menuEntry(window, "Set Status…").count(), 0);
      assert.equal(await menuEntry(window, "Sync Selected").count(), 0);
      await window.screenshot("specs-restricted");
    }));

  test("says where specs are looked for when there are none", () =>
    inWindow({ files: { "CANON.yaml": LOCAL }, size: SIZE }, async (window) => {
      await showView(window);
      await view(window).getByText("There are no specs yet").waitFor();
      await window.screenshot("specs-empty");
    }));

  test("can be read in 300 pixels", () =>
    inWindow({ files: FILES, file: PAY, size: { width: 340, height: 700 } }, async (window) => {
      await showView(window);
      await row(window, "1 Keys").waitFor();
      await window.screenshot("specs-narrow");
    }));

  test("holds 200 specs and 2,000 sections", () =>
    inWindow({ files: manySpecs(), size: SIZE }, async (window) => {
      await showView(window);
      await row(window, "Spec 000").waitFor();
      await window.screenshot("specs-200");
      await window.openFile("docs/specs/spec-150.md");
      await window.goTo("docs/specs/spec-150.md", "## 7. Part");
      await window.runCommand("Canon: Show in Specs View");
      await view(window).locator(".monaco-list-row.focused", { hasText: "7 Part" }).waitFor();
      await window.screenshot("specs-200-shown");
    }));
});

const SIZE = { width: 1280, height: 720 };

async function showView(window: VsCodeWindow): Promise<void> {
  await window.runCommand("Canon: Focus on Specs View");
  await view(window).waitFor();
}

function view(window: VsCodeWindow): Locator {
  return window.pane("Specs");
}

function row(window: VsCodeWindow, text: string | RegExp): Locator {
  return view(window).locator(".monaco-list-row").filter({ hasText: text }).first();
}

function menuEntry(window: VsCodeWindow, name: string): Locator {
  return window.page.getByRole("menuitem", { name, exact: true });
}

/** A menu takes no click in its first moment. */
async function choose(window: VsCodeWindow, name: string): Promise<void> {
  await eventually(async () => {
    await menuEntry(window, name).click({ timeout: 5_000 });
    await menuEntry(window, name).waitFor({ state: "detached", timeout: 1_000 });
  });
}

async function syncAll(window: VsCodeWindow): Promise<void> {
  await window.lens("not linked").first().waitFor();
  await window.runCommand("Canon: Sync");
  await window.quickPickTitle("planned changes").waitFor();
  await window.page.keyboard.press("Enter");
  await window.notification("Canon created").waitFor();
  await window.runCommand("Notifications: Clear All Notifications");
}

/** Drops a text from elsewhere, another program for example. */
async function drop(window: VsCodeWindow, onto: string, text: string): Promise<void> {
  const dataTransfer = await window.page.evaluateHandle(
    `(() => {
      const dragged = new DataTransfer();
      dragged.setData("text/plain", ${JSON.stringify(text)});
      return dragged;
    })()`,
  );
  for (const event of ["dragenter", "dragover", "drop"]) {
    await row(window, onto).dispatchEvent(event, { dataTransfer });
  }
}

function manySpecs(): Record<string, string> {
  const names = Array.from({ length: 200 }, (_, index) => String(index).padStart(3, "0"));
  const sections = Array.from(
    { length: 10 },
    (_, index) => `## ${index + 1}. Part\n<!-- canon:system:part-${index} status:todo -->\n`,
  );
  const specs = names.map((name): [string, string] => [
    `docs/specs/spec-${name}.md`,
    `# Spec ${name}\n\n${sections.join("\n")}`,
  ]);
  return { "CANON.yaml": LOCAL, ...Object.fromEntries(specs) };
}
