import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import type { SafeText } from "../core/kernel/safe-text.ts";
import { applySplices } from "../core/kernel/splice.ts";
import { t } from "../core/kernel/texts.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { TrackerError } from "../core/model/ticket.ts";
import type { ApprovedPlan } from "../core/plan/approve.ts";
import { editOf, editsOf } from "../core/plan/edit-of.ts";
import type { PlanItem } from "../core/plan/plan.ts";
import { branchFor, isForPullRequest, onVersion } from "../core/plan/pull-request.ts";
import { pullRequestText } from "../core/view/pull-request-text.ts";
import type {
  BranchDraft,
  BranchState,
  CommittedFile,
  OpenedGitHost,
  PullRequestOutcome,
} from "../ports/git-host.ts";
import type { RequestMeter } from "../ports/request-meter.ts";
import { questionsOf, refuse } from "./apply.ts";
import type { Application, Ending } from "./application.ts";
import type { Refusal } from "./engine.ts";
import type { ItemResult, PullRequestReport } from "./report.ts";

/**
 * Makes the edits of a plan on a branch of their own and asks for a merge.
 *
 * Neither the working tree nor anything that Canon remembers is touched: the specs follow when the
 * pull request is merged and pulled.
 */
export async function openPullRequest(
  app: Application,
  plan: ApprovedPlan,
  open: () => Promise<Result<OpenedGitHost, Problem>>,
  meter: RequestMeter,
): Promise<Result<PullRequestReport, Refusal>> {
  const items = plan.items.filter(isForPullRequest);
  const endings = new Map<PlanItem, Ending>();
  for (const item of plan.items) if (!items.includes(item)) endings.set(item, leftOut(item));
  const readings = await app.trackers.read(questionsOf(app.config, items));
  for (const item of items) {
    const early = await refuse(app, item, readings);
    if (early !== null) endings.set(item, early);
  }
  const ready = items.filter((item) => !endings.has(item));
  let pullRequest: PullRequestReport["pullRequest"] = null;
  if (ready.length > 0) {
    const opened = await open();
    if (!opened.ok) return err({ kind: "not-begun", problems: [opened.error] });
    const proposal = new Proposal(app, opened.value, ready, endings);
    pullRequest = await proposal.make();
  }
  const results = plan.items.map((item): ItemResult => {
    return { item, ...(endings.get(item) ?? failed(item, t("It was not tried."))) };
  });
  return ok({
    takenAt: plan.takenAt,
    results,
    held: plan.held,
    problems: plan.problems,
    requests: meter.total(),
    runId: null,
    pullRequest,
  });
}

/** One pull request in the making. */
class Proposal {
  readonly #app: Application;
  readonly #opened: OpenedGitHost;
  readonly #items: readonly PlanItem[];
  readonly #endings: Map<PlanItem, Ending>;

  constructor(
    app: Application,
    opened: OpenedGitHost,
    items: readonly PlanItem[],
    endings: Map<PlanItem, Ending>,
  ) {
    this.#app = app;
    this.#opened = opened;
    this.#items = items;
    this.#endings = endings;
  }

