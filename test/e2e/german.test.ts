import assert from "node:assert/strict";
import { DESIGN, digestIn, withDesignDesk } from "./support/design-desk.ts";
import { inWindow } from "./support/open-window.ts";

const SIZE = { width: 1280, height: 900 };
const GERMAN = { language: "de", size: SIZE };
/** Words that a German text of Canon's never has. */
const ENGLISH = /\b(?:the|is|are|not|with|and|open|of|sections|changes)\b/i;

suite("in an editor that speaks German", () => {
  test("the digest of a design cycle speaks German", () =>
    withDesignDesk((desk) =>
      inWindow({ ...GERMAN, files: desk.files }, async (window) => {
        await window.openFile(DESIGN);
        const page = digestIn(window);
        await page.getByText("Anmeldeinformationen").first().waitFor();
        await window.screenshot("german-digest");
        assert.doesNotMatch((await page.innerText()).replaceAll(/[`"„].*?[`"“]/g, ""), ENGLISH);
      }),
    ));

  test("a folder without Canon is welcomed in German", () =>
    inWindow({ ...GERMAN, files: { "README.md": "# Shop\n" } }, async (window) => {
      await window.runCommand("Canon: Einrichten");
      await window.quickPickRow("Eingebetteter Tracker").waitFor();
      await window.screenshot("german-set-up");
      await window.page.keyboard.press("Escape");
      await window.runCommand("Welcome: Open Walkthrough...");
      await window.quickPickRow("Erste Schritte mit Canon").click();
      await window.page.getByText("Tracker auswählen").first().waitFor();
      await window.screenshot("german-walkthrough");
    }));
});
