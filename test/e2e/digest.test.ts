import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { connectJira, connectLinear, DESIGN, withDesignDesk } from "./support/design-desk.ts";
import { inWindow } from "./support/open-window.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const LIGHT = { "workbench.colorTheme": "Light Modern" };
const TOKEN = ["gh", "p_", "a1b2".repeat(9)].join("");

suite("the digest of a design cycle", () => {
  test("shows what is said on both tickets beside the design file", () =>
    withDesignDesk(async (desk) => {
      desk.sayInLinear("Marta Oliveira", 3, `Pushed with ${TOKEN}, please rotate it.`);
      desk.sayInLinear(
        "Jonas Weber",
        26,
        "The second step is too long on a phone.\n\n- address\n- payment\n- review\n\n" +
          "Can we fold the summary in until somebody asks for it? ".repeat(8),
      );
      desk.sayInJira(50, "The page is behind a flag now.");
      await inWindow({ files: desk.files, settings: LIGHT }, async (window) => {
        await connectLinear(window, desk);
        await connectJira(window, desk);
        await window.openFile(DESIGN);
        const page = digestIn(window);
        await page.getByText("Marta Oliveira").waitFor();
        await window.screenshot("digest-1");
        assert.equal(await page.getByText(TOKEN).count(), 0);
      });
    }));
});

function digestIn(window: VsCodeWindow): FrameLocator {
  return window.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}
