import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { BurnUpPoint } from "../../src/core/progress/burn-up.ts";
import { htmlReport } from "../../src/core/progress/html-report.ts";
import { progressPage } from "../../src/core/progress/progress-page.ts";
import type { ProgressPage } from "../../src/core/progress/progress-protocol.ts";
import { ENGLISH_WORDS } from "../../src/core/progress/progress-words.ts";
import { progressReport, type ProgressReport } from "../../src/core/progress/report.ts";
import { svgReport } from "../../src/core/progress/svg-report.ts";
import { createRedactor } from "../../src/core/redact/redact.ts";
import { parseSpec } from "../../src/core/spec/parse-spec.ts";
import { EVIL_HOST, HOSTILE_TEXTS } from "../support/hostile-texts.ts";
import { hasNoAccessibilityTrouble } from "./support/axe.ts";
import { eventually } from "./support/eventually.ts";
import { NO_MISDEEDS, PageInBrowser } from "./support/page-in-browser.ts";
import { sharedHost } from "./support/shared-host.ts";

const ELEMENTS = [
  ...["BUTTON", "CIRCLE", "DD", "DESC", "DETAILS", "DIV", "DL", "DT", "FIGURE", "H1", "H2", "P"],
  ...["PATH", "PROGRESS", "SPAN", "SUMMARY", "SVG", "TABLE", "TBODY", "TD", "TEXT", "TH", "THEAD"],
  ...["TITLE", "TR"],
];

suite("the page of progress, in a browser", () => {
  let opened: PageInBrowser;

  const open = async (width?: number): Promise<void> => {
    opened = await PageInBrowser.open((await sharedHost()).browser, "progress", width);
  };
  teardown(() => opened.close());

  test("runs, loads and opens nothing that a spec says, in any of its texts", async () => {
    await open();
    for (const text of HOSTILE_TEXTS) await opened.show(pageOf(reportOf(text)));
    assert.deepEqual(await opened.misdeeds(), NO_MISDEEDS);
    const { elements } = await opened.names();
    const strange = new Set(elements.map((one) => one.toUpperCase()));
    for (const one of ELEMENTS) strange.delete(one);
    assert.deepEqual([...strange], []);
  });

  test("has a policy that stops what would get in all the same, and this test sees it", async () => {
    await open();
    await opened.breakIn(EVIL_HOST);
    await eventually(async () => {
      assert.ok((await opened.misdeeds()).violations.length >= 9);
    });
    const { requests, hasRun } = await opened.misdeeds();
    assert.deepEqual([requests, hasRun], [[], false]);
  });

  test("takes no message that is not a page, and keeps what it shows", async () => {
    await open();
    const page = pageOf(reportOf("Cart"));
    await opened.show(page);
    const wide = { ...page.picture?.wide, doneArea: "url(https://evil.example)" };
    await opened.post(
      "<b>x</b>",
      { type: "eval" },
      { ...page, picture: { ...page.picture, wide } },
    );
    await opened.post({ ...page, heading: 1 }, null, [[]]);
    assert.equal(await opened.page.locator("h1").textContent(), "Progress of Cart");
    assert.deepEqual(await opened.sent(), [{ type: "ready" }]);
  });

  test("keeps the focus and what was unfolded when it is drawn anew, and asks by number", async () => {
    await open(900);
    await opened.show(pageOf(reportOf("Cart")));
    await opened.page.locator("summary").press("Enter");
    const link = opened.page.getByRole("link", { name: "Show sections of Cart" });
    await link.focus();
    await opened.show({ ...pageOf(reportOf("Cart")), id: 7 });
    assert.equal(await link.and(opened.page.locator(":focus")).count(), 1);
    assert.equal(await opened.page.locator("details[open]").count(), 1);
    await opened.page.keyboard.press("Enter");
    const sent = (await opened.sent()).at(-1) as { type: string; page: number; target: number };
    assert.deepEqual([sent.type, sent.page], ["open", 7]);
    await opened.page
      .getByRole("status")
      .getByText("Progress of Cart: 1 of 2 criteria met")
      .waitFor();
  });

  test("needs no more than 300 pixels, however long the words are", async () => {
    await open(300);
    await opened.show(pageOf(reportOf("w".repeat(150))));
    const [wanted, given] = await opened.widths();
    assert.equal(wanted, given);
    await hasNoAccessibilityTrouble(opened.page);
  });
});

