import { existsSync } from "node:fs";
import { copyFile, glob, mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import * as esbuild from "esbuild";
import { packageExtension, VSIX } from "../run/package.ts";
import { say } from "./host-trouble.ts";
import { locations } from "./locations.ts";
import { runCommand } from "./run-command.ts";

let made: string | undefined;

/** A package made a moment ago: by this process, or by a caller that names it. */
function givenPackage(): string | undefined {
  const named = made ?? process.env["CANON_VSIX"];
  return named !== undefined && existsSync(named) ? named : undefined;
}

/** Builds `dist`, unless that has just been done for a package. */
export async function buildExtension(): Promise<void> {
  if (givenPackage() !== undefined) {
    return;
  }
  say("Building the extension ...");
  await runCommand(process.execPath, ["esbuild.mjs"], {
    cwd: locations.project,
    purpose: "Building the extension",
  });
}

/** Gives a packaged extension, made now unless a caller has just made one. */
export async function preparePackage(): Promise<string> {
  const given = givenPackage();
  if (given !== undefined) {
    return given;
  }
  say("Building and packaging the extension ...");
  await packageExtension();
  made = VSIX;
  return made;
}

/**
 * Bundles files of `test/<folder>` for the extension host and gives the folder of the results.
 *
 * They share chunks, so that a support module has one state; npm packages stay outside, so that
 * tests and their runner share one mocha.
 */
export async function bundleForHost(folder: string, patterns: readonly string[]): Promise<string> {
  const cwd = join(locations.project, "test", folder);
  const outdir = join(locations.project, "out", folder);
  const files = await Array.fromAsync(glob([...patterns], { cwd }));
  await rm(outdir, { recursive: true, force: true });
  await esbuild.build({
    absWorkingDir: cwd,
    entryPoints: files.sort(),
    outdir,
    outbase: cwd,
    outExtension: { ".js": ".mjs" },
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22",
    packages: "external",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  await copyRead(outdir);
  return outdir;
}

/** What support modules read beside themselves, which is beside the bundles then. */
async function copyRead(outdir: string): Promise<void> {
  const file = join(locations.project, "test", "support", "linear", "schema.graphql");
  for (const folder of [outdir, join(outdir, "chunks")]) {
    await mkdir(folder, { recursive: true });
    await copyFile(file, join(folder, basename(file)));
  }
}
