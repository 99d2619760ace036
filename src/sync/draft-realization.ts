import { isSpecFile } from "../core/config/spec-files.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { MergedWork } from "../core/model/merged-work.ts";
import { ticketId } from "../core/model/ticket-ref.ts";
import { placeOf } from "../core/plan/section-place.ts";
import type { Snapshot, SpecReading } from "../core/plan/snapshot.ts";
import { judgeWork, type JudgedCode } from "../core/realization/verdicts/judge-work.ts";
import { onlyAgainst, type Opinions } from "../core/realization/verdicts/opinion.ts";
import { planRealization } from "../core/realization/record/plan-realization.ts";
import { relateWork } from "../core/realization/relations/relate-work.ts";
import type { Relation } from "../core/realization/relations/relation.ts";
import { unrecordedOpinions } from "../core/realization/record/unrecorded-opinions.ts";
import { workName, workNameInside } from "../core/realization/relations/relation-words.ts";
import type { Verdict } from "../core/realization/verdicts/verdict.ts";
import { evidenceOf, type WorkFile } from "../core/realization/verdicts/work-files.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { RealizationDraft, RealizationOptions, Refusal, Run, Scope } from "./engine.ts";
import { askModel, NOT_ASKED } from "./ask-model.ts";
import { readReachable } from "./read-reachable.ts";
import { findTestsElsewhere, readWorkFiles } from "./read-work-files.ts";
import type { Trackers } from "./trackers.ts";

/** What finding out about merged work needs of the engine around it. */
export interface RealizationSource {
  readonly files: FileStore;
  readonly trackers: Trackers;
  /** Reads the specs and, of those in the scope, the tickets. */
  readonly languageModel: EngineDeps["languageModel"];
  readonly take: (scope: Scope, isOffline: boolean) => Promise<Result<Snapshot, Refusal>>;
}

/**
 * Finds out what merged work did for which sections, and plans what is to be recorded.
 *
 * Asks trackers for nothing but the tickets of specs that the work surely belongs to.
 */
export async function draftRealization(
  { files, trackers, languageModel, take }: RealizationSource,
  work: MergedWork,
  { asked, model = "tells" }: RealizationOptions,
  run: Run,
): Promise<Result<RealizationDraft, Refusal>> {
  const first = await take({ paths: null, section: null }, true);
  if (!first.ok) return first;
  const related = relate(work, first.value, asked);
  const strong = [
    ...new Set(related.filter(({ strength }) => strength === "strong").map(({ file }) => file)),
  ];
  const taken = strong.length === 0 ? first : await take({ paths: strong, section: null }, false);
  if (!taken.ok) return taken;
  const snapshot = taken.value;
  // The specs may have changed since they were first read.
  const relations = strong.length === 0 ? related : relate(work, snapshot, asked);
  const read = await readWorkFiles(files, work);
  const code = { files: read, isSpec: (path: string) => isSpecFile(snapshot.config, path) };
  const judgeAll = await judging(files, snapshot, relations, code, run);
  const looked = judgeAll();
  const { opinions, problems: troubles } =
    model === "none"
      ? NOT_ASKED
      : await askModel(languageModel, { work, snapshot, verdicts: looked, ...code }, run);
  const verdicts = opinions === undefined ? looked : judgeAll(opinions);
  const counted =
    opinions === undefined || model === "decides" ? verdicts : judgeAll(onlyAgainst(opinions));
  if (run.signal.aborted) return err({ kind: "cancelled", problems: [] });
  const world = { work, relations, verdicts: counted, snapshot };
  const planned = planRealization(world);
  const reachable = await readReachable(trackers, snapshot, planned);
  const plan =
    reachable.size === 0
      ? planned
      : planRealization({ ...world, snapshot: { ...snapshot, reachable } });
  const found = workProblems(work, relations, read, code.isSpec);
  const unrecorded = unrecordedOpinions(work, verdicts, counted);
  const problems = [...plan.problems, ...troubles, ...unrecorded, ...found];
  return ok({ work, relations, verdicts, plan: { ...plan, problems } });
}

