import assert from "node:assert/strict";
import { SPEC } from "./support/main-job.ts";
import { inWindow } from "./support/open-window.ts";
import { picture, pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const THEMES = [
  "Light Modern",
  "Dark Modern",
  "Default High Contrast",
  "Default High Contrast Light",
];
const MOVED = "### 3.2 Storage and Expiry";

suite("how it looks", () => {
  for (const theme of THEMES) {
    test(`review, lenses and hover can be read in the theme "${theme}"`, () => {
      const settings = { "workbench.colorTheme": theme };
      return inWindow({ file: SPEC, settings }, async (window) => {
        const name = theme.toLowerCase().replaceAll(" ", "-");
        const isLight = theme === "Light Modern";
        await makeTickets(window, async () => {
          await window.screenshot(`looks-${name}-review`);
          if (isLight) await pictureOf(window.quickPick(), "plan-review");
        });
        await workOnTicket(window);
        await window.lens("≠ differs").waitFor();
        await window.screenshot(`looks-${name}-lenses`);
        const [top, end] = [window.lens("Done · not linked"), window.line("provider is called.")];
        if (isLight) await picture(window, "lenses", top, end);
        if (theme === "Dark Modern") await picture(window, "dark", top, end);
        const hover = await window.hoverOver(MOVED);
        await hover.filter({ hasText: "Marta Oliveira" }).filter({ hasText: "older" }).waitFor();
        await window.screenshot(`looks-${name}-hover`);
        if (isLight) await picture(window, "hover", top, end);
      });
    });
  }

  test("a narrow window keeps the text of lens and review readable", () =>
    inWindow({ file: SPEC, size: { width: 480, height: 800 } }, async (window) => {
      await window.runCommand("View: Close Primary Side Bar");
      await window.goTo(SPEC, MOVED);
      await window.lens("not linked").first().waitFor();
      await window.screenshot("looks-narrow-lenses");
      await window.runCommand("Canon: Sync");
      await window.quickPickTitle("planned changes").waitFor();
      await window.screenshot("looks-narrow-review");
    }));

  test("the documented example shows its statuses and its tickets of another tracker", () =>
    inWindow({ files: DOCUMENTED, file: SPEC }, async (window) => {
      await window.lens(/In progress · PAY-142/).waitFor();
      await window.lens(/Done · PAY-143/).waitFor();
      await window.screenshot("looks-documented-example");
    }));
});

async function makeTickets(window: VsCodeWindow, inReview: () => Promise<void>): Promise<void> {
  await window.lens("not linked").first().waitFor();
  await window.runCommand("Canon: Sync");
  await window.quickPickTitle("planned changes").waitFor();
  await inReview();
  await window.page.keyboard.press("Enter");
  await window.notification("Canon created").waitFor();
  await window.runCommand("Notifications: Clear All Notifications");
  await window.goTo(SPEC, MOVED);
  await window.lens("✓").first().waitFor();
}

/** Plays a colleague: finishes a ticket, takes it, and leaves a comment. */
async function workOnTicket(window: VsCodeWindow): Promise<void> {
  const text = await window.readFile(SPEC);
  const key = /canon:ticket:local:(\S+)/.exec(text.slice(text.indexOf(MOVED)))?.[1];
  assert.ok(key, `No link below ${MOVED}.`);
  const file = `.canon/tickets/${key}.md`;
  await window.editOnDisk(file, "status: in_progress", "status: done");
  await window.editOnDisk(file, "assignee: null", "assignee: Marta Oliveira");
  await window.appendOnDisk(
    file,
    "\n### 2026-03-31T15:38:00Z Marta Oliveira\n\n" +
      "A key that is older than a day is refused now. The tests are in the same change.\n",
  );
}

/** The example of the format's own description, word for word. */
const DOCUMENTED = {
  "CANON.yaml": "ticket_system: jira\nproject_key: PAY\n",
  [SPEC]: [
    "# Payments\n",
    "## 3. Idempotency Layer",
    "<!-- canon:ticket:jira:PAY-142 -->",
    "<!-- canon:system:idempotency status:in_progress -->\n",
    "### 3.1 Key Generation",
    "<!-- canon:ticket:jira:PAY-143 -->",
    "<!-- canon:system:key-gen status:done -->",
    "<!-- canon:realized-in:PR#412 src/payments/keys.ts -->\n",
  ].join("\n"),
};
