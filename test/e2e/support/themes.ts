import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { locations } from "../../host/locations.ts";
import { eventually } from "./eventually.ts";
import { renewSheet } from "./sheets.ts";
import type { VsCodeWindow } from "./vs-code-window.ts";

/** The four kinds of themes that the editor knows, by its own theme of each kind. */
export const THEMES = [
  { name: "dark", label: "Dark Modern", kind: "vs-dark" },
  { name: "light", label: "Light Modern", kind: "vs" },
  { name: "high-contrast", label: "Default High Contrast", kind: "hc-black" },
  { name: "high-contrast-light", label: "Default High Contrast Light", kind: "hc-light" },
] as const;

/** The two that are furthest apart; all of them where that was asked for. */
const PICTURED =
  process.env["CANON_ALL_THEMES"] === "1"
    ? THEMES
    : THEMES.filter(({ name }) => name === "dark" || name === "high-contrast-light");

type Theme = (typeof THEMES)[number];

/** Changes the theme of an open window, as a person's setting; what is open stays open. */
export async function switchTheme(window: VsCodeWindow, { label, kind }: Theme): Promise<void> {
  const shown = window.page.locator(`.monaco-workbench.${kind}`);
  // Of files that change one after the other the editor may miss one; a person would save again.
  await eventually(async () => {
    await window.changeSettings({ "workbench.colorTheme": label });
    await shown.waitFor({ timeout: 5_000 });
  });
}

/** Takes a picture of what is open in several themes; `isThere` waits until it is drawn. */
export async function pictureInThemes(
  window: VsCodeWindow,
  surface: string,
  isThere: () => Promise<unknown>,
): Promise<void> {
  const pictures: string[] = [];
  for (const theme of PICTURED) {
    await switchTheme(window, theme);
    await isThere();
    pictures.push(await window.screenshot(`surfaces/${surface}-${theme.name}`));
  }
  const browser = window.page.context().browser();
  if (browser !== null) await renewSheet(browser, surface, pictures, "window");
}

/** The same of a page in a plain browser. */
export async function pictureOfPage(page: Page, name: string): Promise<void> {
  const path = pagePicture(name);
  await page.screenshot({ path, fullPage: !name.includes("1000") });
}

/** Where it lies. */
export function pagePicture(name: string): string {
  return join(locations.screenshots, "surfaces", `${name}.png`);
}

/** What the editor gives to a page besides the page itself: colours, fonts and the theme's kind. */
export interface PageLook {
  readonly variables: string;
  readonly styles: string;
  readonly bodyClass: string;
}

const LOOK = `({
  variables: document.documentElement.getAttribute("style") ?? "",
  styles: document.querySelector("#_defaultStyles")?.textContent ?? "",
  bodyClass: document.body.className,
})`;

/** Reads it from a page that the editor shows. */
export async function lookOf(frame: Frame): Promise<PageLook> {
  return frame.evaluate<PageLook>(LOOK);
}

/**
 * Gives a page in a plain browser the look of an editor. The editor's own rules yield to the
 * page's, as they do there; both come in by script, which the page's policy leaves alone.
 */
export async function wear(page: Page, look: PageLook, behind: string): Promise<void> {
  await page.evaluate(`(${PUT_ON})(${JSON.stringify(look)}, ${JSON.stringify(behind)})`);
}

const PUT_ON = `(look, behind) => {
  document.documentElement.style.cssText = look.variables;
  document.documentElement.style.background = "var(" + behind + ")";
  document.body.className = look.bodyClass;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("@layer editor {" + look.styles + "}");
  document.adoptedStyleSheets = [sheet];
}`;
