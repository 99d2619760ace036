import type { Locator } from "playwright-core";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { CODE, LOCAL, SPEC, SURFACE_FILES, thousandSections } from "./support/surface-files.ts";
import { pictureInThemes } from "./support/themes.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SIZE = { width: 1100, height: 820 };
const NARROW = { width: 348, height: 760 };

suite("what Canon draws in an editor, in each theme", () => {
  test("lenses, marks and comments of a spec; its hovers, its code, its outline", () => {
    const settings = { "canon.comments.display": "dim", "canon.outline.enabled": true };
    return inWindow({ files: SURFACE_FILES, file: SPEC, settings, size: SIZE }, async (window) => {
      await window.runCommand("View: Close Primary Side Bar");
      await window.lens("≠ differs").first().waitFor();
      await pictureInThemes(window, "spec", () => window.lens("≠ differs").first().waitFor());
      await pictureInThemes(window, "hover-ticket", async () => {
        await away(window);
        const hover = await window.hoverOver("### 1.1 Retry");
        await hover.filter({ hasText: "Marta Oliveira" }).waitFor();
      });
      await pictureInThemes(window, "hover-evidence", async () => {
        await away(window);
        await window.page.locator(".detected-link", { hasText: CODE }).first().hover();
        await hoverBox(window).filter({ hasText: "order.trim" }).waitFor();
      });
      await away(window);
      await pictureInThemes(window, "status-bar", async () => {
        await window.page.mouse.move(0, 0);
        await window.statusBarItem(/Canon \d+\/\d+ done/).hover();
        await window.page
          .locator(".monaco-hover:visible")
          .filter({ hasText: "Payments" })
          .or(window.page.locator(".workbench-hover-container:visible"))
          .first()
          .waitFor();
      });
      await away(window);
      await window.runCommand("Canon: Fold Comments");
      await window.line("canon:realized-in").waitFor({ state: "hidden" });
      await pictureInThemes(window, "spec-folded", () => window.line("## 1. Keys").waitFor());
      await window.openFile(CODE);
      await pictureInThemes(window, "code", () => window.lens("Realizes 1 Keys").waitFor());
    });
  });

  test("problems, their quick fixes and their help; what completion offers", () =>
    inWindow({ files: SURFACE_FILES, file: SPEC, size: SIZE }, async (window) => {
      await window.runCommand("View: Close Primary Side Bar");
      await window.lens("≠ differs").first().waitFor();
      await window.runCommand("Problems: Focus on Problems View");
      const problem = window.page.locator(".markers-panel .monaco-list-row");
      await problem.filter({ hasText: "finished" }).first().waitFor();
      const code = problem.locator("a", { hasText: "spec/unknown-status" }).first();
      await code.click({ modifiers: ["ControlOrMeta"] });
      await window.tab("unknown-status").waitFor();
      await window.runCommand("View: Toggle Panel Visibility");
      await pictureInThemes(window, "problem-help", () =>
        window.line("unknown-status").first().waitFor(),
      );
      await window.openFile(SPEC);
      await window.goTo(SPEC, "status:finished");
      await window.page.keyboard.press("End");
      await window.page.keyboard.press("Control+.");
      await pictureInThemes(window, "quick-fixes", () =>
        window.page.locator(".action-widget .monaco-list-row").first().waitFor(),
      );
      await window.page.keyboard.press("Escape");
      await window.goTo(SPEC, "## 2. Reports");
      await window.page.keyboard.press("End");
      await window.page.keyboard.press("Enter");
      await window.page.keyboard.type("<!-- ");
      await pictureInThemes(window, "completion", () =>
        window.page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor(),
      );
    }));

  test("a spec in 300 pixels", () =>
    inWindow({ files: SURFACE_FILES, file: SPEC, size: NARROW }, async (window) => {
      await window.runCommand("View: Close Primary Side Bar");
      await pictureInThemes(window, "spec-narrow", () =>
        window.lens("not linked").first().waitFor(),
      );
    }));

  test("a spec without sections", () => {
    const files = { "CANON.yaml": LOCAL, [SPEC]: "# Payments\n\nNothing is agreed yet.\n" };
    return inWindow({ files, file: SPEC, size: SIZE }, (window) =>
      pictureInThemes(window, "spec-empty", () => window.statusBarItem("Canon 0/0 done").waitFor()),
    );
  });

  test("a spec of a thousand sections", () =>
    inWindow({ files: thousandSections(), file: SPEC, size: SIZE }, async (window) => {
      await window.lens("not linked").first().waitFor();
      await window.goTo(SPEC, "## 1000. Part 1000");
      await pictureInThemes(window, "spec-1000", () =>
        window.lens("To do · not linked").first().waitFor(),
      );
    }));

  test("a spec whose tracker asks for a credential", () => {
    const files = { "CANON.yaml": "ticket_system: jira\nproject_key: PAY\n", [SPEC]: LINKED };
    return inWindow({ files, file: SPEC, size: SIZE }, (window) =>
      pictureInThemes(window, "spec-not-signed-in", () =>
        window.lens("PAY-142 not readable: sign in").waitFor(),
      ),
    );
  });
});

const LINKED = `# Payments

## 1. Keys
<!-- canon:ticket:jira:PAY-142 -->
<!-- canon:system:keys status:in_progress -->
`;

function hoverBox(window: VsCodeWindow): Locator {
  return window.page.locator(".monaco-editor .monaco-hover:not(.hidden)").first();
}

/** No hover is left over from the theme before. */
async function away(window: VsCodeWindow): Promise<void> {
  await window.page.mouse.move(0, 0);
  await eventually(async () => {
    await window.page.keyboard.press("Escape");
    await hoverBox(window).waitFor({ state: "hidden", timeout: 1_000 });
  });
}
