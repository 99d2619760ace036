import { accessSync, constants, existsSync } from "node:fs";
import { dirname, join } from "node:path";

import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { CommandContext } from "../context.ts";
import type { Workspace } from "../workspace.ts";
import type { Check } from "./check.ts";

const SHOWN = 3;

/** Are there specs, and may Canon write to them and to its own folder? */
export async function checkFiles(
  { root }: CommandContext,
  { engine, run }: Workspace,
): Promise<Check[]> {
  const { specs, problems } = await engine.readSpecs(WHOLE_WORKSPACE, run);
  const files = specs.map(({ file }) => file);
  const unreadable = problems.filter(({ code }) => code.startsWith("file/"));
  return [
    checkSpecs(files.length),
    ...unreadable.map(({ file, message }) => problemCheck(file ?? "specs", message)),
    ...(files.length === 0 ? [] : [checkWritable("writable specs", root, files)]),
    checkWritable("writable .canon", root, [".canon/journal"]),
  ];
}

function checkSpecs(count: number): Check {
  const base = { name: "specs", category: "files", detail: plural(count, "spec") } as const;
  if (count > 0) return { ...base, status: "ok", fix: null };
  const fix =
    "Put specs where `specs.doc_paths` looks for them, by default docs/specs/*.md. Names that begin with _ are left out.";
  return { ...base, status: "warn", detail: "no specs found", fix };
}

function problemCheck(name: string, detail: string): Check {
  return { name, category: "files", status: "fail", detail, fix: null };
}

/** A file is replaced as a whole, so that its folder must be writable as well. */
function checkWritable(name: string, root: string, files: readonly string[]): Check {
  const base = { name, category: "files" } as const;
  const refused = files.filter((file) => !isWritable(join(root, file)));
  if (refused.length === 0) return { ...base, status: "ok", detail: "yes", fix: null };
  const more = refused.length > SHOWN ? ` and ${refused.length - SHOWN} more` : "";
  const detail = `no: ${refused.slice(0, SHOWN).join(", ")}${more}`;
  return { ...base, status: "fail", detail, fix: "Give yourself write access, then try again." };
}

function isWritable(path: string): boolean {
  const existing = nearestExisting(path);
  const places = existing === path ? [path, dirname(path)] : [existing];
  return places.every((place) => {
    try {
      accessSync(place, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
