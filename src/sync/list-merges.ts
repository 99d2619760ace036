import type { CanonConfig } from "../core/config/config.ts";
import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import { pullRequestSource } from "../core/model/merged-work.ts";
import { formatPutAside, MERGES_FILE, parsePutAside } from "../core/plan/merges-file.ts";
import type { SpecReading } from "../core/plan/snapshot.ts";
import {
  mergeName,
  openMerges,
  recordedMerges,
  type KnownMerge,
} from "../core/realization/relations/considered.ts";
import { inWorkspace } from "../core/realization/relations/in-workspace.ts";
import { relateWork } from "../core/realization/relations/relate-work.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { GitHistory } from "../ports/git-history.ts";
import type { OpenedGitHost } from "../ports/git-host.ts";
import type { WorkSources } from "./find-work.ts";
import { ensureIgnoreFile } from "./ignore-file.ts";
import { readBases, written } from "./journal.ts";

/** What was merged lately and nobody has dealt with. */
export interface OpenMerges {
  /** The newest first. */
  readonly merges: readonly KnownMerge[];
  /** `clone`: no git host was asked, or it did not answer, and `why` says which. */
  readonly from: "host" | "clone";
  readonly why: string | null;
  /** The git host was asked and gave no answer. */
  readonly isHostSilent: boolean;
}

export interface MergeSource {
  readonly files: FileStore;
  readonly config: CanonConfig;
  readonly specs: readonly SpecReading[];
  readonly openGitHost: (signal: CancelSignal) => Promise<Result<OpenedGitHost, Problem>>;
  readonly work: WorkSources;
  /** ISO 8601. */
  readonly now: string;
}

const DAYS = 30;
const DAY_MS = 86_400_000;
/** Reading one from the clone takes several steps of git. */
const MOST_RELATED = 12;

/**
 * Lists recent merges that are not recorded and were not put aside.
 *
 * Asks the git host with one question, and nobody else; how many sections a merge belongs to is
 * looked up in the clone alone.
 */
export async function listMerges(
  source: MergeSource,
  { isRelated }: { readonly isRelated: boolean },
  signal: CancelSignal,
): Promise<Result<OpenMerges, Problem[]>> {
  const bases = await readBases(source.files);
  if (!bases.ok) return err([bases.error]);
  const known = recordedMerges(source.specs, bases.value.bases);
  const considered = new Set([...known, ...(await readPutAside(source.files))]);
  const hosted = await fromHost(source, signal);
  const clone = await source.work.openHistory();
  const isCloneRead = !hosted.ok || isRelated;
  const local = clone === undefined || !isCloneRead ? null : await fromClone(clone.history, signal);
  if (!hosted.ok && local?.ok !== true) {
    return err([hosted.error, ...(local === null ? [] : [local.error])]);
  }
  const all = hosted.ok ? hosted.value : local?.ok === true ? local.value : [];
  const oldest = Date.parse(sinceOf(source.now));
  const recent = all.filter(({ mergedAt }) => Date.parse(mergedAt) >= oldest);
  const open = openMerges(recent, considered);
  const from = hosted.ok ? "host" : "clone";
  const why = hosted.ok ? null : hosted.error.message;
  const isHostSilent = !hosted.ok && hosted.error.code === "git/unreadable";
  if (!isRelated || clone === undefined || local?.ok !== true) {
    return ok({ merges: open, from, why, isHostSilent });
  }
  const here = new Map(local.value.map((one) => [one.name, one.commit]));
  const merges: KnownMerge[] = [];
  for (const [index, one] of open.entries()) {
    const commit = here.get(one.name) ?? null;
    const isAsked = commit !== null && index < MOST_RELATED && !signal.aborted;
    const sections = isAsked ? await countSections(source, clone, commit, signal) : null;
    merges.push({ ...one, commit, sections });
  }
  return ok({ merges, from, why, isHostSilent });
}

/** Remembers merges as looked at, or forgets that they are. */
export async function putAside(
  files: FileStore,
  names: readonly string[],
  isAside: boolean,
): Promise<Result<void, Problem>> {
  const reading = await files.read(MERGES_FILE);
  if (reading.kind === "unreadable") return err(reading.problem);
  const before = reading.kind === "found" ? reading.text : null;
  const known = parsePutAside(before ?? "");
  const others = known.filter((name) => !names.includes(name));
  const after = formatPutAside(isAside ? [...others, ...names] : others);
  if (after === before) return ok(undefined);
  const ready = await ensureIgnoreFile(files);
  return ready.ok ? written(await files.replace(MERGES_FILE, before, after)) : ready;
}

async function readPutAside(files: FileStore): Promise<string[]> {
  const reading = await files.read(MERGES_FILE);
  return reading.kind === "found" ? parsePutAside(reading.text) : [];
}

/** The start of a day, so that the same question is asked all day and costs its host nothing. */
function sinceOf(now: string): string {
  const day = Math.floor(Date.parse(now) / DAY_MS) * DAY_MS;
  return new Date(day - DAYS * DAY_MS).toISOString();
}

async function fromHost(
  { openGitHost, now }: MergeSource,
  signal: CancelSignal,
): Promise<Result<KnownMerge[], Problem>> {
  const opened = await openGitHost(signal);
  if (!opened.ok) return opened;
  const { host } = opened.value;
  const listed = await host.listMergedPullRequests(sinceOf(now), signal);
  if (!listed.ok) {
    const message = t(
      "{0} did not list its pull requests: {1}",
      host.repository,
      listed.error.message,
    );
    return err({ code: "git/unreadable", severity: "error", line: null, message });
  }
  return ok(
    listed.value.pullRequests.map((one) => ({
      ...one,
      name: pullRequestSource(one.number),
      commit: null,
      sections: null,
    })),
  );
}

async function fromClone(
  history: GitHistory,
  signal: CancelSignal,
): Promise<Result<KnownMerge[], Problem>> {
  const listed = await history.listMerged(null, signal);
  if (!listed.ok) return listed;
  return ok(
    listed.value.commits.map((one) => ({
      ...one,
      name: mergeName(one.number, one.commit),
      url: null,
      sections: null,
    })),
  );
}

/** None for sure is not none: the clone knows less of a pull request than its host. */
async function countSections(
  { specs, config }: MergeSource,
  { history, prefix }: { readonly history: GitHistory; readonly prefix: string },
  commit: string,
  signal: CancelSignal,
): Promise<number | null> {
  const work = await history.readWork(commit, signal);
  if (!work.ok) return null;
  const relations = relateWork(inWorkspace(work.value, prefix), specs, config);
  const sure = relations.filter(({ strength }) => strength === "strong").length;
  return sure === 0 ? null : sure;
}
