import { NEVER_CANCELLED } from "../core/kernel/cancel.ts";
import { hashText } from "../core/kernel/hash.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { MergedWork } from "../core/model/merged-work.ts";
import type { ApprovedPlan } from "../core/plan/approve.ts";
import { commitNotePath, parseCommitNote, type CommitNote } from "../core/plan/commit-note.ts";
import { asStored, standingOf, type Standing } from "../core/plan/commit-standing.ts";
import { LINKS_FILE } from "../core/plan/links-file.ts";
import { workKey } from "../core/realization/record/plan-ticket-work.ts";
import type { Redactor } from "../core/redact/redact.ts";
import { recordMessage } from "../core/view/pull-request-text.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { CommitGround, GitCommits } from "../ports/git-commits.ts";
import type { Refusal, Run } from "./engine.ts";
import { NoteKeeper } from "./noting-files.ts";
import { isSpecEdit, type ApplyReport, type CommitReport } from "./report.ts";

export interface CommitSource {
  readonly files: FileStore;
  readonly commits: GitCommits;
  readonly redact: Redactor;
  readonly apply: (files: FileStore) => Promise<Result<ApplyReport, Refusal>>;
}

/**
 * Applies a plan, and commits the files that it edited; nothing else rides along.
 *
 * A run that died in between is finished by the next one: what it wrote is in its note, so that its
 * edits are known from those of anybody else.
 */
export async function commitRealization(
  source: CommitSource,
  plan: ApprovedPlan,
  work: MergedWork,
  run: Run,
): Promise<Result<CommitReport, Refusal>> {
  const { files, apply } = source;
  const key = workKey(work);
  const reading = await files.read(commitNotePath(key));
  const text = reading.kind === "found" ? reading.text : null;
  const note = parseCommitNote(text ?? "", key);
  const paths = pathsOf(plan, note);
  if (paths.length === 0) {
    const applied = await apply(files);
    return applied.ok ? ok({ ...applied.value, commit: null }) : applied;
  }
  const looked = await look(source, paths, note, run);
  if (!looked.ok) return looked;
  const refused = looked.value.files.flatMap(({ path, standing }) =>
    standing.kind === "refused" ? [inTheWay(path, standing)] : [],
  );
  if (refused.length > 0) return err({ kind: "not-begun", problems: refused });
  const keeper = new NoteKeeper(files, begun(note, looked.value), text);
  const applied = await apply(keeper.files());
  if (!applied.ok) return applied;
  const ended = await commit(source, work, keeper, paths, run);
  const report = applied.value;
  if (!ended.ok) {
    return ok({ ...report, problems: [...report.problems, ended.error], commit: null });
  }
  await keeper.end();
  return ok({ ...report, commit: ended.value });
}

interface LookedAt {
  readonly ground: CommitGround;
  readonly files: readonly {
    readonly path: string;
    readonly text: string | null;
    readonly committed: string | null;
    readonly standing: Standing;
  }[];
}

/** The specs that are edited, those of a run that died, and what was agreed with their tickets. */
function pathsOf({ items }: ApprovedPlan, note: CommitNote): string[] {
  const specs = items.filter(isSpecEdit).map(({ file }) => file);
  const links = items.some(({ ticket }) => ticket !== null) ? [LINKS_FILE] : [];
  return [...new Set([...specs, ...note.files.keys(), ...links])];
}

async function look(
  { files, commits }: CommitSource,
  paths: readonly string[],
  note: CommitNote,
  run: Run,
): Promise<Result<LookedAt, Refusal>> {
  const found = await commits.look(paths, run.signal);
  if (!found.ok) return err({ kind: "not-begun", problems: [found.error] });
  const ground = found.value;
  const all = await Promise.all(
    paths.map(async (path) => {
      const inGit = ground.files.get(path) ?? { committed: null, staged: null, obstacle: null };
      const reading = await files.read(path, MAX_BYTES);
      const text = reading.kind === "found" ? reading.text : null;
      const isUnsaved = reading.kind === "found" && reading.isUnsaved === true;
      const standing = standingOf({ ...inGit, text, isUnsaved }, note.files.get(path));
      return { path, text, committed: inGit.committed, standing };
    }),
  );
  return ok({ ground, files: all });
}

const MAX_BYTES = 64_000_000;

/** What is edited now is noted with what is committed of it; the rest of an old note is void. */
function begun(note: CommitNote, { files }: LookedAt): CommitNote {
  const noted = files
    .filter(({ standing }) => standing.kind !== "ignored")
    .map(({ path, committed, standing }) => {
      const base = committed === null ? null : hashText(committed);
      const wrote = standing.kind === "own" ? (note.files.get(path)?.wrote ?? []) : [];
      return [path, { base, wrote }] as const;
    });
  return { work: note.work, files: new Map(noted) };
}

/** Commits what Canon wrote, and only where all of it still stands there alone. */
async function commit(
  source: CommitSource,
  work: MergedWork,
  { note }: NoteKeeper,
  paths: readonly string[],
  run: Run,
): Promise<Result<CommitReport["commit"], Problem>> {
  const looked = await look(source, paths, note, run);
  if (!looked.ok) return err(notCommitted(""));
  const { ground, files } = looked.value;
  for (const { path, standing } of files) {
    if (standing.kind === "refused")
      return err(notCommitted(`${standing.why(path)} ${standing.remedy}`));
  }
  const own = files.flatMap(({ path, text, committed, standing }) =>
    standing.kind === "own" && text !== null ? [{ path, text: asStored(text, committed) }] : [],
  );
  if (own.length === 0) return ok(null);
  const message = source.redact(
    recordMessage(
      work,
      own.map(({ path }) => path),
    ),
  ).text;
  const { branch, commit: parent } = ground;
  // From here on it takes a moment only, and half of it would help nobody.
  const made = await source.commits.commit(
    { branch, parent, message, files: own },
    NEVER_CANCELLED,
  );
  if (!made.ok) return made;
  return ok({ id: made.value, branch, files: own.map(({ path }) => path) });
}

function inTheWay(file: string, { why, remedy }: Extract<Standing, { kind: "refused" }>): Problem {
  const message = t(
    "The record cannot be committed on its own: {0} Nothing was changed. {1} Then run it again.",
    why(t("this file")),
    remedy,
  );
  return { code: "git/uncommitted", severity: "error", file, line: null, message };
}

function notCommitted(why: string): Problem {
  const message =
    why === ""
      ? t(
          "The specs have their changes, but they were not committed. Run it again, or commit them yourself.",
        )
      : t(
          "The specs have their changes, but they were not committed. {0} Run it again, or commit them yourself.",
          why,
        );
  return { code: "git/not-committed", severity: "error", line: null, message };
}
