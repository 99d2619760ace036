import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { locations } from "../../host/locations.ts";
import { isWanted } from "./pictures.ts";

/** Pixels: what one picture of a sheet is wide. */
const WIDTHS = { window: 560, page: 270 } as const;

/**
 * Renews the picture of a surface in `docs/surfaces.md`, which shows it in all themes at once.
 * What that page does not show is left alone.
 */
export async function renewSheet(
  browser: Browser,
  surface: string,
  pictures: readonly string[],
  kind: keyof typeof WIDTHS,
): Promise<void> {
  if (!(await isWanted())) return;
  const name = `surfaces/${surface}.jpg`;
  const shown = await readFile(join(locations.project, "docs", "surfaces.md"), "utf8");
  if (!shown.includes(`(pictures/${name})`)) return;
  const files = await Promise.all(pictures.map((path) => readFile(path)));
  const images = files.map(
    (file) =>
      `<img width="${WIDTHS[kind]}" src="data:image/png;base64,${file.toString("base64")}">`,
  );
  const columns = kind === "window" ? 2 : pictures.length;
  const page = await browser.newPage({
    viewport: { width: columns * (WIDTHS[kind] + 6) + 6, height: 100 },
  });
  await page.setContent(
    `<style>body { margin: 3px; background: #777; display: flex; flex-wrap: wrap; align-items: start }
    img { margin: 3px; max-height: 800px; object-fit: cover; object-position: top }</style>${images.join("")}`,
  );
  const path = join(locations.pictures, name);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true, type: "jpeg", quality: 72 });
  await page.close();
}
