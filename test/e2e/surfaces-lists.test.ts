import type { Locator } from "playwright-core";
import { inWindow } from "./support/open-window.ts";
import { LOCAL, SPEC, SURFACE_FILES, thousandSections } from "./support/surface-files.ts";
import { pictureInThemes } from "./support/themes.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SIZE = { width: 1100, height: 820 };
const NARROW = { width: 348, height: 820 };

suite("Canon's lists in the side bar, in each theme", () => {
  test("specs and what needs attention: all, grouped, filtered, in 300 pixels", () =>
    inWindow({ files: SURFACE_FILES, file: SPEC, size: SIZE }, async (window) => {
      await window.lens("≠ differs").first().waitFor();
      await window.runCommand("Canon: Check for Drift");
      await window.runCommand("Canon: Verify Against Code");
      await window.quickPickRow("All specs").click();
      await show(window);
      await row(window, "Needs Attention", "Tickets without a section").waitFor();
      await row(window, "Specs", /1\.1 Retry.*differs/).waitFor();
      await pictureInThemes(window, "lists", () => row(window, "Specs", "2 Reports").waitFor());
      await row(window, "Specs", "2 Reports").click({ button: "right" });
      await pictureInThemes(window, "lists-menu", () =>
        window.page.getByRole("menuitem", { name: "Set Status…" }).waitFor(),
      );
      await window.page.keyboard.press("Escape");
      await window.runCommand("Canon: Group Specs By…");
      await window.quickPickRow("Status").waitFor();
      await pictureInThemes(window, "group-question", () =>
        window.quickPickRow("Status").waitFor(),
      );
      await window.quickPickRow("Status").click();
      await pictureInThemes(window, "lists-grouped", () =>
        row(window, "Specs", "In progress").waitFor(),
      );
      await window.runCommand("Canon: Filter Specs…");
      await window.quickPickRow(/^To do/).waitFor();
      await pictureInThemes(window, "filter-question", () =>
        window.quickPickRow(/^To do/).waitFor(),
      );
      await window.quickPickRow(/^To do/).click();
      await window.page.keyboard.press("Enter");
      await pictureInThemes(window, "lists-filtered", () =>
        window
          .pane("Specs")
          .getByText(/of \d+ sections/)
          .waitFor(),
      );
      await window.page.setViewportSize(NARROW);
      await pictureInThemes(window, "lists-narrow", () =>
        row(window, "Specs", "Reports").waitFor(),
      );
    }));

  test("no specs, and nothing that waits; also in 300 pixels", () =>
    inWindow({ files: { "CANON.yaml": LOCAL }, size: SIZE }, async (window) => {
      await show(window);
      await pictureInThemes(window, "lists-empty", () =>
        window.pane("Needs Attention").getByText("Nothing is waiting for you").waitFor(),
      );
      await window.page.setViewportSize(NARROW);
      await pictureInThemes(window, "lists-empty-narrow", () =>
        window.pane("Specs").getByText("New Spec").waitFor(),
      );
    }));

  test("no configuration yet", () =>
    inWindow({ files: { ".canon/.gitignore": "cache/\n" }, size: SIZE }, async (window) => {
      await show(window);
      await pictureInThemes(window, "lists-not-set-up", () =>
        window.pane("Needs Attention").getByText("Set Up Canon").waitFor(),
      );
    }));

  test("a configuration that cannot be read is named, leads to its line, and goes when it is mended", () => {
    const files = { ...SURFACE_FILES, "CANON.yaml": "sync:\n  system: [local\n" };
    return inWindow({ files, file: SPEC, size: SIZE }, async (window) => {
      await show(window);
      const broken = row(window, "Needs Attention", /^CANON\.yaml/);
      await pictureInThemes(window, "lists-error", () => broken.waitFor());
      await broken.click();
      await window.tab("CANON.yaml").waitFor();
      await window.editOnDisk("CANON.yaml", "[local", "local");
      await broken.waitFor({ state: "detached" });
    });
  });

  test("a folder that is not trusted", () => {
    const options = { files: SURFACE_FILES, size: SIZE, trust: "restricted" } as const;
    return inWindow(options, async (window) => {
      await show(window);
      await pictureInThemes(window, "lists-restricted", () =>
        row(window, "Specs", "Payments").waitFor(),
      );
    });
  });

  test("a spec of a thousand sections", () =>
    inWindow({ files: thousandSections(), file: SPEC, size: SIZE }, async (window) => {
      await window.lens("not linked").first().waitFor();
      await show(window);
      await pictureInThemes(window, "lists-1000", () => row(window, "Specs", "9 Part 9").waitFor());
    }));
});

async function show(window: VsCodeWindow): Promise<void> {
  await window.runCommand("View: Show Canon");
  await window.pane("Needs Attention").waitFor();
  await window.page.mouse.move(0, 0);
}

function row(window: VsCodeWindow, view: string, text: string | RegExp): Locator {
  return window.pane(view).locator(".monaco-list-row").filter({ hasText: text }).first();
}
