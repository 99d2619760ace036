import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/refunds.md";
const CODE = "src/limits.ts";
const STATEMENT = "A refund above 150 euros waits for a second person.";
const REPLACEMENT = "A refund above 500 euros waits for a second person.";
const TEXT = `# Refunds

## 1. Approval
<!-- canon:system:approval status:in_progress -->
<!-- canon:realized-in:PR#412 src/limits.ts -->

${STATEMENT}

## 2. Money

Amounts are whole cents, so that nothing is lost to rounding.
`;
const ANSWER = {
  contradictions: [
    {
      ...{ section: "S1", statement: STATEMENT, path: CODE, startLine: 2, endLine: 2 },
      why: "The limit for one refund is 500 euros now.",
      replacement: REPLACEMENT,
    },
  ],
  unspecified: [
    {
      ...{ path: CODE, startLine: 5, endLine: 7, title: "Refunds at once" },
      text: "A refund below 10 euros is paid at once, without a person.",
      why: "Small refunds are paid without anybody, and no section says so.",
    },
  ],
};
const FILES = {
  "CANON.yaml": "sync:\n  system: local\n",
  [SPEC]: TEXT,
  [CODE]: `/** The most that one person refunds alone, in cents. */
export const SINGLE = 15_000;
export const DAILY = 150_000;
`,
  // What the language model of the tests answers.
  "docs/told.md": JSON.stringify(ANSWER),
};
const ADDED = `
export function isAtOnce(cents: number): boolean {
  return cents < 1_000;
}
`;

suite("changes and the specs", () => {
  for (const theme of ["Light Modern", "Dark Modern"]) {
    const name = theme.toLowerCase().replaceAll(" ", "-");
    const settings = { "workbench.colorTheme": theme, "canon.languageModel": "canon-tests/steady" };
    const size = { width: 1280, height: 800 };

    test(`what the specs do not say is shown and mended in the theme "${theme}"`, () =>
      inWindow({ files: FILES, file: SPEC, settings, size }, async (window) => {
        await window.lens("In progress · not linked").first().waitFor();
        await window.editOnDisk(CODE, "SINGLE = 15_000", "SINGLE = 50_000");
        await window.appendOnDisk(CODE, ADDED);
        await window.runCommand("Canon: Compare Changes With Specs");
        await window.screenshot(`changes-${name}-choice`);
        await window.quickPickRow("What is not committed yet").click();
        await problem(window, /src\/limits\.ts:2 may contradict/).waitFor();
        await problem(window, /No section seems to speak of this: Refunds at once/).waitFor();
        await openView(window);
        await row(window, /Changes and the specs.*2/).waitFor();
        await row(window, /Approval.*may be contradicted/).waitFor();
        await row(window, /Refunds at once.*no section/).waitFor();
        await window.goTo(SPEC, STATEMENT);
        await window.screenshot(`changes-${name}`);
        if (theme === "Light Modern") {
          await pictureOf(window.page.locator(".monaco-workbench"), "changes");
        }

        await chooseFix(window, "Update the spec…", `changes-${name}-fixes`);
        await window.quickPickRow("Make this change").waitFor();
        await window.screenshot(`changes-${name}-preview`);
        assert.equal(await window.readFile(SPEC), TEXT);
        await window.page.keyboard.press("Escape");
        await window.statusBarItem("nothing was changed").waitFor();
        await window.line(STATEMENT).first().waitFor();

        await chooseFix(window, "Update the spec…", `changes-${name}-fixes`);
        await window.quickPickRow("Make this change").waitFor();
        await window.page.keyboard.press("Enter");
        await window.line(REPLACEMENT).first().waitFor();
        await row(window, "Approval").waitFor({ state: "detached" });
        await window.page.keyboard.press("ControlOrMeta+S");
        await eventually(async () => {
          assert.equal(await window.readFile(SPEC), TEXT.replace(STATEMENT, REPLACEMENT));
        });

        await row(window, "Refunds at once").click();
        await window.line("export function isAtOnce").first().waitFor();
        await window.screenshot(`changes-${name}-code`);
      }));
  }
});

async function chooseFix(window: VsCodeWindow, title: string, shot: string): Promise<void> {
  await window.goTo(SPEC, STATEMENT);
  const fix = window.page.locator(".action-widget .monaco-list-row").filter({ hasText: title });
  // The list goes away when a problem is renewed just then, as it does for a person.
  await eventually(async () => {
    await window.page.keyboard.press("ControlOrMeta+.");
    await fix.waitFor({ timeout: 5000 });
  });
  await window.screenshot(shot);
  await fix.click();
}

function problem(window: VsCodeWindow, text: RegExp): Locator {
  return window.page.locator(".markers-panel .monaco-list-row").filter({ hasText: text }).first();
}

async function openView(window: VsCodeWindow): Promise<void> {
  const icon = window.page.locator("a[aria-label^='Canon']");
  await window.page.locator(".activitybar .action-item", { has: icon }).click();
  await window.page.mouse.move(0, 0);
}

function row(window: VsCodeWindow, text: string | RegExp): Locator {
  return window
    .pane("Needs Attention")
    .locator(".monaco-list-row")
    .filter({ hasText: text })
    .first();
}
