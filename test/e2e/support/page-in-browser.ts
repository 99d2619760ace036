import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { ProgressPage } from "../../../src/core/progress/progress-protocol.ts";
import type { DigestPage } from "../../../src/core/view/digest-protocol.ts";
import { pageHtml } from "../../../src/vscode/host/page-text.ts";
import { locations } from "../../host/locations.ts";

const ORIGIN = "https://page.invalid";

type PageName = "digest" | "progress";

/** What the page did that a page which only shows text never does. */
export interface Misdeeds {
  readonly requests: readonly string[];
  readonly dialogs: readonly string[];
  readonly violations: readonly string[];
  readonly errors: readonly string[];
  /** Whether a text was run. */
  readonly hasRun: boolean;
}

export const NO_MISDEEDS: Misdeeds = {
  requests: [],
  dialogs: [],
  violations: [],
  errors: [],
  hasRun: false,
};

/** A real page of Canon's with its real policy in a plain browser, in place of an editor. */
export class PageInBrowser {
  readonly page: Page;
  readonly #name: PageName;
  readonly #requests: string[] = [];
  readonly #dialogs: string[] = [];
  readonly #errors: string[] = [];

  private constructor(page: Page, name: PageName) {
    this.page = page;
    this.#name = name;
  }

  static async open(browser: Browser, name: PageName, width = 320): Promise<PageInBrowser> {
    const context = await browser.newContext({ viewport: { width, height: 700 } });
    const opened = new PageInBrowser(await context.newPage(), name);
    await opened.#start();
    return opened;
  }

  async show(shown: DigestPage | ProgressPage): Promise<void> {
    await this.post(shown);
    await this.page.locator(`main[aria-busy="${String(shown.isBusy)}"]`).waitFor();
  }

  /** Posts messages to the page, whatever they are. */
  async post(...messages: readonly unknown[]): Promise<void> {
    await this.#inPage("post", ...messages);
  }

  /** What the page has sent to the editor. */
  async sent(): Promise<unknown[]> {
    return (await this.#inPage("sent")) as unknown[];
  }

  /** The width that the page would like, and the one that it has. */
  async widths(): Promise<number[]> {
    return (await this.#inPage("widths")) as number[];
  }

  /** What its elements and their attributes are called. */
  async names(): Promise<{ readonly elements: string[]; readonly attributes: string[] }> {
    return (await this.#inPage("names")) as Awaited<ReturnType<PageInBrowser["names"]>>;
  }

  /** Puts scripts, pictures and styles into the page, past its own script. */
  async breakIn(host: string): Promise<void> {
    await this.#inPage("breakIn", host);
  }

  async misdeeds(): Promise<Misdeeds> {
    const marks = (await this.#inPage("marks")) as Pick<Misdeeds, "violations" | "hasRun">;
    const [requests, dialogs, errors] = [this.#requests, this.#dialogs, this.#errors];
    return { requests, dialogs, errors, ...marks };
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  #inPage(name: string, ...args: readonly unknown[]): Promise<unknown> {
    const list = args.map((arg) => JSON.stringify(arg)).join(", ");
    return this.page.evaluate(`inPage.${name}(${list})`);
  }

  async #start(): Promise<void> {
    const html = pageHtml({
      name: this.#name,
      title: "Page",
      nonce: "bm9uY2U",
      cspSource: ORIGIN,
      scriptUri: `${ORIGIN}/${this.#name}.js`,
      styleUri: `${ORIGIN}/${this.#name}.css`,
      language: "en",
      texts: "{}",
    });
    await this.page.route("**/*", async (route) => {
      const url = route.request().url();
      if (url === `${ORIGIN}/`) return route.fulfill({ body: html, contentType: "text/html" });
      const name = /\/((?:digest|progress)\.(?:js|css))$/.exec(url)?.[1];
      if (name === undefined || !url.startsWith(ORIGIN)) {
        this.#requests.push(url);
        return route.abort();
      }
      const body = await readFile(join(locations.project, "dist", "webview", name));
      const contentType = name.endsWith("js") ? "text/javascript" : "text/css";
      return route.fulfill({ body, contentType });
    });
    this.page.on("dialog", (dialog) => {
      this.#dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    this.page.on("pageerror", ({ message }) => this.#errors.push(message));
    await this.page.addInitScript({ path: join(import.meta.dirname, "play-editor.js") });
    await this.page.goto(`${ORIGIN}/`);
    await this.page.locator("#spoken").waitFor({ state: "attached" });
  }
}
