import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { CycleFiles } from "../ports/cycle-files.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { LockPolicy } from "./cycle-config.ts";

const FOLDER = ".design";
const STATE = `${FOLDER}/STATE.md`;
const DATABASE = `${FOLDER}/state.sqlite`;

/** The workspace's files, and the same with locks that follow the owner's figures. */
export interface CycleStores {
  readonly files: FileStore;
  readonly lockedBy: (policy: LockPolicy) => FileStore;
}

/**
 * The files of the design workflow in a workspace.
 *
 * The state file is changed under its owner's lock; where the owner also keeps a database, its
 * lock is taken first, as the owner does it.
 */
export function createCycleFiles({ files, lockedBy }: CycleStores): CycleFiles {
  return {
    async read(path) {
      const reading = await files.read(`${FOLDER}/${path}`);
      if (reading.kind === "unreadable") return err(reading.problem);
      return ok(reading.kind === "found" ? reading.text : null);
    },

    async editState(edit, policy) {
      const store = lockedBy(policy);
      const change = async (): Promise<Result<void, Problem>> => editState(files, edit);
      const whole = async (): Promise<Result<void, Problem>> => {
        const done = await store.withLock(`${STATE}.lock`, policy.waitMs, change);
        return done.ok ? done.value : err(locked(done.error));
      };
      const database = await files.read(DATABASE, 0);
      if (database.kind === "missing") return whole();
      const done = await store.withLock(`${DATABASE}.lock`, policy.waitMs, whole);
      return done.ok ? done.value : err(locked(done.error));
    },
  };
}

/** The text is read after the lock was taken. */
async function editState(
  files: FileStore,
  edit: (text: string) => Result<string, Problem>,
): Promise<Result<void, Problem>> {
  const reading = await files.read(STATE);
  if (reading.kind === "unreadable") return err(reading.problem);
  if (reading.kind === "missing") return err(gone());
  const edited = edit(reading.text);
  if (!edited.ok) return edited;
  if (edited.value === reading.text) return ok(undefined);
  const write = await files.replace(STATE, reading.text, edited.value);
  if (write.kind === "failed") return err(write.problem);
  return write.kind === "done" ? ok(undefined) : err(moved());
}

function gone(): Problem {
  return {
    code: "cycle/not-recorded",
    severity: "warning",
    file: STATE,
    line: null,
    message: t("The file is gone, so nothing was noted in it."),
  };
}

function moved(): Problem {
  return {
    code: "cycle/not-recorded",
    severity: "warning",
    file: STATE,
    line: null,
    message: t("Another program changed the file just now, so nothing was noted in it."),
  };
}

function locked(cause: Problem): Problem {
  const message = t("Nothing was noted in {0}: {1}", STATE, cause.message);
  return { code: "cycle/locked", severity: "warning", file: STATE, line: null, message };
}
