import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { project, runNode } from "./run-command.ts";

export const VSIX = join(project, "out", "canon.vsix");

/**
 * Builds the extension and packs it; gives back a line that says what came out.
 *
 * Errors: throws with what the packer said.
 */
export async function packageExtension(): Promise<string> {
  mkdirSync(join(project, "out"), { recursive: true });
  rmSync(VSIX, { force: true });
  const options = [
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
  ];
  const packer = "node_modules/@vscode/vsce/vsce";
  const { code, output } = await runNode([packer, "package", ...options, "--out", VSIX], "later");
  if (code !== 0) {
    throw new Error(`The extension could not be packed.\n${output}`);
  }
  return `out/canon.vsix, ${Math.round(statSync(VSIX).size / 1000)} kB`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(await packageExtension());
}
