import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { inWindow } from "./support/open-window.ts";
import { pictureOf } from "./support/pictures.ts";
import type { VsCodeWindow } from "./support/vs-code-window.ts";

const SPEC = "docs/specs/payments.md";
const FILES = {
  "CANON.yaml": "sync:\n  system: local\n  project_key: SHOP\n",
  [SPEC]: `# Payments

## 1. Key Generation
<!-- canon:ticket:local:SHOP-1 -->

A key is made before the first request is sent.

## 2. Retry

Waits longer each time.

## 3. Refunds
`,
  ".canon/tickets/SHOP-1.md": "---\ntitle: Key generation\nstatus: in_progress\n---\n",
  ".canon/tickets/SHOP-2.md": "---\ntitle: Wait longer after each failure\nstatus: todo\n---\n",
  ".canon/tickets/SHOP-3.md": "---\ntitle: Give money back\nstatus: todo\n---\n",
  "src/retry.ts": "export const wait = 100;\n",
};

suite("writing a spec", () => {
  test("comments are completed by keyboard, from the kind to the key of a ticket", () => {
    const settings = { "workbench.colorTheme": "Light Modern" };
    const size = { width: 1100, height: 640 };
    return inWindow({ files: FILES, file: SPEC, settings, size }, async (window) => {
      await window.lens("In progress").first().waitFor();
      await window.goTo(SPEC, "## 2. Retry");
      await press(window, "End", "Enter");
      await window.page.keyboard.type("<!-- ");
      await offer(window, "canon:ticket:").waitFor();
      await window.screenshot("writing-kinds");
      await pictureOf(window.page.locator(".monaco-workbench"), "writing");
      await press(window, "Enter");
      await offer(window, "local:").waitFor();
      await press(window, "Enter");
      await offer(window, "Search open tickets…").waitFor();
      await window.screenshot("writing-known");
      await press(window, "Escape", "Control+Space");
      await offer(window, "Wait longer after each failure").waitFor();
      await window.page.keyboard.type("failure");
      await window.screenshot("writing-found");
      await press(window, "Enter");
      await window.line("<!-- canon:ticket:local:SHOP-2 -->").first().waitFor();

      await press(window, "End", "Enter");
      await window.page.keyboard.type("<!-- canon:sys");
      await press(window, "Control+Space");
      await offer(window, "canon:system:").waitFor();
      await press(window, "Enter");
      await offer(window, "in_progress").waitFor();
      await window.screenshot("writing-statuses");
      await window.page.keyboard.type("todo");
      await offer(window, "Agreed, not begun").waitFor();
      await press(window, "Enter", "Control+S");
      await window.line("<!-- canon:system:2 status:todo -->").first().waitFor();
      const retry =
        "## 2. Retry\n<!-- canon:ticket:local:SHOP-2 -->\n<!-- canon:system:2 status:todo -->\n\nWaits";
      await eventually(async () => {
        const text = await window.readFile(SPEC);
        assert.ok(text.includes(retry), text);
      });
    });
  });
});

suite("a ticket on the clipboard", () => {
  test("becomes the link of the heading that it is pasted onto, and stays a text elsewhere", () =>
    inWindow({ files: FILES, file: SPEC }, async (window) => {
      await window.lens("In progress").first().waitFor();
      await window.goTo(SPEC, "Waits longer each time.");
      await press(window, "End", "Enter");
      await window.page.keyboard.type("local:SHOP-3");
      // As somebody copies it elsewhere: it stands in the line, and is taken away from there.
      await window.line("local:SHOP-3").first().waitFor();
      await press(window, "Shift+Home", "ControlOrMeta+X");
      await window.line("local:SHOP-3").first().waitFor({ state: "detached" });
      await press(window, "ControlOrMeta+V");
      await window.line("local:SHOP-3").first().waitFor();
      await press(window, "Shift+Home", "Delete", "Backspace");
      await window.goTo(SPEC, "## 3. Refunds");
      await press(window, "End", "ControlOrMeta+V");
      await window.line("<!-- canon:ticket:local:SHOP-3 -->").first().waitFor();
      await window.screenshot("writing-pasted");
      await press(window, "ControlOrMeta+S");
      await window.lens("To do").first().waitFor();
      await eventually(async () => {
        const text = await window.readFile(SPEC);
        assert.equal(text, `${FILES[SPEC]}<!-- canon:ticket:local:SHOP-3 -->\n`);
      });
    }));
});

suite("a ticket that is dragged into a spec", () => {
  test("becomes the link of the heading that it is dropped onto, and a text elsewhere", () =>
    inWindow({ files: FILES, file: SPEC }, async (window) => {
      await window.lens("In progress").first().waitFor();
      await drop(window, "## 3. Refunds", "local:SHOP-3");
      await window.line("<!-- canon:ticket:local:SHOP-3 -->").first().waitFor();
      await window.screenshot("writing-dropped");
      await drop(window, "Waits longer each time.", "local:SHOP-2");
      await window.line("local:SHOP-2").first().waitFor();
      await press(window, "ControlOrMeta+S");
      await eventually(async () => {
        const text = await window.readFile(SPEC);
        const linked = `${FILES[SPEC]}<!-- canon:ticket:local:SHOP-3 -->\n`;
        assert.equal(text.replace("local:SHOP-2", ""), linked);
      });
    }));
});

/** Drops a text from elsewhere onto the beginning of a line. */
async function drop(window: VsCodeWindow, line: string, text: string): Promise<void> {
  const dataTransfer = await window.page.evaluateHandle(
    `(() => {
      const dragged = new DataTransfer();
      dragged.setData("text/plain", ${JSON.stringify(text)});
      return dragged;
    })()`,
  );
  const target = window.line(line).first();
  const box = (await target.locator("span span").first().boundingBox()) ?? assert.fail(line);
  const at = { clientX: box.x + 4, clientY: box.y + box.height / 2 };
  for (const event of ["dragenter", "dragover", "drop"]) {
    await target.dispatchEvent(event, { dataTransfer, ...at });
  }
}

/** An entry of the list that is open in the editor. */
function offer(window: VsCodeWindow, text: string): ReturnType<VsCodeWindow["line"]> {
  return window.page
    .locator(".suggest-widget.visible .monaco-list-row")
    .filter({ hasText: text })
    .first();
}

async function press(window: VsCodeWindow, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await window.page.keyboard.press(key);
}
