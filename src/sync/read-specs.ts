import { isSpecFile } from "../core/config/spec-files.ts";
import type { CanonConfig } from "../core/config/config.ts";
import { hashText } from "../core/kernel/hash.ts";
import { inFile, type Problem } from "../core/kernel/problem.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { SpecReading } from "../core/plan/snapshot.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { Run, Scope } from "./engine.ts";

const FILES_AT_ONCE = 32;

interface SpecsRead {
  readonly specs: readonly SpecReading[];
  readonly problems: readonly Problem[];
}

/** Reads and parses the specs of a scope, in the order of their paths. */
export async function readSpecs(
  files: FileStore,
  parse: (text: string) => SpecDocument,
  config: CanonConfig,
  scope: Scope,
  run: Run,
): Promise<SpecsRead> {
  const listing = await files.list(config.docPaths, run.signal);
  const paths = listing.files.filter((path) => isSpecFile(config, path) && isInScope(path, scope));
  const specs: SpecReading[] = [];
  const problems: Problem[] = [...listing.problems, ...unmatched(paths, scope)];
  for (let start = 0; start < paths.length && !run.signal.aborted; start += FILES_AT_ONCE) {
    run.progress.report(start, paths.length, "reading specs");
    const batch = paths.slice(start, start + FILES_AT_ONCE);
    for (const one of await Promise.all(batch.map((path) => readSpec(files, parse, path)))) {
      if (one.spec !== null) specs.push(one.spec);
      problems.push(...one.problems);
    }
  }
  return { specs, problems };
}

async function readSpec(
  files: FileStore,
  parse: (text: string) => SpecDocument,
  path: string,
): Promise<{ spec: SpecReading | null; problems: readonly Problem[] }> {
  const reading = await files.read(path);
  if (reading.kind === "missing") return { spec: null, problems: [] };
  if (reading.kind === "unreadable") return { spec: null, problems: [reading.problem] };
  const document = parse(reading.text);
  const isUnsaved = reading.isUnsaved ?? false;
  const spec = { file: path, hash: hashText(reading.text), document, isUnsaved };
  return { spec, problems: inFile(path, document.problems) };
}

function isInScope(path: string, scope: Scope): boolean {
  if (scope.section !== null) return path === scope.section.file;
  return scope.paths === null || scope.paths.some((one) => covers(one, path));
}

function covers(wanted: string, path: string): boolean {
  const folder = wanted.replace(/\/+$/, "");
  return folder === "" || folder === "." || path === folder || path.startsWith(`${folder}/`);
}

function unmatched(paths: readonly string[], scope: Scope): Problem[] {
  return (scope.paths ?? [])
    .filter((wanted) => !paths.some((path) => covers(wanted, path)))
    .map((wanted) => ({
      code: "sync/no-such-spec",
      severity: "warning",
      file: wanted,
      line: null,
      message:
        "No spec matches this path. Specs are the files that `specs.doc_paths` names, by default docs/specs/*.md.",
    }));
}
