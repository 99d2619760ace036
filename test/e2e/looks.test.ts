import { inWindow } from "./support/open-window.ts";
import { SPEC } from "./support/main-job.ts";
import { picture, pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const THEMES = [
  "Light Modern",
  "Dark Modern",
  "Default High Contrast",
  "Default High Contrast Light",
];
const HEADING = "### 2.3 Provider Abstraction";

suite("how it looks", () => {
  for (const theme of THEMES) {
    test(`lenses, review and hover can be read in the theme "${theme}"`, () => {
      const settings = { "workbench.colorTheme": theme };
      return inWindow({ file: SPEC, settings }, async (window) => {
        const name = theme.toLowerCase().replaceAll(" ", "-");
        await window.lens("not linked").first().waitFor();
        await window.runCommand("Canon: Sync");
        await window.quickPickTitle("planned changes").waitFor();
        await window.screenshot(`looks-${name}-review`);
        if (theme === "Light Modern") await pictureOf(window.quickPick(), "plan-review");
        await window.page.keyboard.press("Enter");
        await window.notification("Canon created").waitFor();
        await window.runCommand("Notifications: Clear All Notifications");
        await showLenses(window);
        await window.screenshot(`looks-${name}-lenses`);
        if (theme === "Light Modern") await picture(window, "lenses");
        if (theme === "Dark Modern") await picture(window, "dark");
        await (await window.hoverOver(HEADING)).filter({ hasText: "Status" }).waitFor();
        await window.screenshot(`looks-${name}-hover`);
        if (theme === "Light Modern") await picture(window, "hover");
      });
    });
  }

  test("a narrow window keeps the text of lens and review readable", () =>
    inWindow({ file: SPEC, size: { width: 480, height: 800 } }, async (window) => {
      await window.runCommand("View: Close Primary Side Bar");
      await window.goTo(SPEC, HEADING);
      await window.lens("not linked").first().waitFor();
      await window.screenshot("looks-narrow-lenses");
      await window.runCommand("Canon: Sync");
      await window.quickPickTitle("planned changes").waitFor();
      await window.screenshot("looks-narrow-review");
    }));

  test("the documented example shows its statuses and its tickets of another tracker", () =>
    inWindow({ files: DOCUMENTED, file: "docs/specs/payments.md" }, async (window) => {
      await window.lens(/In progress · PAY-142/).waitFor();
      await window.lens(/Done · PAY-143/).waitFor();
      await window.screenshot("looks-documented-example");
    }));
});

/** The example of the format's own description, word for word. */
const DOCUMENTED = {
  "CANON.yaml": "ticket_system: jira\nproject_key: PAY\n",
  "docs/specs/payments.md": [
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

async function showLenses(window: VsCodeWindow): Promise<void> {
  await window.goTo(SPEC, "### 2.4 Choosing a Provider");
  await window.goTo(SPEC, HEADING);
  await window.lens("✓").first().waitFor();
}