suite("a saved report, in a browser", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [320, 1000]) {
      test(`is whole and usable for everybody: ${colorScheme}, ${width} pixels`, () =>
        inBrowser({ colorScheme, width }, async (show) => {
          const page = await show(htmlReport(reportOf("Cart"), ENGLISH_WORDS), "text/html");
          const picture = page.getByRole("img", { name: "Criteria and how many are met" });
          await picture.filter({ visible: true }).waitFor();
          await page.locator("summary").first().click();
          await hasNoAccessibilityTrouble(page);
          const wide = "document.documentElement.scrollWidth <= window.innerWidth";
          assert.equal(await page.evaluate(wide), true);
          const isCut =
            "[...document.querySelectorAll('.scrolls')].some((one) => one.scrollWidth > one.clientWidth)";
          assert.equal(await page.evaluate(isCut), false, "no table has to be scrolled sideways");
        }));
    }
  }

  test("runs and loads nothing, whatever a spec says, as a page and as a picture", () =>
    inBrowser({ colorScheme: "light", width: 800 }, async (show, seen) => {
      for (const text of HOSTILE_TEXTS) {
        const page = await show(htmlReport(reportOf(text), ENGLISH_WORDS), "text/html");
        assert.equal(await page.evaluate("window.__ran === undefined"), true);
        await page.close();
      }
      const page = await show(svgReport(reportOf("Cart"), ENGLISH_WORDS) ?? "", "image/svg+xml");
      assert.equal(await page.evaluate("document.querySelector('parsererror') === null"), true);
      assert.equal(await page.evaluate("document.documentElement.nodeName"), "svg");
      assert.deepEqual(seen, []);
    }));
});

type Show = (text: string, contentType: string) => Promise<Page>;

/** Shows texts as a server would, and notes every other request, dialog and trouble. */
async function inBrowser(
  { colorScheme, width }: { readonly colorScheme: "light" | "dark"; readonly width: number },
  use: (show: Show, seen: readonly string[]) => Promise<void>,
): Promise<void> {
  const { browser } = await sharedHost();
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
  const seen: string[] = [];
  const origin = "https://report.invalid/";
  try {
    await use(async (body, contentType) => {
      const page = await context.newPage();
      await page.route("**/*", (route) => {
        const url = route.request().url();
        if (url === origin) return route.fulfill({ body, contentType });
        seen.push(url);
        return route.abort();
      });
      page.on("dialog", (dialog) => {
        seen.push(dialog.message());
        void dialog.dismiss();
      });
      page.on("console", (message) => seen.push(message.text()));
      page.on("pageerror", ({ message }) => seen.push(message));
      await page.goto(origin);
      return page;
    }, seen);
  } finally {
    await context.close();
  }
}

/** A text wherever a spec can have one. */
function reportOf(text: string): ProgressReport {
  const document = parseSpec(
    "---\nowner: a\n---\n# T\n\n## 1. A\n<!-- canon:system:a status:blocked:B -->\n\n- [x] one\n- [ ] two\n",
  );
  const frontMatter = { ...document.frontMatter, owner: text, team: text };
  const sections = document.sections.map((section) => ({ ...section, title: text, id: text }));
  const report = progressReport({
    name: text,
    takenAt: "2026-05-05T10:00:00.000Z",
    specs: [{ file: text, document: { ...document, title: text, frontMatter, sections } }],
    past: { kind: "none", why: "no-repository" },
    redact: createRedactor([]),
  });
  const points = [pointAt(0, 4, 1), pointAt(40, 9, 3), pointAt(90, 12, 7)];
  return { ...report, history: { kind: "known", points, gaps: [] } };
}

function pageOf(report: ProgressReport): ProgressPage {
  const { shown } = progressPage(report, ENGLISH_WORDS, { isOneSpec: false });
  const actions = [{ action: "saveHtml" as const, label: "Save as HTML…" }];
  return { ...shown, id: 1, isBusy: false, actions, place: { folder: "file:///f", file: null } };
}

function pointAt(day: number, criteria: number, met: number): BurnUpPoint {
  const at = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
  return { at, sections: 3, done: 1, criteria, met };
}
