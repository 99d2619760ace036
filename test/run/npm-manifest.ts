// Gives the npm package of the command line a manifest of its own while npm packs it:
//
//   node test/run/npm-manifest.ts before|after
//
// The editor's manifest names the extension's entry, which npm would put into the package, and all that the
// extension contributes. npm runs the two steps by itself, as `prepack` and `postpack`.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "../../esbuild.mjs";
import { project } from "./run-command.ts";

const MANIFEST = join(project, "package.json");
const SET_ASIDE = join(project, "out", "package.json");

/** What of the manifest is about the command line. */
const KEPT = ["name", "version", "description", "keywords", "license", "author", "type", "bin"];

/** npm adds the README, the licence and the program. */
const FILES = ["dist/cli-chunks"];

interface Manifest extends Readonly<Record<string, unknown>> {
  readonly engines: { readonly node: string };
}

process.exitCode = await main(process.argv.slice(2));

async function main([step]: readonly string[]): Promise<number> {
  if (step === "before") await before();
  else if (step === "after") restore();
  else {
    console.error("Say `before` or `after`.");
    return 2;
  }
  return 0;
}

async function before(): Promise<void> {
  if (brokeOffBefore()) restore();
  await build(["cli"]);
  const text = readFileSync(MANIFEST, "utf8");
  const whole = JSON.parse(text) as Manifest;
  const kept = Object.fromEntries(KEPT.map((key) => [key, whole[key]]));
  const small = { ...kept, engines: { node: whole.engines.node }, files: FILES };
  mkdirSync(join(project, "out"), { recursive: true });
  writeFileSync(SET_ASIDE, text);
  writeFileSync(MANIFEST, `${JSON.stringify(small, null, 2)}\n`);
}

/** A pack that broke off has left the small manifest in place; a newer whole one is not overwritten. */
function brokeOffBefore(): boolean {
  return existsSync(SET_ASIDE) && !("contributes" in JSON.parse(readFileSync(MANIFEST, "utf8")));
}

function restore(): void {
  renameSync(SET_ASIDE, MANIFEST);
}
