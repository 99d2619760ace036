import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { EVIL_HOST, HOSTILE_TEXTS, UNSEEN_TEXTS } from "../support/hostile-texts.ts";
import { connectLinear, DESIGN, digestIn, withDesignDesk } from "./support/design-desk.ts";
import { inWindow } from "./support/open-window.ts";

const SPEC = "docs/specs/search.md";

suite("what somebody wrote in a ticket", () => {
  test("C3, C5, is text and nothing else in the digest", () =>
    withDesignDesk(async (desk) => {
      const { files, keys, linear } = desk;
      const all = [...HOSTILE_TEXTS, ...UNSEEN_TEXTS];
      for (let at = 0; at < 5; at++) {
        const own = all.filter((_, index) => index % 5 === at);
        desk.sayInLinear(`Mallory ${at} ${HOSTILE_TEXTS[at] ?? ""}`, at, own.join("\n\n"));
      }
      linear.workspace.issue(keys.linear).title = HOSTILE_TEXTS.slice(0, 4).join(" ");
      await inWindow({ files }, async (window) => {
        await connectLinear(window, desk);
        const misdeeds = watch(window.page);
        await window.openFile(DESIGN);
        const page = digestIn(window);
        const expanders = page.getByRole("button", { name: /^Show all/ });
        await expanders.first().waitFor();
        while ((await expanders.count()) > 0) await expanders.first().click();
        await window.screenshot("hostile-digest");
        assert.equal(await page.locator(":is(a, img, script, style, iframe, svg)").count(), 0);
        const shown = await page.innerText();
        for (const text of HOSTILE_TEXTS)
          assert.ok(shown.includes(text.split("\n")[0] ?? ""), text);
        assert.deepEqual(misdeeds, []);
      });
    }));

  test("C1, C5, is text and nothing else in a hover", () =>
    inWindow({ files: FILES, file: SPEC }, async (window) => {
      await window.lens(/LOCAL-1 To do ✓/).waitFor();
      const misdeeds = watch(window.page);
      const hover = await window.hoverOver("## 1. Index");
      await hover.filter({ hasText: "Last comment" }).waitFor();
      await window.screenshot("hostile-hover");
      assert.equal(await hover.locator(":is(img, script, style, iframe, svg, input)").count(), 0);
      const found = await hover.locator("a").all();
      const links = await Promise.all(
        found.map(async (link) => (await link.getAttribute("data-href")) ?? "no target"),
      );
      assert.ok(links.length > 0);
      assert.deepEqual(
        links.filter(
          (link) =>
            !/^command:canon\.(openTicket|syncSection|setStatus|sectionActions)\?/.test(link),
        ),
        [],
      );
      assert.deepEqual(misdeeds, []);
    }));
});

/** What the window does from now on that no text should make it do. */
function watch(page: Page): string[] {
  const misdeeds: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes(EVIL_HOST)) misdeeds.push(`request ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    misdeeds.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (popup) => misdeeds.push(`window ${popup.url()}`));
  page.on("console", (line) => {
    if (/Content Security Policy|__ran/.test(line.text())) misdeeds.push(line.text());
  });
  return misdeeds;
}

const FILES = {
  "CANON.yaml": "sync:\n  system: local\n",
  [SPEC]:
    "# Search\n\n## 1. Index\n<!-- canon:ticket:local:LOCAL-1 -->\n<!-- canon:system:1 status:todo -->\n\nText.\n",
  ".canon/tickets/LOCAL-1.md": [
    `---\ntitle: ${JSON.stringify(HOSTILE_TEXTS.slice(0, 4).join(" "))}`,
    `status: todo\nassignee: ${JSON.stringify(HOSTILE_TEXTS[4])}\n---\n\n## Comments\n`,
    "### 2026-03-31T15:38:00Z Mallory\n",
    `${HOSTILE_TEXTS.map((text) => text.replaceAll("\n", " ")).join("\n\n")}\n`,
  ].join("\n"),
};
