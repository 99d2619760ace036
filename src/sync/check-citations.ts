import { t } from "../core/kernel/texts.ts";
import {
  checkCitation,
  type CitationVerdict,
  type CitedFile,
  type CodeReading,
  type Origin,
} from "../core/claims/check-citation.ts";
import { citationKey, type Citation } from "../core/claims/citations.ts";
import { placeKey, type CodeHistory } from "../ports/code-history.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { Run } from "./engine.ts";
import { MAX_CODE_BYTES, readCode } from "./read-code.ts";
import { recordedCommits, type Recorded } from "./recorded-commits.ts";

/** Citations of one spec. */
export interface SpecCitations {
  readonly file: string;
  readonly citations: readonly Citation[];
}

/** Gives the verdict on a citation that was asked about. */
export type VerdictOf = (file: string, citation: Citation) => CitationVerdict;

interface Asked {
  readonly citation: Citation;
  readonly recorded: Recorded;
}

/**
 * Compares citations with the code as it stands, and with what it said when they were recorded.
 *
 * Each file is read once. The history is asked only about lines, and about files that are gone.
 */
export async function checkCitations(
  { files, history }: { readonly files: FileStore; readonly history: CodeHistory },
  specs: readonly SpecCitations[],
  run: Run,
): Promise<VerdictOf> {
  const paths = specs.flatMap(({ citations }) => citations.map(({ file }) => file.path));
  const code = await readCode(files, paths, run);
  const asked = new Map<string, Asked>();
  for (const [index, { file, citations }] of specs.entries()) {
    if (run.signal.aborted) break;
    run.progress.report(index, specs.length, t("looking up evidence"));
    const wanted = citations.filter((one) => needsHistory(one, code.get(one.file.path)));
    if (wanted.length === 0) continue;
    const recorded = await recordedCommits(history, file, new Set(wanted.map(citationKey)), run);
    for (const citation of wanted) {
      const key = citationKey(citation);
      asked.set(`${file} ${key}`, { citation, recorded: recorded(key) });
    }
  }
  const origins = await readOrigins(history, [...asked.values()], run);
  const renamed = await findRenamed({ files, history }, [...asked.values()], code, run);
  return (file, citation) => {
    const { path } = citation.file;
    const now = code.get(path) ?? { kind: "unreadable", message: "" };
    const known = asked.get(`${file} ${citationKey(citation)}`);
    return checkCitation(citation.file, {
      now,
      origin: known === undefined ? NOT_ASKED : origins(known),
      renamed: known === undefined ? null : renamed(known),
    });
  };
}

const NOT_ASKED: Origin = { kind: "unknown", why: "no-history" };

function needsHistory({ file }: Citation, now: CodeReading | undefined): boolean {
  if (now?.kind === "missing") return true;
  return now?.kind === "found" && file.startLine !== null;
}

async function readOrigins(
  history: CodeHistory,
  asked: readonly Asked[],
  { signal }: Run,
): Promise<(one: Asked) => Origin> {
  const places = asked.flatMap(({ citation, recorded }) =>
    recorded.kind === "commit" && citation.file.startLine !== null
      ? [{ commit: recorded.commit, path: citation.file.path }]
      : [],
  );
  const texts = await history.textsAt(places, MAX_CODE_BYTES, signal);
  return ({ citation, recorded }) => {
    if (recorded.kind !== "commit") return { kind: "unknown", why: recorded.kind };
    const key = placeKey({ commit: recorded.commit, path: citation.file.path });
    const text = texts.get(key) ?? null;
    return text === null ? { kind: "unknown", why: "not-there" } : { kind: "known", text };
  };
}

async function findRenamed(
  { files, history }: { readonly files: FileStore; readonly history: CodeHistory },
  asked: readonly Asked[],
  code: ReadonlyMap<string, CodeReading>,
  run: Run,
): Promise<(one: Asked) => CitedFile["renamed"]> {
  const gone = asked.filter(({ citation }) => code.get(citation.file.path)?.kind === "missing");
  const commits = new Set(
    gone.flatMap(({ recorded }) => (recorded.kind === "commit" ? [recorded.commit] : [])),
  );
  const renames = new Map<string, ReadonlyMap<string, string>>();
  for (const commit of commits) {
    if (!run.signal.aborted) renames.set(commit, await history.renamedSince(commit, run.signal));
  }
  const pathOf = ({ citation, recorded }: Asked): string | undefined =>
    recorded.kind === "commit" ? renames.get(recorded.commit)?.get(citation.file.path) : undefined;
  const now = await readCode(
    files,
    gone.flatMap((one) => pathOf(one) ?? []),
    run,
  );
  return (one) => {
    const path = pathOf(one);
    const reading = path === undefined ? undefined : now.get(path);
    return path === undefined || reading === undefined ? null : { path, now: reading };
  };
}
