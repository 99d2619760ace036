import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { GitRepository } from "../support/git-repository.ts";
import { hasNoAccessibilityTrouble, pageFrame } from "./support/axe.ts";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const PAYMENTS = "docs/specs/payments.md";
const SHOP = "docs/specs/shop.md";
const SIZE = { width: 1100, height: 1000 };
const THEMES = [
  "Light Modern",
  "Dark Modern",
  "Default High Contrast",
  "Default High Contrast Light",
];

suite("the page of progress", () => {
  for (const theme of THEMES) {
    test(`shows specs and their past in the theme "${theme}", for everybody`, () =>
      inWindow({ settings: { "workbench.colorTheme": theme }, size: SIZE }, async (window) => {
        await growHistory(window, PAYMENTS);
        await showAll(window);
        await page(window).getByRole("img").filter({ visible: true }).waitFor();
        const frame = await pageFrame(window, "main");
        await hasNoAccessibilityTrouble(frame);
        const name = theme.toLowerCase().replaceAll(" ", "-");
        await window.screenshot(`progress-${name}`);
        await page(window)
          .getByRole("link", { name: "Show sections of Payments Overhaul" })
          .click();
        await page(window)
          .getByRole("heading", { name: "Progress of Payments Overhaul" })
          .waitFor();
        await page(window).getByRole("img").filter({ visible: true }).waitFor();
        await hasNoAccessibilityTrouble(await pageFrame(window, "main"));
        if (theme === "Dark Modern") {
          await pictureOf(window.page.locator(".editor-group-container").first(), "progress");
        }
        await window.screenshot(`progress-${name}-spec`);
        assert.equal(await window.page.locator(".notification-toast").count(), 0);
      }));
  }

  test("is used by keyboard, follows the specs and opens them", () =>
    inWindow({ files: { [SHOP]: shop(3, 1) }, size: SIZE }, async (window) => {
      await showAll(window);
      const shown = page(window);
      await shown.getByText("1 of 3 criteria met").first().waitFor();
      await window.writeOnDisk(SHOP, shop(3, 2));
      await shown.getByText("2 of 3 criteria met").first().waitFor();
      const repository = new GitRepository(window.workspace);
      repository.commitAt("2030-01-01T10:00:00Z");

      const link = shown.getByRole("link", { name: "Shop", exact: true });
      await link.focus();
      await window.page.keyboard.press("Enter");
      await window.tab("shop.md").waitFor();
      await window.line("# Shop").waitFor();
      await window.runCommand("Canon: Show Progress");
      await window.quickPickRow("This spec").click();
      await shown.getByRole("heading", { name: "Progress of Shop" }).waitFor();
      assert.equal(await window.page.locator(".tab", { hasText: "Progress of" }).count(), 1);

      await shown.getByRole("button", { name: "All Specs" }).press("Enter");
      await shown.getByRole("table").first().waitFor();
      await shown.getByRole("link", { name: "Show sections of Shop" }).waitFor();
    }));

  test("comes back with the window when that is reloaded, and goes on from there", () =>
    inWindow({ files: { [SHOP]: shop(3, 1) }, size: SIZE }, async (window) => {
      await showAll(window);
      const shown = page(window);
      await shown.getByRole("link", { name: "Show sections of Shop" }).click();
      await shown.getByRole("heading", { name: "Progress of Shop" }).waitFor();
      await window.page.evaluate("window.isBeforeReload = true");
      await window.runCommand("Developer: Reload Window");
      await window.page.waitForFunction("window.isBeforeReload === undefined");
      // The extension host starts anew, which takes a while on a busy machine.
      const heading = shown.getByRole("heading", { name: "Progress of Shop" });
      await heading.waitFor({ timeout: 80_000 });
      await shown.getByText("1 of 3 criteria met").first().waitFor();
      await window.screenshot("progress-reloaded");
      await window.writeOnDisk(SHOP, shop(3, 2));
      await shown.getByText("2 of 3 criteria met").first().waitFor();
      await window.runCommand("Canon: Show Progress");
      await shown.getByRole("heading", { name: /^Progress of / }).waitFor();
      assert.equal(await window.page.locator(".tab", { hasText: "Progress" }).count(), 1);
    }));

  test("saves a report where the person says, and nowhere else", () =>
    inWindow({ files: { [SHOP]: shop(3, 1) }, size: SIZE }, async (window) => {
      await showAll(window);
      await page(window).getByRole("button", { name: "Save as HTML…" }).click();
      const input = window.quickPick().locator("input").first();
      await input.waitFor();
      await eventually(async () => {
        assert.match(await input.inputValue(), /progress\.html$/);
      });
      await window.page.keyboard.press("Enter");
      await eventually(async () => {
        assert.match(await window.readFile("progress.html"), /^<!DOCTYPE html>[^]*<svg/);
      });
      assert.equal(existsSync(join(window.workspace, ".canon")), false);
    }));

  test("says what is missing: specs, sections, git in a folder that is not trusted", async () => {
    await inWindow(
      { files: { "CANON.yaml": "sync:\n  system: local\n" }, size: SIZE },
      async (window) => {
        await showAll(window);
        await page(window).getByText("There are no specs here yet.").waitFor();
        await hasNoAccessibilityTrouble(await pageFrame(window, "main"));
        await window.screenshot("progress-empty");
      },
    );
    const options = { files: { [SHOP]: shop(3, 1) }, size: SIZE, trust: "restricted" } as const;
    await inWindow(options, async (window) => {
      await showAll(window);
      await page(window)
        .getByText("the window is in Restricted Mode, so git is not asked")
        .waitFor();
      await page(window).getByRole("button", { name: "Manage Workspace Trust" }).waitFor();
      await window.screenshot("progress-restricted");
    });
  });

  test("fits a window of 300 pixels, and a thousand sections", () =>
    inWindow({ files: { [SHOP]: manySections(1000) }, file: SHOP, size: SIZE }, async (window) => {
      await growHistory(window, SHOP);
      await window.runCommand("Canon: Show Progress");
      await window.quickPickRow("This spec").click();
      const shown = page(window);
      await shown.getByRole("heading", { name: "Progress of Many" }).waitFor();
      await shown.getByRole("link", { name: "Section 999", exact: true }).first().waitFor();
      await window.screenshot("progress-thousand");
      await window.page.setViewportSize({ width: 360, height: 900 });
      await window.runCommand("View: Toggle Primary Side Bar Visibility");
      await eventually(async () => {
        assert.equal(await shown.locator("svg.narrow").isVisible(), true);
      });
      await window.screenshot("progress-narrow");
      const frame = await pageFrame(window, "main");
      const [wanted, given] = await frame.evaluate<number[]>(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
      );
      assert.equal(wanted, given);
    }));
});

