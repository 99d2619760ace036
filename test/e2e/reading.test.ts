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
