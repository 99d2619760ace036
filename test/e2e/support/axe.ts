import assert from "node:assert/strict";
import axe from "axe-core";
import type { Frame, Page } from "playwright-core";
import type { VsCodeWindow } from "./vs-code-window.ts";

interface Asked {
  /** The parts that are Canon's; without it, everything is. */
  readonly within?: string;
  /** The colour that the editor paints behind the page, which axe cannot see. */
  readonly behind?: string;
}

/** Asks axe about a page or a frame, and fails with what it found. */
export async function hasNoAccessibilityTrouble(
  place: Page | Frame,
  { within, behind = "--vscode-sideBar-background" }: Asked = {},
): Promise<void> {
  await place.evaluate(axe.source);
  await place.evaluate(`if (getComputedStyle(document.body).backgroundColor === "rgba(0, 0, 0, 0)") {
    document.body.style.backgroundColor = "var(${behind})";
  }`);
  const asked = within === undefined ? "document" : JSON.stringify(within);
  assert.deepEqual(await place.evaluate(`axe.run(${asked}, ${RUN}`), []);
}

/** The frame in which the editor shows a page of Canon's, by an element of it. */
export async function pageFrame(window: VsCodeWindow, selector: string): Promise<Frame> {
  const frames = window.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  const element = await frames.locator(selector).first().elementHandle();
  const frame = await element.ownerFrame();
  if (frame === null) throw new Error(`No frame shows ${selector}.`);
  return frame;
}

const RUN = `{
  resultTypes: ["violations"],
  rules: { "target-size": { enabled: true } },
}).then(({ violations }) =>
  violations.map(({ id, impact, nodes }) =>
    impact + " " + id + ": " + nodes.map((node) => node.target.join(" ") + " " + node.failureSummary).join("; ")))`;
