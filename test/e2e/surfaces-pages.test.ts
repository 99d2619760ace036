import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { htmlReport } from "../../src/core/progress/html-report.ts";
import { ENGLISH_WORDS } from "../../src/core/progress/progress-words.ts";
import type { ProgressPage } from "../../src/core/progress/progress-protocol.ts";
import type { DigestPage } from "../../src/core/view/digest-protocol.ts";
import { hasNoAccessibilityTrouble, pageFrame } from "./support/axe.ts";
import { inWindow } from "./support/open-window.ts";
import { PageInBrowser } from "./support/page-in-browser.ts";
import { DIGEST_STATES, PROGRESS_STATES, REPORTS } from "./support/page-states.ts";
import { renewSheet } from "./support/sheets.ts";
import { sharedHost } from "./support/shared-host.ts";
import {
  lookOf,
  pagePicture,
  pictureOfPage,
  switchTheme,
  THEMES,
  wear,
  type PageLook,
} from "./support/themes.ts";

const WIDTHS = [300, 900];
const PAGES: readonly PageOfCanon[] = [
  { name: "digest", behind: "--vscode-sideBar-background", states: DIGEST_STATES },
  { name: "progress", behind: "--vscode-editor-background", states: PROGRESS_STATES },
];

interface PageOfCanon {
  readonly name: "digest" | "progress";
  /** The colour that the editor paints behind it. */
  readonly behind: string;
  readonly states: Readonly<Record<string, DigestPage | ProgressPage>>;
}

/** A thousand rows look like twelve; what they are called and how they are nested is asked once. */
const isSlow = (state: string, theme: string): boolean =>
  state === "1000-sections" && theme !== "dark";

suite("every state of Canon's pages, in the colours of each theme", () => {
  const looks = new Map<string, PageLook>();

  suiteSetup(() =>
    inWindow({ files: { "docs/specs/shop.md": "# Shop\n" } }, async (window) => {
      await window.runCommand("Canon: Show Progress");
      for (const theme of THEMES) {
        await switchTheme(window, theme);
        const frame = await pageFrame(window, "main[aria-busy=false]");
        await frame.waitForFunction(
          `document.body.dataset.vscodeThemeId === ${JSON.stringify(theme.label)}`,
        );
        looks.set(theme.name, await lookOf(frame));
      }
    }),
  );

  for (const { name, behind, states } of PAGES) {
    for (const theme of THEMES) {
      test(`${name}, ${theme.name}: can be read and used by everybody, also in 300 pixels`, async () => {
        const look = looks.get(theme.name);
        assert.ok(look !== undefined && look.variables !== "");
        for (const width of WIDTHS) {
          const opened = await PageInBrowser.open((await sharedHost()).browser, name, width);
          await wear(opened.page, look, behind);
          for (const [state, shown] of Object.entries(states)) {
            await opened.show(shown);
            await pictureOfPage(opened.page, `page-${name}-${state}-${width}-${theme.name}`);
            if (!isSlow(state, theme.name)) await hasNoAccessibilityTrouble(opened.page);
            const [wanted, given] = await opened.widths();
            assert.equal(wanted, given, `${state} is wider than ${width} pixels`);
          }
          await opened.close();
        }
      });
    }

    suiteTeardown(async () => {
      const { browser } = await sharedHost();
      for (const state of Object.keys(states)) {
        const surface = `page-${name}-${state}`;
        const all = THEMES.map((theme) => pagePicture(`${surface}-300-${theme.name}`));
        await renewSheet(browser, surface, all, "page");
      }
    });

    test(`${name}: Tab reaches every control in the order of reading, and its focus is seen`, async () => {
      const look = looks.get("light") ?? assert.fail("No theme was read.");
      for (const [state, shown] of Object.entries(states)) {
        // A page of its own: Tab begins at the top of it.
        const opened = await PageInBrowser.open((await sharedHost()).browser, name, 300);
        await wear(opened.page, look, behind);
        await opened.show(shown);
        const wanted = await opened.page.evaluate<number>(CONTROLS);
        const seen: unknown[] = [];
        for (let at = 0; at < wanted; at += 1) {
          await opened.page.keyboard.press("Tab");
          seen.push(await opened.page.evaluate(FOCUSED));
        }
        const all = Array.from({ length: wanted }, (_, at) => [at, true]);
        assert.deepEqual(seen, all, state);
        await opened.close();
      }
    });
  }
});

suite("saved reports, on screens of every kind", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const forcedColors of ["none", "active"] as const) {
      test(`${colorScheme}, colours of the system: ${forcedColors}`, async () => {
        const { browser } = await sharedHost();
        for (const width of WIDTHS) {
          const viewport = { width, height: 700 };
          const page = await browser.newPage({ colorScheme, forcedColors, viewport });
          for (const [state, report] of Object.entries(REPORTS)) {
            await page.setContent(htmlReport(report, ENGLISH_WORDS));
            const name = `report-${state}-${width}-${colorScheme}-${forcedColors}`;
            await pictureOfPage(page, name);
            if (state === "specs") assert.notEqual(await inkOf(page, 0.1), await inkOf(page, 0.9));
            // Where the system chooses the colours, it answers for their contrast.
            const isAsked = state !== "1000-sections" && forcedColors === "none";
            if (isAsked) await hasNoAccessibilityTrouble(page);
            assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width, name);
          }
          await page.close();
        }
      });
    }
  }
});

/** The colour of the first bar, a part of its width from the left. */
async function inkOf(page: Page, part: number): Promise<string> {
  const box = await page.locator("progress").first().boundingBox();
  if (box === null) throw new Error("There is no bar.");
  const clip = { x: box.x + part * box.width, y: box.y + box.height / 2, width: 1, height: 1 };
  return (await page.screenshot({ clip, fullPage: true })).toString("base64");
}

/** What can have the focus, in the order of the document, is given its place. */
const CONTROLS = `(() => {
  const all = [...document.querySelectorAll("button, summary, [tabindex='0']")]
    .filter((one) => one.checkVisibility());
  all.forEach((one, at) => { one.dataset.at = at; });
  return Math.min(all.length, 40);
})()`;

/** The place of what has the focus, and whether it has a line around it. */
const FOCUSED = `(() => {
  const one = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return [Number(one.dataset.at), outlineStyle !== "none" && parseFloat(outlineWidth) >= 1];
})()`;
