import type { Locator } from "playwright-core";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/payments.md";
const CODE = "src/keys.ts";
const RETRY = "src/retry.ts";
const FILES = {
  "CANON.yaml": "sync:\n  system: local\n",
  [SPEC]: `# Payments

## 1. Key Generation
<!-- canon:system:key-gen status:done -->
<!-- canon:realized-in:PR#412 src/keys.ts:3-5 -->

- [x] A key is the same for the same order

## 2. Retry
<!-- canon:system:retry status:done -->
<!-- canon:realized-in:PR#418 src/retry.ts:1-3 -->

Waits longer each time.
`,
  [CODE]: `import { hash } from "./hash";

export function issueKey(customer: string, order: string): string {
  return hash(customer, order);
}
`,
  [RETRY]: `export function waitMs(attempt: number): number {
  return 100 * 2 ** attempt;
}
`,
};
const THEMES = ["Light Modern", "Dark Modern", "Default High Contrast"];

suite("evidence and the code", () => {
  for (const theme of THEMES) {
    const name = theme.toLowerCase().replaceAll(" ", "-");

    test(`is checked, shown and mended in the theme "${theme}"`, () => {
      const settings = { "workbench.colorTheme": theme };
      const size = { width: 1280, height: 800 };
      return inWindow({ files: FILES, file: SPEC, settings, size }, async (window) => {
        await window.lens("Done · not linked").first().waitFor();
        await window.page.locator(".detected-link", { hasText: CODE }).first().hover();
        const hover = window.page.locator(".monaco-hover:not(.hidden)").first();
        await hover.filter({ hasText: "issueKey" }).waitFor();
        await window.screenshot(`evidence-${name}-hover`);

        await window.editOnDisk(CODE, "import", "// Keys are made here, and nowhere else.\nimport");
        await window.editOnDisk(RETRY, "2 ** attempt", "attempt");
        await window.runCommand("Canon: Verify Against Code");
        await window.quickPickRow("All specs").click();
        await problem(window, /src\/retry\.ts:1-3 were changed/).waitFor();
        await problem(window, /stand at src\/keys\.ts:4-6/).waitFor();
        await window.screenshot(`evidence-${name}-problems`);
        if (theme === "Light Modern") {
          await pictureOf(window.page.locator(".monaco-workbench"), "evidence");
        }

        await window.openFile(CODE);
        await window.lens("Realizes 1 Key Generation").waitFor();
        await window.screenshot(`evidence-${name}-code`);
        await window.lens("Realizes 1 Key Generation").locator("a").first().click();
        await window.line("## 1. Key Generation").first().waitFor();
      });
    });
  }
});

function problem(window: VsCodeWindow, text: RegExp): Locator {
  return window.page.locator(".markers-panel .monaco-list-row").filter({ hasText: text }).first();
}
