import { eventually } from "./eventually.ts";
import type { VsCodeWindow } from "./vs-code-window.ts";

const MAX_ROWS = 15;

/** What a person does with the keyboard alone; nothing here moves a pointer. */
export class Keyboard {
  readonly #window: VsCodeWindow;

  constructor(window: VsCodeWindow) {
    this.#window = window;
  }

  press(...keys: readonly string[]): Promise<void> {
    return keys.reduce(
      (before, key) => before.then(() => this.#window.page.keyboard.press(key)),
      Promise.resolve(),
    );
  }

  type(text: string): Promise<void> {
    return this.#window.page.keyboard.type(text);
  }

  /** Runs a command of the palette by its full title. */
  async command(title: string): Promise<void> {
    await eventually(async () => {
      await this.press("Escape", "F1");
      await this.#fill(`>${title}`);
      await this.#goTo(title);
    });
    await this.press("Enter");
  }

  /** Opens a file by its name. */
  async open(path: string): Promise<void> {
    const name = path.slice(path.lastIndexOf("/") + 1);
    await eventually(async () => {
      await this.press("Escape", "ControlOrMeta+P");
      await this.#fill(path);
      await this.#focused(name);
    });
    await this.press("Enter");
    await this.#window.tab(name).waitFor();
  }

  /** Types into the box that asks this, and goes on. */
  async answer(question: string | RegExp, text: string): Promise<void> {
    await this.#window.quickPick().filter({ hasText: question }).waitFor();
    await this.#fill(text);
    await this.press("Enter");
  }

  /** Narrows the list that asks this down to a row, and chooses it. */
  async choose(question: string | RegExp, row: string): Promise<void> {
    await this.#window.quickPick().filter({ hasText: question }).waitFor();
    await this.#fill(row);
    await this.#focused(row);
    await this.press("Enter");
  }

  /** Several titles hold the same words; the arrows lead to the one that is meant. */
  async #goTo(title: string): Promise<void> {
    const rows = this.#window.quickPick().locator(".monaco-list-row");
    await rows.filter({ hasText: title }).first().waitFor({ timeout: 5_000 });
    for (let tries = 0; tries < MAX_ROWS; tries += 1) {
      const label = this.#window.quickPick().locator(".monaco-list-row.focused .label-name");
      if ((await label.first().textContent({ timeout: 5_000 })) === title) return;
      await this.press("ArrowDown");
    }
    throw new Error(`The palette has no command called ${title}.`);
  }

  async #fill(text: string): Promise<void> {
    const input = this.#window.quickPick().locator("input[type='text'], input[type='password']");
    await eventually(async () => {
      await input.or(this.#window.quickPick().locator("input:not([type])")).first().fill(text, {
        timeout: 5_000,
      });
    });
  }

  /** Enter takes the row that has the focus, so it has to be the right one by then. */
  async #focused(text: string): Promise<void> {
    const row = this.#window.quickPick().locator(".monaco-list-row.focused");
    await row.filter({ hasText: text }).first().waitFor({ timeout: 5_000 });
  }
}
