import { isSpecFile } from "../core/config/spec-files.ts";
import { isBlob } from "../core/kernel/blob-id.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";
import { ok } from "../core/kernel/result.ts";
import type { CommitFile, CommitListing } from "../ports/commit-files.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { LoadedConfig, Run } from "./engine.ts";

const FILES_AT_ONCE = 32;

/**
 * The specs that are not as they were where the workspace left a revision, new ones included, sorted.
 *
 * A configuration that changed may mean something else for every spec, so all count as changed then.
 * What cannot be read counts as changed as well: a run then says so.
 */
export async function changedSpecs(
  files: FileStore,
  commits: CommitListing,
  { config, file: configFile }: LoadedConfig,
  revision: string,
  run: Run,
): Promise<Result<readonly string[], Problem>> {
  const listed = await commits.filesAt(revision, run.signal);
  if (!listed.ok) return listed;
  const known = new Map(listed.value.files.map((one) => [one.path, one]));
  const listing = await files.list(config.docPaths, run.signal);
  const specs = listing.files.filter((path) => isSpecFile(config, path));
  const isOtherConfig = configFile !== null && (await isChanged(files, known, configFile));
  if (isOtherConfig) return ok(specs);
  const changed: string[] = [];
  for (let start = 0; start < specs.length && !run.signal.aborted; start += FILES_AT_ONCE) {
    const batch = specs.slice(start, start + FILES_AT_ONCE);
    const answers = await Promise.all(batch.map((path) => isChanged(files, known, path)));
    changed.push(...batch.filter((_, index) => answers[index] === true));
  }
  return ok(changed);
}

async function isChanged(
  files: FileStore,
  known: ReadonlyMap<string, CommitFile>,
  path: string,
): Promise<boolean> {
  const before = known.get(path);
  if (before === undefined) return true;
  const reading = await files.read(path);
  return reading.kind !== "found" || !isBlob(reading.text, before);
}
