import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import { askGit } from "./ask-git.ts";
import type { GitPlace } from "./run-git.ts";

/** The one file of a claim's commit. */
export const CLAIM_FILE = "claim.json";

/**
 * Stores texts as commits without parents, each with one file; gives their names, in order.
 *
 * All of them take three commands: jobs claim many specs at once.
 */
export async function storeClaims(
  place: GitPlace,
  texts: readonly string[],
  signal: CancelSignal,
): Promise<Result<string[], Problem>> {
  if (texts.length === 0) return ok([]);
  const folder = await mkdtemp(join(tmpdir(), "canon-claims-"));
  try {
    const ask = (args: readonly string[], input = "") => askGit(place, args, signal, { input });
    const store = async (type: string, bodies: readonly string[]) => {
      const paths = bodies.map((_, index) => join(folder, `${type}-${index}`));
      await Promise.all(paths.map((path, index) => writeFile(path, bodies[index] ?? "")));
      const stored = await ask(["hash-object", "-w", "-t", type, "--no-filters", ...paths]);
      return stored.ok ? named(stored.value, bodies.length) : err(notStored());
    };
    const blobs = await store("blob", texts);
    if (!blobs.ok) return blobs;
    const entries = blobs.value.map((id) => `100644 blob ${id}\t${CLAIM_FILE}\n\n`).join("");
    const made = await ask(["mktree", "--batch"], entries);
    const trees = made.ok ? named(made.value, texts.length) : err(notStored());
    if (!trees.ok) return trees;
    return await store("commit", trees.value.map(commitOf));
  } catch {
    return err(notStored());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The time stands in the claim itself; who runs the job is nobody's business. */
function commitOf(tree: string): string {
  const canon = "Canon <canon@noreply.invalid> 0 +0000";
  return `tree ${tree}\nauthor ${canon}\ncommitter ${canon}\n\nTickets are being created\n`;
}

function named(said: string, count: number): Result<string[], Problem> {
  const ids = said.split("\n").filter((line) => /^[0-9a-f]{40,64}$/.test(line));
  return ids.length === count ? ok(ids) : err(notStored());
}

function notStored(): Problem {
  return {
    code: "git/not-committed",
    severity: "error",
    line: null,
    message: t(
      "git could not store what other jobs are to know. No ticket was created. See whether the disk is full and the repository can be written.",
    ),
  };
}