function relate(work: MergedWork, snapshot: Snapshot, asked: ReadonlySet<string>): Relation[] {
  const specs = specsOf(snapshot);
  const found = relateWork(work, specs, snapshot.config);
  const named = new Set(found.map(({ file, sectionIndex }) => `${file} ${String(sectionIndex)}`));
  const more = specs.flatMap(({ file, document }) =>
    document.sections
      .filter((one) => asked.has(placeOf(file, one)) && !named.has(`${file} ${String(one.index)}`))
      .map(({ index, id }): Relation => {
        const place = { file, sectionIndex: index, sectionId: id };
        return { ...place, strength: "weak", reasons: [], doubts: [], closes: null };
      }),
  );
  return [...found, ...more].map((one) => {
    if (one.strength === "strong" || !asked.has(placeOf(one.file, { id: one.sectionId })))
      return one;
    const link = specs.find(({ file }) => file === one.file)?.document.sections[one.sectionIndex]
      ?.tickets[0];
    const reasons = [{ kind: "asked" as const }, ...one.reasons];
    const closes = link === undefined ? null : ticketId(link.ref);
    return { ...one, strength: "strong", reasons, doubts: [], closes };
  });
}

function specsOf({ specs, outside }: Snapshot): SpecReading[] {
  return [...specs, ...outside].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Looks up what there is to look up, and gives back what makes the verdicts of it. */
async function judging(
  files: FileStore,
  snapshot: Snapshot,
  relations: readonly Relation[],
  code: Pick<JudgedCode, "files" | "isSpec">,
  run: Run,
): Promise<(opinions?: Opinions) => Verdict[]> {
  const known = new Set(code.files.map(({ path }) => path));
  const judgeAll = (elsewhere: JudgedCode["elsewhere"], opinions?: Opinions): Verdict[] => {
    const all = { ...code, elsewhere, ...(opinions === undefined ? {} : { opinions }) };
    return snapshot.specs.flatMap((spec) => judgeWork(spec, relations, all));
  };
  const open = judgeAll(new Map()).flatMap(({ criterion, verdict }) =>
    criterion !== null && verdict === "not_addressed" ? [criterion] : [],
  );
  const elsewhere = await findTestsElsewhere(files, [...new Set(open)], known, run);
  return (opinions) => judgeAll(elsewhere, opinions);
}

/** What a person should know of the work itself. */
function workProblems(
  work: MergedWork,
  relations: readonly Relation[],
  read: readonly WorkFile[],
  isSpec: JudgedCode["isSpec"],
): Problem[] {
  if (relations.length === 0) {
    const message = t(
      '{0} belongs to no section, so nothing was recorded. Name a ticket with a word such as "closes", or a section by its address, in a pull request; or run it again with --section.',
      workName(work),
    );
    return [problem("realization/no-section", "info", message)];
  }
  const isStrong = relations.some(({ strength }) => strength === "strong");
  return isStrong ? fileProblems(work, read, isSpec) : [];
}

function fileProblems(
  work: MergedWork,
  read: readonly WorkFile[],
  isSpec: JudgedCode["isSpec"],
): Problem[] {
  const { isElsewhere, more, unusable } = evidenceOf(read, isSpec, new Set());
  const problems = unusable.slice(0, 10).map((path) => {
    const message = t(
      "The file {0} cannot stand in a comment, so the evidence does not name it. Rename it, or name it in the text of the section.",
      JSON.stringify(path.slice(0, 200)),
    );
    return problem("realization/unusable-path", "warning", message);
  });
  if (isElsewhere) {
    const message = t(
      "None of the files of {0} is in the working tree, so they are named without being looked at. Pull the branch that it went into.",
      workNameInside(work),
    );
    problems.push(problem("realization/not-here", "warning", message));
  }
  if (more > 0) {
    const message = t(
      "{0} changed {1} more files than its evidence names.",
      workName(work),
      String(more),
    );
    problems.push(problem("realization/more-files", "info", message));
  }
  return problems;
}

function problem(code: string, severity: Problem["severity"], message: string): Problem {
  return { code, severity, line: null, message };
}
