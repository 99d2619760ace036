import assert from "node:assert/strict";
import { hasNoAccessibilityTrouble, pageFrame } from "./support/axe.ts";
import { DESIGN, digestIn, withDesignDesk } from "./support/design-desk.ts";
import { SPEC } from "./support/main-job.ts";
import { inWindow } from "./support/open-window.ts";

const SIZE = { width: 1280, height: 900 };
const GERMAN = { language: "de", size: SIZE };
/** Words that a German text of Canon's never has. */
const ENGLISH = /\b(?:the|is|are|not|with|and|open|of|sections|changes)\b/i;

suite("in an editor that speaks German", () => {
  test("lenses, status bar and the view of all specs speak German, to screen readers too", () =>
    inWindow({ ...GERMAN, file: SPEC }, async (window) => {
      await window.lens("Entwurf · nicht verknüpft").first().waitFor();
      await window.statusBarItem(/Canon \d+\/\d+ erledigt/).waitFor();
      await window.runCommand("Canon: Focus on Spezifikationen View");
      const view = window.pane("Spezifikationen");
      const row = view.locator(".monaco-list-row").filter({ hasText: "1.4 Terms" }).first();
      await row.waitFor();
      assert.match((await row.getAttribute("aria-label")) ?? "", /Abschnitt .*, Status /);
      await window.page.getByText("Handlungsbedarf", { exact: false }).first().waitFor();
      await window.screenshot("german-specs");
    }));

  test("the page of progress speaks German, and says so", () =>
    inWindow({ ...GERMAN, file: SPEC }, async (window) => {
      await window.lens("nicht verknüpft").first().waitFor();
      await window.runCommand("Canon: Fortschritt anzeigen");
      await window.quickPickRow("Alle Spezifikationen").click();
      const frame = await pageFrame(window, "main table");
      assert.equal(await frame.locator("html").getAttribute("lang"), "de");
      await frame.getByText("Erledigte Abschnitte").first().waitFor();
      await hasNoAccessibilityTrouble(frame);
      await window.screenshot("german-progress");
    }));

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
