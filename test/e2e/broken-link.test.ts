import assert from "node:assert/strict";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";

const SPEC = "docs/specs/payments.md";
const SIZE = { width: 1180, height: 520 };
const HEADING = "## 2. Key Generation";

suite("a broken link", () => {
  test("is shown above its heading, in the hover, as a problem and in the view, and can be dismissed", () =>
    inWindow({ files: files(), file: SPEC, size: SIZE }, async (window) => {
      await window.lens(/Done · PAY-143 broken link/).waitFor();
      await window.lens(/In progress · PAY-142 In Review, 3 h ago/).waitFor();
      await window.page.locator(".squiggly-warning").first().waitFor();
      const hover = await window.hoverOver(HEADING);
      await hover.filter({ hasText: "The link to PAY-143 is broken" }).waitFor();
      await window.screenshot("broken-link-hover");
      await window.page.keyboard.press("Escape");

      await window.runCommand("View: Show Canon");
      const row = window.pane("Needs Attention").locator(".monaco-list-row", {
        hasText: "PAY-143: Key Generation",
      });
      await row.waitFor();
      await row.click();
      await window.page.mouse.move(0, 0);
      await window.screenshot("broken-link");
      await pictureOf(window.page.locator(".monaco-workbench"), "broken-link");

      const before = await window.readFile(SPEC);
      await window.goTo(SPEC, HEADING);
      await window.runCommand("Canon: Dismiss Broken Link");
      await window.lens(/Done · PAY-143 broken link, dismissed/).waitFor();
      await row.waitFor({ state: "detached" });
      await window.screenshot("broken-link-dismissed");
      assert.equal(await window.readFile(SPEC), before);
    }));
});

/** What three refused syncs leave behind, and what was last seen before the network went away. */
function files(): Readonly<Record<string, string>> {
  const at = new Date(Date.now() - 3 * 60 * 60 * 1000 - 60_000).toISOString();
  const since = "2026-01-05T10:00:00.000Z";
  const broken = { failures: 3, refusal: "missing", since, checkedAt: at, dismissedAt: null };
  const seen = { status: "In Review", title: "Idempotency Layer", url: null, at };
  const jira = { "jira:PAY-143": broken };
  return {
    "CANON.yaml": "ticket_system: jira\nproject_key: PAY\n",
    ".canon/.gitignore": "/journal/\n/cache/\n",
    ".canon/cache/references.json": JSON.stringify({ version: 1, references: jira }),
    ".canon/cache/tickets.json": JSON.stringify({ version: 1, tickets: { "jira:PAY-142": seen } }),
    [SPEC]: [
      "# Payments\n",
      "## 1. Idempotency Layer",
      "<!-- canon:ticket:jira:PAY-142 -->",
      "<!-- canon:system:idempotency status:in_progress -->\n",
      "A request that comes twice is done once.\n",
      HEADING,
      "<!-- canon:ticket:jira:PAY-143 -->",
      "<!-- canon:system:key-gen status:done -->\n",
      "Keys come from the client.\n",
    ].join("\n"),
  };
}
