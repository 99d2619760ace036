import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/payments.md";
const CODE = "src/keys.ts";
const FILES = {
  "CANON.yaml": "sync:\n  system: local\n",
  ".canon/tickets/LOCAL-1.md": "---\ntitle: Retry\nstatus: done\n---\n\nWaits longer each time.\n",
  [SPEC]: `# Payments

## 1. Keys
<!-- canon:system:keys status:done -->
<!-- canon:realized-in:PR#412 src/keys.ts:2-3 -->

A key is the same for the same order.

### 1.1 Retry
<!-- canon:ticket:local:LOCAL-1 -->
<!-- canon:system:retry status:in_progress -->

Waits longer each time.

## 2. Reports
<!-- canon:system:reports status:todo -->

## 3. Refunds
<!-- canon:system:refunds status:blocked:PAY-9 -->

## 4. Cash
<!-- canon:system:cash status:deprecated -->

## 5. Later

\\<!-- canon:delta:added -->
`,
  [CODE]: `export function issueKey(order: string): string {
  const key = order.trim();
  return key;
}
`,
};
const THEMES = ["Light Modern", "Dark Modern", "Default High Contrast"];

const TROUBLED = {
  "CANON.yaml": "sync:\n  system: local\n",
  [SPEC]: `# Search

## 1. Ranking
<!-- canon:system:ranking status:in_progress -->

Newest first.

## 2. Index
<!-- canon:system:index status:todo -->

Every word of a document.

## 3. Hits
<!-- canon:system:hits status:todo -->
<!-- canon:ticket:local:LOCAL-99 -->

At most fifty.

## 4. Words
<!-- canon:system:words status:done -->

Without case.
`,
};

suite("a spec while it is read", () => {
  for (const theme of THEMES) {
    const name = theme.toLowerCase().replaceAll(" ", "-");

    test(`has its marks, and quiet comments, in the theme "${theme}"`, () => {
      const settings = { "workbench.colorTheme": theme, "canon.comments.display": "dim" };
      const size = { width: 1280, height: 900 };
      return inWindow({ files: FILES, file: SPEC, settings, size }, async (window) => {
        await window.lens("In progress · LOCAL-1").first().waitFor();
        await glyphs(window, 6);
        await window.screenshot(`reading-${name}-dim`);
        if (theme === "Light Modern") {
          await pictureOf(window.page.locator(".monaco-workbench"), "reading");
        }
        await window.runCommand("Canon: Fold Comments");
        await window.line("canon:realized-in").waitFor({ state: "hidden" });
        await window.screenshot(`reading-${name}-folded`);
        await window.runCommand("Canon: Unfold Comments");
        await window.line("canon:realized-in").first().waitFor();
        await window.openFile(CODE);
        await glyphs(window, 2);
        await window.screenshot(`reading-${name}-code`);
      });
    });
  }

  for (const theme of THEMES) {
    const name = theme.toLowerCase().replaceAll(" ", "-");

    test(`shows conflicts, broken links and drift in the theme "${theme}"`, () => {
      const settings = { "workbench.colorTheme": theme };
      const size = { width: 1100, height: 620 };
      return inWindow({ files: TROUBLED, file: SPEC, settings, size }, async (window) => {
        await fallApart(window);
        for (const trouble of ["conflict", "broken", "drift"]) await marked(window, trouble, 1);
        await eventually(async () => assert.equal((await rulerColors(window)).size, 2));
        await window.screenshot(`reading-${name}-trouble`);
        if (theme === "Light Modern") {
          await pictureOf(window.page.locator(".monaco-workbench"), "trouble");
        }
        await window.runCommand("Canon: Fold Comments");
        await window.line("LOCAL-99").waitFor({ state: "hidden" });
        await marked(window, "broken", 1);
        await window.changeSettings({ "canon.marks.enabled": false });
        for (const trouble of ["conflict", "broken", "drift"]) await marked(window, trouble, 0);
        await eventually(async () => assert.equal((await rulerColors(window)).size, 0));
      });
    });
  }

  test("shows status and ticket in the outline where a person wants it", () => {
    const settings = { "canon.outline.enabled": true, "breadcrumbs.enabled": true };
    const size = { width: 1280, height: 900 };
    return inWindow({ files: FILES, file: SPEC, settings, size }, async (window) => {
      await window.lens("In progress · LOCAL-1").first().waitFor();
      await window.runCommand("Explorer: Focus on Outline View");
      const outline = window.page.locator(".outline-tree");
      await outline.getByText("In progress · LOCAL-1").first().waitFor();
      await window.screenshot("reading-outline");
    });
  });
});

/** Waits for the marks in the margin. */
async function glyphs(window: VsCodeWindow, count: number): Promise<void> {
  const marks = window.page.locator(
    ".editor-instance .margin-view-overlays .cgmr, .glyph-margin-widgets .cgmr",
  );
  await marks.nth(count - 1).waitFor();
}

/** A first sync; then a text moves on both sides, and a title in the tracker only. */
async function fallApart(window: VsCodeWindow): Promise<void> {
  await window.lens("not linked").first().waitFor();
  await window.runCommand("Canon: Sync");
  await window.quickPickTitle("2 planned changes, 1 held").waitFor();
  await window.page.keyboard.press("Enter");
  await window.notification("Canon created 2 tickets").waitFor();
  await window.runCommand("Notifications: Clear All Notifications");
  await window.editOnDisk(SPEC, "Newest first.", "Newest first, then by name.");
  await window.editOnDisk(".canon/tickets/LOCAL-1.md", "Newest first.", "Oldest first.");
  await window.editOnDisk(".canon/tickets/LOCAL-2.md", "title: Index", "title: All words");
}

/** Waits until so many lines have this mark in the margin. */
async function marked(window: VsCodeWindow, mark: string, count: number): Promise<void> {
  await eventually(async () => {
    const images = await window.page.evaluate<string[]>(PICTURES);
    assert.equal(images.filter((image) => image.includes(`${mark}-`)).length, count, mark);
  });
}

/** The colors in the middle lane of the ruler, which is Canon's. */
async function rulerColors(window: VsCodeWindow): Promise<Set<string>> {
  return new Set(await window.page.evaluate<string[]>(RULER));
}

const PICTURES = `[...document.querySelectorAll(".editor-instance .cgmr")].map(
  (mark) => getComputedStyle(mark).backgroundImage,
)`;

const RULER = `(() => {
  const canvas = document.querySelector(".editor-instance canvas.decorationsOverviewRuler");
  const middle = canvas.getContext("2d").getImageData(canvas.width / 2, 0, 1, canvas.height);
  const pixels = Array.from({ length: canvas.height }, (_, at) => [
    ...middle.data.slice(at * 4, at * 4 + 4),
  ]);
  return pixels.filter(([, , , alpha]) => alpha === 255).map((pixel) => pixel.join());
})()`;