  async make(): Promise<PullRequestReport["pullRequest"]> {
    const { host, prefix } = this.#opened;
    const { signal } = this.#app.run;
    const name = branchFor(this.#items);
    const base = await host.readDefaultBranch(signal);
    if (!base.ok) return this.#endAll("failed", base.error);
    const branch = await host.readBranch(name, signal);
    if (!branch.ok) return this.#endAll("failed", branch.error);
    const from = branch.value ?? base.value;
    const paths = [...new Set(this.#items.map(({ file }) => file))];
    const files = await host.readFiles(
      paths.map((path) => prefix + path),
      from.commit,
      signal,
    );
    const edited = paths.flatMap((path) => this.#edit(path, files.get(prefix + path)) ?? []);
    const possible = this.#items.filter((item) => !this.#endings.has(item));
    if (possible.length === 0) return null;
    if (edited.length === 0 && branch.value === undefined) {
      for (const item of possible) this.#endings.set(item, there(item, base.value));
      return null;
    }
    const draft = this.#draft(name, base.value.name, from, edited, possible);
    const outcome = await host.openPullRequest(draft, signal);
    return this.#end(outcome, possible, name);
  }

  /** The new text of one file; undefined where nothing in it changes or can change. */
  #edit(path: string, file: CommittedFile | undefined): BranchDraft["files"][number] | undefined {
    const own = this.#items.filter((item) => item.file === path);
    const local = this.#app.specFiles.document(path);
    if (file?.kind !== "found" || local === undefined) {
      const why =
        file?.kind === "unreadable"
          ? file.error.message
          : t(
              "The file is not on that branch of the repository. Push it first, or apply the change here.",
            );
      for (const item of own) this.#endings.set(item, failed(item, why));
      return undefined;
    }
    const there = this.#app.specFiles.parse(file.text);
    const moved = own.flatMap((item) => this.#onBranch(item, local, there) ?? []);
    const splices = editsOf(moved).flatMap((edit) => {
      const made = edit(there);
      return made.ok ? made.value : [];
    });
    if (splices.length === 0) return undefined;
    const text = applySplices(file.text, splices);
    const safe = this.#app.redact(text).text;
    if (safe === text) return { path: this.#opened.prefix + path, text: safe };
    const why = t(
      "The file holds what looks like a secret, so it was not sent. Remove the secret, or apply the change here.",
    );
    for (const item of own) {
      if (!this.#endings.has(item)) this.#endings.set(item, failed(item, why));
    }
    return undefined;
  }

  #onBranch(item: PlanItem, local: SpecDocument, there: SpecDocument): PlanItem | undefined {
    const moved = onVersion(item, local, there);
    if (moved === undefined) {
      const why = t(
        "The branch on the git host has no section with this ticket. Push the spec first, or apply the change here.",
      );
      this.#endings.set(item, failed(item, why));
      return undefined;
    }
    const edit = editOf(there, moved);
    if (!edit.ok) this.#endings.set(item, failed(item, edit.error.message));
    return edit.ok ? moved : undefined;
  }

  #draft(
    branch: string,
    base: string,
    { commit }: BranchState,
    files: BranchDraft["files"],
    items: readonly PlanItem[],
  ): BranchDraft {
    const { specFiles } = this.#app;
    const text = pullRequestText(items, (file, index) => specFiles.document(file)?.sections[index]);
    const safe = (words: string): SafeText => this.#app.redact(words).text;
    return {
      branch,
      base,
      parent: commit,
      title: safe(text.title),
      body: safe(text.body),
      message: safe(text.message),
      files,
    };
  }

  #end(
    outcome: PullRequestOutcome,
    items: readonly PlanItem[],
    branch: string,
  ): PullRequestReport["pullRequest"] {
    if ("error" in outcome) {
      this.#endAll(outcome.kind, outcome.error);
      return null;
    }
    const { kind, url, number } = outcome;
    const { repository } = this.#opened.host;
    for (const item of items) {
      const why = t(
        "Somebody closed pull request {0}, which had the same changes, so no other was opened. Open it again at {1}, or apply the changes here.",
        number,
        url,
      );
      const done: Ending = { outcome: "done", error: null, ticket: item.ticket };
      this.#endings.set(item, kind === "refused" ? failed(item, why) : done);
    }
    return kind === "refused" ? null : { kind, url, number, branch, repository };
  }

  #endAll(outcome: "failed" | "unsure" | "stale", { message }: TrackerError): null {
    for (const item of this.#items) {
      if (this.#endings.has(item)) continue;
      this.#endings.set(item, { outcome, error: message, ticket: item.ticket });
    }
    return null;
  }
}

function failed({ ticket }: PlanItem, error: string): Ending {
  return { outcome: "failed", error, ticket };
}

function leftOut({ ticket }: PlanItem): Ending {
  const error = t("A pull request holds changes to specs only. Sync to do this one.");
  return { outcome: "skipped", error, ticket };
}

/** The repository has the change already; the working tree only has to be pulled. */
function there({ ticket }: PlanItem, { name }: BranchState): Ending {
  const error = t(
    "The branch {0} has this change already, so there was nothing to propose. Pull it.",
    name,
  );
  return { outcome: "done", error, ticket };
}
