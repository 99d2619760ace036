import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { locations } from "../../host/locations.ts";
import { eventually } from "./eventually.ts";

type WriteSettings = (changes: Readonly<Record<string, unknown>>) => Promise<void>;

/** One window of VS Code, by what a person sees and does in it. */
export class VsCodeWindow {
  readonly page: Page;
  readonly workspace: string;
  readonly #write: WriteSettings;

  constructor(page: Page, workspace: string, write: WriteSettings) {
    this.page = page;
    this.workspace = workspace;
    this.#write = write;
  }

  /** Changes the person's settings while the window is open; the others stay as they are. */
  changeSettings(changes: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#write(changes);
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator(".monaco-workbench .statusbar").waitFor({ timeout: 60_000 });
  }

  /**
   * Runs a command of the palette by its full title.
   *
   * The palette lists what was available when it opened, and a window that has just been opened
   * may still take it away. A person would then open it again.
   */
  async runCommand(title: string): Promise<void> {
    await eventually(async () => {
      await this.page.keyboard.press("Escape");
      await this.searchCommands(title);
      const name = this.page.locator(".label-name", { hasText: new RegExp(`^${escape(title)}$`) });
      const row = this.quickPick().locator(".monaco-list-row").filter({ has: name });
      await row.first().click({ timeout: 5_000 });
    });
    // Out of the way: where the pointer rests, the next thing to appear shows its tooltip.
    await this.page.mouse.move(0, 0);
  }

  /** Opens the palette and types; the rows that remain are what the person may choose from. */
  async searchCommands(text: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.#fillQuickInput(`>${text}`);
  }

  async openFile(path: string): Promise<void> {
    const name = path.slice(path.lastIndexOf("/") + 1);
    await this.page.keyboard.press("ControlOrMeta+P");
    await this.#fillQuickInput(path);
    await this.quickPickRow(name).first().click();
    await this.tab(name).waitFor();
  }

  /** Puts the cursor on the first line of the file on disk that has this text, and shows it. */
  async goTo(path: string, text: string): Promise<void> {
    const lines = (await this.readFile(path)).split("\n");
    const lineNumber = lines.findIndex((line) => line.includes(text)) + 1;
    if (lineNumber === 0) throw new Error(`${path} has no line with: ${text}`);
    await this.page.keyboard.press("Control+G");
    await this.#fillQuickInput(`:${lineNumber}`);
    await this.page.keyboard.press("Enter");
    await this.line(text).first().waitFor();
  }

  tab(name: string): Locator {
    return this.page.locator(".tabs-container .tab").filter({ hasText: name });
  }

  /** The lines that VS Code draws above headings, each with its lenses, as far as they are seen. */
  lenses(): Locator {
    return this.page.locator(".codelens-decoration").filter({ visible: true });
  }

  lens(text: string | RegExp): Locator {
    return this.lenses().filter({ hasText: text });
  }

  /** Lines of the active editor; only what is scrolled into view is there. */
  line(text: string): Locator {
    // The editor draws blanks as no-break spaces.
    const pattern = escape(text).replaceAll(" ", "\\s");
    return this.page
      .locator(".editor-instance .view-line")
      .filter({ hasText: new RegExp(pattern) });
  }

  /** Points at the end of a line and gives the hover that appears. */
  async hoverOver(text: string): Promise<Locator> {
    await this.line(text).first().locator("span span").last().hover();
    const hover = this.page.locator(".monaco-editor .monaco-hover:not(.hidden)").first();
    await hover.locator(".hover-contents").first().waitFor();
    return hover;
  }

  quickPick(): Locator {
    return this.page.locator(".quick-input-widget");
  }

  quickPickTitle(text: string | RegExp): Locator {
    return this.quickPick().locator(".quick-input-title").filter({ hasText: text });
  }

  quickPickRow(text: string | RegExp): Locator {
    return this.quickPick().locator(".quick-input-list .monaco-list-row").filter({ hasText: text });
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator(".notification-toast").filter({ hasText: text });
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator(".statusbar-item").filter({ hasText: text });
  }

  /** A view of the side bar, by its title. */
  pane(title: string): Locator {
    const header = this.page.locator(".pane-header", { hasText: new RegExp(`^${escape(title)}`) });
    return this.page.locator(".pane").filter({ has: header });
  }

  readFile(path: string): Promise<string> {
    return readFile(join(this.workspace, path), "utf8");
  }

  /** Changes a file on disk as another program would; the text must be there. */
  async editOnDisk(path: string, from: string, to: string): Promise<void> {
    const text = await this.readFile(path);
    if (!text.includes(from)) throw new Error(`${path} does not hold: ${from}\n${text}`);
    await writeFile(join(this.workspace, path), text.replace(from, to));
  }

  /** Writes a file as another program would. */
  async writeOnDisk(path: string, text: string): Promise<void> {
    await writeFile(join(this.workspace, path), text);
  }

  async appendOnDisk(path: string, text: string): Promise<void> {
    await appendFile(join(this.workspace, path), text);
  }

  /** A picture of the whole window, for people to look at; gives its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(locations.screenshots, `${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path, animations: "disabled" });
    return path;
  }

  async #fillQuickInput(text: string): Promise<void> {
    const input = this.quickPick().locator("input[type='text'], input:not([type])").first();
    await input.fill(text, { timeout: 5_000 });
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
