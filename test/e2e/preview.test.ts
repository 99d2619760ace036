import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { hasNoAccessibilityTrouble, pageFrame } from "./support/axe.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/payments.md";
const NOTES = "docs/notes.md";
const FILES = {
  [SPEC]: [
    "---\ntitle: Payments\n---\n\n# Payments\n",
    "## 1. Keys\n<!-- canon:ticket:jira:PAY-142 -->\n<!-- canon:system:keys status:in_progress -->\n",
    "Every request has a key.\n\n- [x] Kept for a day\n- [x] Random\n- [ ] Checked\n",
    "### 1.1 Expiry\n<!-- canon:system:expiry status:todo -->\n\n- [ ] A key expires\n",
    "## 2. Refunds\n<!-- canon:ticket:jira:PAY-7 -->\n<!-- canon:system:refunds status:done -->\n",
    "- [x] Money goes back\n",
    "## 3. Fraud\n<!-- canon:system:fraud status:blocked:PAY-9 -->\n",
    "## 4. Cheques\n<!-- canon:system:cheques status:deprecated -->\n",
    "## 5. Notes\n\nNothing of Canon's.\n\n```html\n<!-- canon:system:x status:done -->\n```\n",
  ].join("\n"),
  [NOTES]: "# Notes\n\n## A heading\n\n<!-- a comment -->\n\n- [ ] a box\n",
};
const THEMES = [
  "Light Modern",
  "Dark Modern",
  "Default High Contrast",
  "Default High Contrast Light",
];
const SIZE = { width: 1100, height: 760 };

suite("the Markdown preview of a spec", () => {
  for (const theme of THEMES) {
    test(`shows status, ticket and criteria beside headings in the theme "${theme}"`, () => {
      const settings = { "workbench.colorTheme": theme };
      return inWindow({ files: FILES, file: SPEC, settings, size: SIZE }, async (window) => {
        const preview = await openPreview(window, SPEC);
        await preview.getByText("Blocked by PAY-9").waitFor();
        const keys = preview.getByRole("heading", { name: "1. Keys" });
        const words = (await keys.innerText()).replace(/\s+/g, " ");
        assert.equal(words, "1. Keys In progress PAY-142 2 of 3 criteria met");
        assert.equal(await keys.getAttribute("id"), "1-keys", "the anchor stays as it is");
        assert.equal(await preview.locator(".canon-status").count(), 5);
        const notes = preview.getByRole("heading", { name: "5. Notes" });
        assert.equal(await notes.innerText(), "5. Notes");
        const badges = ".canon-badges";
        await hasNoAccessibilityTrouble(await pageFrame(window, badges), {
          within: badges,
          behind: "--vscode-editor-background",
        });
        await window.screenshot(`preview-${theme.toLowerCase().replaceAll(" ", "-")}`);
        if (theme === "Light Modern") {
          await pictureOf(window.page.locator(".part.editor"), "markdown-preview");
        }
      });
    });
  }

  test("follows what is typed", () =>
    inWindow({ files: FILES, file: SPEC, size: SIZE }, async (window) => {
      await window.runCommand("Markdown: Open Preview to the Side");
      const preview = previewIn(window);
      await preview.getByText("Blocked by PAY-9").waitFor();
      await window.editOnDisk(SPEC, "- [ ] Checked", "- [x] Checked");
      await preview.getByText("3 of 3 criteria met").waitFor();
      await window.screenshot("preview-to-the-side");
    }));

  test("can be read in 300 pixels", () =>
    inWindow({ files: FILES, file: SPEC, size: { width: 360, height: 760 } }, async (window) => {
      await window.runCommand("View: Close Primary Side Bar");
      const preview = await openPreview(window, SPEC);
      await preview.getByText("Blocked by PAY-9").waitFor();
      await window.screenshot("preview-narrow");
    }));

  test("is as ever for other Markdown", () =>
    inWindow({ files: FILES, file: NOTES, size: SIZE }, async (window) => {
      const preview = await openPreview(window, NOTES);
      await preview.getByRole("heading", { name: "A heading" }).waitFor();
      assert.equal(await preview.locator(".canon-badges").count(), 0);
    }));
});

async function openPreview(window: VsCodeWindow, file: string): Promise<FrameLocator> {
  await window.tab(file.slice(file.lastIndexOf("/") + 1)).waitFor();
  await window.runCommand("Markdown: Open Preview");
  return previewIn(window);
}

function previewIn(window: VsCodeWindow): FrameLocator {
  return window.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}
