import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { locations } from "../../host/locations.ts";
import type { VsCodeWindow } from "./vs-code-window.ts";

const WIDTH = 820;

/** Renews a picture of the README, the editor between two lines, when that was asked for. */
export async function picture(
  window: VsCodeWindow,
  name: string,
  first: Locator,
  last: Locator,
): Promise<void> {
  if (!(await isWanted())) return;
  const [top, bottom] = [await first.boundingBox(), await last.boundingBox()];
  const editor = await window.page.locator(".editor-instance").first().boundingBox();
  if (top === null || bottom === null || editor === null) throw new Error("A line is not shown.");
  const height = bottom.y + bottom.height - top.y;
  const clip = { x: editor.x, y: top.y, width: WIDTH, height };
  await window.page.screenshot({ path: pathOf(name), clip });
}

/** As `picture`, of one part of the window. */
export async function pictureOf(part: Locator, name: string): Promise<void> {
  if (await isWanted()) await part.screenshot({ path: pathOf(name) });
}

/** Whether the pictures of the documents are to be renewed. */
export async function isWanted(): Promise<boolean> {
  if (process.env["CANON_UPDATE_PICTURES"] !== "1") return false;
  await mkdir(locations.pictures, { recursive: true });
  return true;
}

function pathOf(name: string): string {
  return join(locations.pictures, `${name}.png`);
}
