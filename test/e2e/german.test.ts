import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { hasNoAccessibilityTrouble, pageFrame } from "./support/axe.ts";
import { DESIGN, digestIn, withDesignDesk } from "./support/design-desk.ts";
import { SPEC } from "./support/main-job.ts";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SEARCH = "docs/specs/suche.md";
/** Nothing in them is English, so that every English word on a surface is one of Canon's own. */
const SEARCH_FILES = {
  "CANON.yaml": "sync:\n  system: local\n",
  [SEARCH]: [
    "---\nowner: anna\nteam: suche\n---\n# Suche\n",
    "## 1. Rang\n<!-- canon:system:rang status:in_progress -->\n",
    "Häufig geöffnete Treffer stehen oben.\n",
    "- [x] Zählt, was geöffnet wird\n- [ ] Vergisst nach einem Jahr\n",
    "## 2. Vorschläge\n<!-- canon:system:vorschlag status:fertig -->\n",
  ].join("\n"),
};
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

  test("a review, its message, the hover and what can be asked about a section speak German", () =>
    inWindow({ ...GERMAN, files: SEARCH_FILES, file: SEARCH }, async (window) => {
      await window.lens("nicht verknüpft").first().waitFor();
      await window.runCommand("Canon: Synchronisieren");
      await window.quickPickTitle(/geplante Änderung/).waitFor();
      await looksGerman(window, "review", window.quickPick());
      await window.page.keyboard.press("Enter");
      const message = window.notification(/Canon hat 1 Ticket/);
      await message.waitFor();
      await looksGerman(window, "message", message);
      await window.runCommand("Notifications: Clear All Notifications");
      await window.goTo(SEARCH, "## 1. Rang");
      const hover = await window.hoverOver("## 1. Rang");
      await hover.filter({ hasText: "LOCAL-1" }).waitFor();
      await looksGerman(window, "hover", hover);
      for (const [command, name] of [
        ["Canon: Abschnittsaktionen", "section-actions"],
        ["Canon: Status festlegen", "set-status"],
        ["Canon: Arbeit beginnen", "start-work"],
        ["Canon: Synchronisierungsverlauf anzeigen", "history"],
        ["Canon: Neue Spezifikation", "new-spec"],
      ] as const) {
        await eventually(async () => {
          await window.page.keyboard.press("Escape");
          await window.quickPick().waitFor({ state: "hidden", timeout: 1_000 });
        });
        await window.goTo(SEARCH, "## 1. Rang");
        await window.runCommand(command);
        await window.quickPickTitle(/./).waitFor();
        await looksGerman(window, name, window.quickPick());
      }
    }));

  test("problems and their quick fixes speak German", () =>
    inWindow({ ...GERMAN, files: SEARCH_FILES, file: SEARCH }, async (window) => {
      await window.lens("nicht verknüpft").first().waitFor();
      await window.goTo(SEARCH, "status:fertig");
      await window.page.keyboard.press("Control+.");
      const fixes = window.page.locator(".action-widget .monaco-list-rows").first();
      await fixes.getByText("Den Status auf done setzen").waitFor();
      await looksGerman(window, "quick-fixes", fixes);
      await window.page.keyboard.press("Escape");
      await window.runCommand("View: Toggle Problems");
      const problems = window.page.locator(".markers-panel .monaco-list-rows");
      await problems.getByText("fertig").first().waitFor();
      await looksGerman(window, "problems", problems);
    }));

  test("every question of the set-up speaks German", () =>
    inWindow({ ...GERMAN, files: { "docs/suche.md": "# Suche\n" } }, async (window) => {
      await window.runCommand("Canon: Einrichten");
      await window.quickPickRow("Eingebetteter Tracker").waitFor();
      await looksGerman(window, "set-up-tracker", window.quickPick());
      await window.quickPickRow("Eingebetteter Tracker").click();
      await window.quickPick().getByText("Wort vor den Nummern").first().waitFor();
      await looksGerman(window, "set-up-prefix", window.quickPick());
      await window.page.keyboard.press("Enter");
      await window.quickPickRow("Anderer Ort").waitFor();
      await looksGerman(window, "set-up-files", window.quickPick());
      await window.quickPickRow("docs/").first().click();
      await window.quickPickRow("CANON.yaml schreiben").waitFor();
      await looksGerman(window, "set-up-review", window.quickPick());
    }));
});

/** Takes a picture, and finds words that are not German in what Canon shows. */
async function looksGerman(window: VsCodeWindow, name: string, surface: Locator): Promise<void> {
  await window.screenshot(`german-${name}`);
  const boxes = await surface.locator("input[placeholder]").all();
  const asked = await Promise.all(boxes.map((one) => one.getAttribute("placeholder")));
  const text = [await surface.innerText(), ...asked].join("\n");
  assert.doesNotMatch(text.replaceAll(/`[^`]*`/g, ""), ENGLISH);
}
