import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { locations } from "../../host/locations.ts";
import type { VsCodeWindow } from "./vs-code-window.ts";

/** Renews a picture of the README, the editor's text alone, when that was asked for. */
export async function picture(window: VsCodeWindow, name: string): Promise<void> {
  const editor = window.page.locator(".editor-instance .overflow-guard").first();
  const box = await editor.boundingBox();
  if (box === null) throw new Error("There is no editor to take a picture of.");
  const clip = {
    x: box.x,
    y: box.y,
    width: Math.min(box.width, 900),
    height: Math.min(box.height, 420),
  };
  if (await isWanted()) await window.page.screenshot({ path: pathOf(name), clip });
}

/** As `picture`, of one part of the window. */
export async function pictureOf(part: Locator, name: string): Promise<void> {
  if (await isWanted()) await part.screenshot({ path: pathOf(name) });
}

async function isWanted(): Promise<boolean> {
  if (process.env["CANON_UPDATE_PICTURES"] !== "1") return false;
  await mkdir(locations.pictures, { recursive: true });
  return true;
}

function pathOf(name: string): string {
  return join(locations.pictures, `${name}.png`);
}
