import { isSpecFile } from "../core/config/spec-files.ts";
import type { CanonConfig } from "../core/config/config.ts";
import { coveredBy, coveringNone } from "../core/kernel/covered-paths.ts";
import { hashText } from "../core/kernel/hash.ts";
import { inFile, type Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import { LINKS_FILE } from "../core/plan/links-file.ts";
import { TRIAGE_FILE } from "../core/plan/triage-file.ts";
import { isInShard } from "../core/plan/shard.ts";
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
  const all = listing.files.filter((path) => isSpecFile(config, path));
  const paths = all.filter(inScope(scope));
  const read = await readFiles(files, parse, paths, run);
  const problems = [...listing.problems, ...unmatched(all, scope), ...read.problems];
  return { specs: read.specs, problems };
}

/** The files that a scope names: its specs, and Canon's own files in git where those are meant. */
export async function pathsInScope(
  files: FileStore,
  config: CanonConfig,
  scope: Scope,
  run: Run,
): Promise<{ readonly paths: readonly string[]; readonly problems: readonly Problem[] }> {
  const listing = await files.list(config.docPaths, run.signal);
  const specs = listing.files.filter((path) => isSpecFile(config, path));
  const all = [...specs, LINKS_FILE, TRIAGE_FILE];
  const problems = [...listing.problems, ...unmatched(all, scope)];
  return { paths: all.filter(inScope(scope)), problems };
}

/** The specs of a scope, and the other specs of the workspace. */
export interface WorkspaceRead extends SpecsRead {
  readonly outside: readonly SpecReading[];
  /** Files that may be specs and could not be read. */
  readonly unread: readonly string[];
}

/** Reads all specs, and tells those of the scope from the others; only the former have problems. */
export async function readWorkspace(
  files: FileStore,
  parse: (text: string) => SpecDocument,
  config: CanonConfig,
  scope: Scope,
  run: Run,
): Promise<WorkspaceRead> {
  const listing = await files.list(config.docPaths, run.signal);
  const all = listing.files.filter((path) => isSpecFile(config, path));
  const isMeant = inScope(scope);
  const paths = all.filter(isMeant);
  const others = all.filter((path) => !isMeant(path));
  const inside = await readFiles(files, parse, paths, run);
  const outside = await readFiles(files, parse, others, run);
  return {
    specs: inside.specs,
    outside: outside.specs,
    unread: [
      ...listing.problems.map(({ file }) => file ?? ""),
      ...inside.unread,
      ...outside.unread,
    ],
    problems: [...listing.problems, ...unmatched(all, scope), ...inside.problems],
  };
}

async function readFiles(
  files: FileStore,
  parse: (text: string) => SpecDocument,
  paths: readonly string[],
  run: Run,
): Promise<SpecsRead & { readonly unread: readonly string[] }> {
  const specs: SpecReading[] = [];
  const problems: Problem[] = [];
  const unread: string[] = [];
  for (let start = 0; start < paths.length && !run.signal.aborted; start += FILES_AT_ONCE) {
    run.progress.report(start, paths.length, t("reading specs"));
    const batch = paths.slice(start, start + FILES_AT_ONCE);
    for (const one of await Promise.all(batch.map((path) => readSpec(files, parse, path, run)))) {
      if (one.spec !== null) specs.push(one.spec);
      problems.push(...one.problems);
      if (one.isUnread) unread.push(one.path);
    }
  }
  return { specs, problems, unread };
}

interface FileRead {
  readonly path: string;
  readonly spec: SpecReading | null;
  readonly problems: readonly Problem[];
  readonly isUnread: boolean;
}

async function readSpec(
  files: FileStore,
  parse: (text: string) => SpecDocument,
  path: string,
  { giveWay }: Run,
): Promise<FileRead> {
  const reading = await files.read(path);
  if (reading.kind === "missing") return { path, spec: null, problems: [], isUnread: false };
  if (reading.kind === "unreadable") {
    return { path, spec: null, problems: [reading.problem], isUnread: true };
  }
  await giveWay?.();
  const document = parse(reading.text);
  const isUnsaved = reading.isUnsaved ?? false;
  let hash: string | undefined;
  const spec: SpecReading = {
    ...{ file: path, document, isUnsaved },
    // A plan wants it, and who only looks at specs while somebody types does not.
    get hash() {
      return (hash ??= hashText(reading.text));
    },
  };
  return { path, spec, problems: inFile(path, document.problems), isUnread: false };
}

function inScope({ paths, section, shard }: Scope): (path: string) => boolean {
  if (section !== null) return (path) => path === section.file;
  const isMeant = paths === null ? () => true : coveredBy(paths);
  return (path) => (shard === undefined || isInShard(path, shard)) && isMeant(path);
}

function unmatched(paths: readonly string[], scope: Scope): Problem[] {
  return coveringNone(scope.paths ?? [], paths).map((wanted) => ({
    code: "sync/no-such-spec",
    severity: "warning",
    file: wanted,
    line: null,
    message: t(
      "No spec matches this path. Specs are the files that `specs.doc_paths` names, by default docs/specs/*.md.",
    ),
  }));
}
