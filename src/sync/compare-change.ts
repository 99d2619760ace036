import { candidateSections } from "../core/compare/candidate-sections.ts";
import type { ComparedFile } from "../core/compare/compared-file.ts";
import { changeName } from "../core/compare/change-name.ts";
import { questionsAbout, type Questions } from "../core/compare/questions.ts";
import type { CanonConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";
import { ExposedFiles } from "../core/plan/exposed-files.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import type { MergedWork } from "../core/model/merged-work.ts";
import type { SpecReading } from "../core/plan/snapshot.ts";
import { askAboutChange } from "./ask-about-change.ts";
import type { ChangeRequest, Comparison } from "./comparison.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { Refusal, Run } from "./engine.ts";
import { readMergedChange } from "./read-merged-change.ts";
import { readWorkingChange, type ReadChange } from "./read-working-change.ts";
import { readOutOfScope } from "./triage-memory.ts";

/** The specs of a workspace, as they were just read. */
interface Specs {
  readonly config: CanonConfig;
  readonly specs: readonly SpecReading[];
  readonly problems: readonly Problem[];
}

/**
 * Compares a change with the specs, as a language model sees it. Writes nothing and asks no tracker.
 */
export async function compareChange(
  deps: EngineDeps,
  { config, specs, problems }: Specs,
  request: ChangeRequest,
  run: Run,
): Promise<Result<Comparison, Refusal>> {
  const model = await deps.languageModel?.();
  if (model === undefined || model === null)
    return err({ kind: "no-model", problems: [noModel()] });
  const read = await readChange(deps, config, request, run);
  if (run.signal.aborted) return err({ kind: "cancelled", problems: [] });
  if (!read.ok) return err({ kind: "not-begun", problems: [read.error] });
  const remembered = await readOutOfScope(deps.files);
  if (!remembered.ok) return err({ kind: "not-begun", problems: [remembered.error] });
  const { files, unread } = read.value;
  const work = workOf(request, files);
  const exposure = new ExposedFiles(specs, config);
  const known = specs.filter(({ file }) => exposure.isKnown(file));
  const shown = known.filter(({ file }) => exposure.of(file) === "full");
  const titles = known.flatMap(({ document }) => document.sections.map(({ title }) => title));
  const about = (some: readonly ComparedFile[]) => candidateSections(work, some, shown, config);
  const asked = questionsAbout(files, titles, about, deps.redact);
  const answers = await askAboutChange(deps.redact, asked.questions, work, model, run);
  if (!answers.ok) return answers;
  const { findings, problems: troubles } = answers.value;
  const isKnown = ({ name }: { readonly name: string }): boolean => remembered.value.has(name);
  const decided = findings.filter(isKnown);
  const cut = [...asked.cut, ...asked.secret, ...unread];
  const unreadSpecs = problems.filter(({ severity }) => severity === "error");
  return ok({
    change: changeName(request.kind === "pull-request" ? request.work : null),
    source: request.kind === "pull-request" ? request.work.source : null,
    model: model.name,
    files: asked.questions.flatMap((one) => one.files).length,
    sections: countSections(asked),
    findings: findings.filter((one) => !isKnown(one)),
    outOfScope: decided.filter(({ kind }) => kind === "unspecified").length,
    flagged: decided.filter(({ kind }) => kind === "contradiction").length,
    isWhole: cut.length === 0 && troubles.length === 0 && unreadSpecs.length === 0,
    problems: [
      ...unreadSpecs,
      ...notShown(asked, unread),
      ...keptBack(specs.length - shown.length),
      ...troubles,
    ],
  });
}

function noModel(): Problem {
  return {
    code: "compare/no-model",
    severity: "error",
    line: null,
    message: t(
      "No language model is chosen, so nothing was compared. Canon asks only one that you have chosen yourself.",
    ),
  };
}

function readChange(
  deps: EngineDeps,
  config: CanonConfig,
  request: ChangeRequest,
  run: Run,
): Promise<Result<ReadChange, Problem>> {
  return request.kind === "working-tree"
    ? readWorkingChange(deps, config, request.revision, run)
    : readMergedChange(deps.history, request.host, request.work, config, run);
}

/** The working tree in the form of a pull request that nobody has written anything about. */
function workOf(request: ChangeRequest, files: readonly ComparedFile[]): MergedWork {
  if (request.kind === "pull-request") return request.work;
  return {
    ...{ source: "", number: null, title: "", body: "", branch: null, base: null, url: null },
    ...{ repository: null, author: null, mergedCommit: "", mergedAt: null, commits: [] },
    files: files.map(({ path, previousPath, change }) => ({
      ...{ path, previousPath, change, lines: null },
    })),
    ...{ review: null, isOnDefaultBranch: null, isComplete: true },
  };
}

function countSections({ questions }: Questions): number {
  const asked = questions.flatMap((one) => one.sections);
  return new Set(asked.map(({ spec, section }) => `${String(section.index)} ${spec.file}`)).size;
}

/** For the person, who may know; the model hears nothing of it. */
function keptBack(count: number): Problem[] {
  if (count === 0) return [];
  const message =
    count === 1
      ? t(
          "The text of 1 spec was not shown to the language model, because `ai_exposure` keeps it back. What the change does may be specified there.",
        )
      : t(
          "The text of {0} specs was not shown to the language model, because `ai_exposure` keeps it back. What the change does may be specified there.",
          count,
        );
  return [{ code: "compare/kept-back", severity: "info", line: null, message }];
}

const MOST_NAMED = 5;

/** A model that was not shown something cannot speak of it; the person must know. */
function notShown({ cut, secret }: Questions, unread: readonly string[]): Problem[] {
  return [
    listed(cut, (names) =>
      problemOf(
        "compare/not-shown",
        t(
          "Each of these was too much to show to the model, or not whole: {0}. Compare a smaller change.",
          names,
        ),
      ),
    ),
    listed(secret, (names) =>
      problemOf(
        "compare/not-shown",
        t(
          "Each of these holds a credential, so it was not shown to the model: {0}. Take the credential out.",
          names,
        ),
      ),
    ),
    listed(unread, (names) =>
      problemOf(
        "compare/not-shown",
        t(
          "Each of these could not be read as text, so it was not compared: {0}. Look at it yourself.",
          names,
        ),
      ),
    ),
  ].flatMap((one) => one ?? []);
}

function listed(paths: readonly string[], toProblem: (names: string) => Problem): Problem | null {
  if (paths.length === 0) return null;
  const names = paths.slice(0, MOST_NAMED).map((path) => JSON.stringify(path.slice(0, 200)));
  const more = paths.length - MOST_NAMED;
  const list = names.join(", ");
  return toProblem(more > 0 ? t("{0} and {1} more", list, more) : list);
}

function problemOf(code: string, message: string): Problem {
  return { code, severity: "warning", line: null, message };
}
