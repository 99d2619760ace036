import type { CanonConfig } from "../core/config/config.ts";
import { isSpecFile } from "../core/config/spec-files.ts";
import { byTexts, type ComparedFile } from "../core/compare/compared-file.ts";
import { isBehaviour } from "../core/compare/is-behaviour.ts";
import { isBlob } from "../core/kernel/blob-id.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import { NO_HISTORY, placeKey } from "../ports/code-history.ts";
import type { CommitFiles } from "../ports/commit-files.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { Run } from "./engine.ts";

/** A change with the texts of its files. */
export interface ReadChange {
  readonly files: readonly ComparedFile[];
  /** Files that could not be looked into. */
  readonly unread: readonly string[];
}

const FILES_AT_ONCE = 32;
const MOST_FILES = 50_000;
const MOST_CHANGED = 500;
const MAX_FILE_BYTES = 1_000_000;

type Source = Pick<EngineDeps, "files" | "history" | "commits">;

/** A file that is not as the commit has it. `after` is null for one that is gone. */
interface Changed {
  readonly path: string;
  readonly isNew: boolean;
  readonly after: string | null;
}

/**
 * What the working tree says that a commit does not. Only files that make behaviour are looked at.
 *
 * Canon compares by itself: git would run the filters that a repository names.
 */
export async function readWorkingChange(
  { files, commits, history = NO_HISTORY }: Source,
  config: CanonConfig,
  revision: string | null,
  run: Run,
): Promise<Result<ReadChange, Problem>> {
  if (commits === undefined) return err(noGit());
  const listed = await commits.filesAt(revision, run.signal);
  if (!listed.ok) return listed;
  const isMeant = (path: string): boolean => isBehaviour(path) && !isSpecFile(config, path);
  const known = listed.value.files.filter(({ path }) => isMeant(path));
  const added = listed.value.others.filter(isMeant);
  if (known.length + added.length > MOST_FILES) return err(tooMany());
  const unread: string[] = [];
  const changed = [
    ...(await changedFiles(files, known, run)),
    ...(await newFiles(files, added, unread)),
  ];
  const shown = changed.slice(0, MOST_CHANGED);
  unread.push(...changed.slice(MOST_CHANGED).map(({ path }) => path));
  const { commit } = listed.value;
  const places = shown.flatMap(({ path, isNew }) => (isNew ? [] : [{ commit, path }]));
  const texts = await history.textsAt(places, MAX_FILE_BYTES, run.signal);
  const compared = shown.flatMap(({ path, isNew, after }): ComparedFile[] => {
    const before = isNew ? null : texts.get(placeKey({ commit, path }));
    if (before === undefined || (before === null && !isNew)) {
      // What was no text before is none to compare with.
      unread.push(path);
      return [];
    }
    const change = isNew ? "added" : after === null ? "removed" : "modified";
    return [byTexts({ path, previousPath: null, change }, before, after)];
  });
  const differing = compared.filter(({ hunks }) => hunks.length > 0);
  return ok({ files: differing, unread });
}

async function changedFiles(
  files: FileStore,
  known: CommitFiles["files"],
  run: Run,
): Promise<Changed[]> {
  const changed: Changed[] = [];
  for (let start = 0; start < known.length && !run.signal.aborted; start += FILES_AT_ONCE) {
    run.progress.report(start, known.length, t("comparing files"));
    const batch = known.slice(start, start + FILES_AT_ONCE);
    const readings = await Promise.all(
      batch.map(async (one) => ({ one, reading: await files.read(one.path, MAX_FILE_BYTES) })),
    );
    for (const { one, reading } of readings) {
      const { path } = one;
      if (reading.kind === "missing") changed.push({ path, isNew: false, after: null });
      if (reading.kind !== "found" || isBlob(reading.text, one)) continue;
      changed.push({ path, isNew: false, after: reading.text });
    }
  }
  return changed;
}

async function newFiles(
  files: FileStore,
  paths: readonly string[],
  unread: string[],
): Promise<Changed[]> {
  const added: Changed[] = [];
  for (const path of paths) {
    const reading = await files.read(path, MAX_FILE_BYTES);
    if (reading.kind === "found") added.push({ path, isNew: true, after: reading.text });
    if (reading.kind === "unreadable") unread.push(path);
  }
  return added;
}

function noGit(): Problem {
  const message = t(
    "There is no git on this machine that could tell what was changed. Nothing was compared. Install git, or compare a pull request.",
  );
  return { code: "git/no-program", severity: "error", line: null, message };
}

function tooMany(): Problem {
  const message = t(
    "The repository has more than {0} files of code, which takes too long to compare. Nothing was compared. Run it in a folder of the repository, or compare a pull request.",
    String(MOST_FILES),
  );
  return { code: "compare/too-many-files", severity: "error", line: null, message };
}