/** The page of progress, inside the frames that the editor gives to it. */
function page(window: VsCodeWindow): Locator {
  const frames = window.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  return frames.locator("main");
}

async function showAll(window: VsCodeWindow): Promise<void> {
  await window.runCommand("Canon: Show Progress");
  await page(window)
    .getByRole("heading", { name: /^Progress of / })
    .waitFor();
}

/** Commits of half a year in which criteria were ticked and some were added. */
async function growHistory(window: VsCodeWindow, path: string): Promise<void> {
  const repository = new GitRepository(window.workspace);
  let text = await window.readFile(path);
  for (let week = 0; week < 24; week += 1) {
    text = text.replace("- [ ]", "- [x]");
    if (week % 5 === 2) text = text.replace("- [ ]", `- [ ] Added in week ${week}\n- [ ]`);
    const at = new Date(Date.UTC(2026, 0, 5 + 7 * week, 10)).toISOString();
    repository.commitAt(at, { [path]: text });
  }
}

function shop(total: number, met: number): string {
  const boxes = Array.from({ length: total }, (_, at) => `- [${at < met ? "x" : " "}] box ${at}\n`);
  return `# Shop\n\n## 1. Cart\n<!-- canon:system:cart status:in_progress -->\n\n${boxes.join("")}`;
}

function manySections(count: number): string {
  const states = ["todo", "in_progress", "done", "blocked:PAY-1", "deprecated"];
  const sections = Array.from(
    { length: count },
    (_, at) =>
      `## Section ${at}\n<!-- canon:system:s${at} status:${states[at % 5] ?? ""} -->\n\n- [ ] one\n- [x] two\n`,
  );
  return `# Many\n\n${sections.join("\n")}`;
}
