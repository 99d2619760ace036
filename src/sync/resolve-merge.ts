import type { CanonConfig } from "../core/config/config.ts";
import { conflictLine } from "../core/kernel/conflict-marks.ts";
import { inFile, type Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";
import { resolveLinks } from "../core/merge/resolve-links.ts";
import { resolveSpec } from "../core/merge/resolve-spec.ts";
import { resolveTriage } from "../core/merge/resolve-triage.ts";
import { LINKS_FILE } from "../core/plan/links-file.ts";
import { TRIAGE_FILE } from "../core/plan/triage-file.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { Run, Scope } from "./engine.ts";
import { pathsInScope } from "./read-specs.ts";
import type { ResolvedFile, ResolveOptions, ResolveReport } from "./resolve-report.ts";

/** Canon's own files are merged by what they hold, specs by their comments. */
const RULES = new Map([
  [LINKS_FILE, resolveLinks],
  [TRIAGE_FILE, resolveTriage],
]);

/** As large as the file of agreed values may be. */
const MAX_BYTES = 64_000_000;

/** Decides by rule what a merge left in specs and in Canon's own files. */
export async function resolveMerge(
  files: FileStore,
  config: CanonConfig,
  scope: Scope,
  { isDryRun, ancestorOf }: ResolveOptions,
  run: Run,
): Promise<ResolveReport> {
  const { paths, problems } = await pathsInScope(files, config, scope, run);
  const ended: ResolvedFile[] = [];
  const notes: Problem[] = [];
  const left: Problem[] = [...problems];
  for (const [index, path] of paths.entries()) {
    if (run.signal.aborted) break;
    run.progress.report(index, paths.length, path);
    const reading = await files.read(path, MAX_BYTES);
    if (reading.kind === "unreadable") left.push(reading.problem);
    if (reading.kind !== "found" || conflictLine(reading.text) === null) continue;
    const resolve = RULES.get(path) ?? resolveSpec;
    const resolution = resolve(reading.text, await ancestorOf(path));
    const failure =
      isDryRun || resolution.resolved === 0
        ? null
        : await write(files, path, reading.text, resolution.text);
    if (failure !== null) {
      left.push(failure);
      continue;
    }
    notes.push(...inFile(path, resolution.notes));
    left.push(...inFile(path, resolution.left));
    ended.push({ file: path, resolved: resolution.resolved, left: resolution.left.length });
  }
  return { files: ended, notes, problems: left };
}

async function write(
  files: FileStore,
  path: string,
  before: string,
  after: string,
): Promise<Problem | null> {
  const outcome = await files.replace(path, before, after);
  if (outcome.kind === "done") return null;
  if (outcome.kind === "failed") return outcome.problem;
  return {
    code: "spec/not-edited",
    severity: "error",
    file: path,
    line: null,
    message: t("The file changed just now, so it was left as it is. Try again."),
  };
}
