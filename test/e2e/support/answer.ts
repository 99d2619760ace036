import { eventually } from "./eventually.ts";
import type { VsCodeWindow } from "./vs-code-window.ts";

/** Types into the input box that asks this, once it is there. */
export async function answer(window: VsCodeWindow, question: string, text: string): Promise<void> {
  await window.quickPick().filter({ hasText: question }).waitFor();
  const input = window.quickPick().locator("input").first();
  await eventually(async () => {
    await input.fill(text, { timeout: 5_000 });
  });
  await window.page.keyboard.press("Enter");
}
