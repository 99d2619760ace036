import * as vscode from "vscode";
import type { HistoryGap, NoHistoryReason } from "../../core/progress/burn-up.ts";
import type { NeedKind } from "../../core/progress/measure-progress.ts";
import type {
  PictureFigures,
  ProgressLabel,
  ProgressWords,
} from "../../core/progress/progress-words.ts";
import type { SpecState } from "../../core/model/status.ts";

/** What a report and the page of progress say, in the language of the editor. */
export function editorWords(): ProgressWords {
  return {
    language: vscode.env.language,
    labels: labels(),
    heading: (name) => vscode.l10n.t("Progress of {0}", name),
    madeOn: (date) => vscode.l10n.t("As of {0}.", date),
    state,
    criteriaMet,
    sectionsDone: (done, total) =>
      total === 1
        ? vscode.l10n.t("{0} of 1 section done", done)
        : vscode.l10n.t("{0} of {1} sections done", done, total),
    share: (total) => vscode.l10n.t("of {0}", total),
    showSectionsOf: (spec) => vscode.l10n.t("Show sections of {0}", spec),
    deprecatedLeftOut: (count) =>
      count === 1
        ? vscode.l10n.t("1 deprecated section and its criteria are left out.")
        : vscode.l10n.t("{0} deprecated sections and their criteria are left out.", count),
    need,
    noHistory,
    gap,
    scopeLabel: (measure, value) =>
      measure === "criteria"
        ? vscode.l10n.t("{0} criteria", value)
        : vscode.l10n.t("{0} sections", value),
    doneLabel: (measure, value) =>
      measure === "criteria" ? vscode.l10n.t("{0} met", value) : vscode.l10n.t("{0} done", value),
    pictureTitle: (measure) =>
      measure === "criteria"
        ? vscode.l10n.t("Criteria and how many are met")
        : vscode.l10n.t("Sections and how many are done"),
    pictureSummary,
  };
}

function labels(): Record<ProgressLabel, string> {
  return {
    sections: vscode.l10n.t("Sections"),
    specs: vscode.l10n.t("Specs"),
    spec: vscode.l10n.t("Spec"),
    section: vscode.l10n.t("Section"),
    owner: vscode.l10n.t("Owner"),
    team: vscode.l10n.t("Team"),
    system: vscode.l10n.t("System"),
    status: vscode.l10n.t("Status"),
    ticket: vscode.l10n.t("Ticket"),
    criteria: vscode.l10n.t("Criteria"),
    criteriaMet: vscode.l10n.t("Criteria met"),
    realized: vscode.l10n.t("With evidence"),
    linked: vscode.l10n.t("Linked to a ticket"),
    unlinked: vscode.l10n.t("Without a ticket"),
    sectionsDone: vscode.l10n.t("Sections done"),
    needsPerson: vscode.l10n.t("Needs a person"),
    nothingNeeded: vscode.l10n.t("Nothing is blocked, and nothing waits."),
    byOwner: vscode.l10n.t("By owner"),
    byTeam: vscode.l10n.t("By team"),
    bySystem: vscode.l10n.t("By system"),
    nobody: vscode.l10n.t("none"),
    overTime: vscode.l10n.t("Over time"),
    date: vscode.l10n.t("Date"),
    figures: vscode.l10n.t("The figures of the picture"),
    noSpecs: vscode.l10n.t("There are no specs here yet."),
    noSections: vscode.l10n.t("This spec has no sections yet."),
    showSections: vscode.l10n.t("Show sections"),
  };
}

function state(one: SpecState): string {
  switch (one) {
    case "draft":
      return vscode.l10n.t("Draft");
    case "todo":
      return vscode.l10n.t("To do");
    case "in_progress":
      return vscode.l10n.t("In progress");
    case "done":
      return vscode.l10n.t("Done");
    case "blocked":
      return vscode.l10n.t("Blocked");
    case "deprecated":
      return vscode.l10n.t("Deprecated");
  }
}

function criteriaMet(met: number, total: number): string {
  if (total === 0) return vscode.l10n.t("no criteria");
  return total === 1
    ? vscode.l10n.t("{0} of 1 criterion met", met)
    : vscode.l10n.t("{0} of {1} criteria met", met, total);
}

function need(kind: NeedKind, open: number, blockedBy: string | null): string {
  switch (kind) {
    case "blocked":
      return blockedBy === null
        ? vscode.l10n.t("Blocked")
        : vscode.l10n.t("Blocked by {0}", blockedBy);
    case "done-with-open-criteria":
      return open === 1
        ? vscode.l10n.t("Done, with 1 open criterion")
        : vscode.l10n.t("Done, with {0} open criteria", open);
    case "met-but-not-done":
      return vscode.l10n.t("All criteria met, not done yet");
    case "in-progress":
      if (open === 0) return vscode.l10n.t("In progress");
      return open === 1
        ? vscode.l10n.t("In progress, 1 open criterion")
        : vscode.l10n.t("In progress, {0} open criteria", open);
  }
}

function noHistory(why: NoHistoryReason): string {
  switch (why) {
    case "no-git":
      return vscode.l10n.t(
        "There is no picture: git could not be started, so nothing is known of the past.",
      );
    case "no-repository":
      return vscode.l10n.t("There is no picture: this folder is in no git repository.");
    case "not-committed":
      return vscode.l10n.t("There is no picture yet: no spec was committed so far.");
    case "restricted":
      return vscode.l10n.t(
        "There is no picture: the window is in Restricted Mode, so git is not asked.",
      );
    case "virtual":
      return vscode.l10n.t(
        "There is no picture: this folder is not on a disk, so its git history cannot be read.",
      );
    case "stopped":
      return vscode.l10n.t("There is no picture: reading the history was stopped.");
    case "failed":
      return vscode.l10n.t(
        "There is no picture: git could not read the history of this repository.",
      );
  }
}

function gap(one: HistoryGap): string {
  switch (one) {
    case "shallow":
      return vscode.l10n.t(
        "This clone is shallow: what came before its first commit is not shown.",
      );
    case "ceiling":
      return vscode.l10n.t("The history is long: its oldest part is not shown.");
    case "unreadable":
      return vscode.l10n.t("Some earlier commits could not be read and are not shown.");
  }
}

function pictureSummary(figures: PictureFigures): string {
  const { measure, from, to, firstScope, firstDone, lastScope, lastDone, isOneMoment } = figures;
  const isCriteria = measure === "criteria";
  if (isOneMoment) {
    return isCriteria
      ? vscode.l10n.t("On {0}, {1} of {2} criteria are met.", to, lastDone, lastScope)
      : vscode.l10n.t("On {0}, {1} of {2} sections are done.", to, lastDone, lastScope);
  }
  const all = [from, firstDone, firstScope, to, lastDone, lastScope];
  return isCriteria
    ? vscode.l10n.t(
        "On {0}, {1} of {2} criteria were met. On {3}, {4} of {5} criteria are met.",
        ...all,
      )
    : vscode.l10n.t(
        "On {0}, {1} of {2} sections were done. On {3}, {4} of {5} sections are done.",
        ...all,
      );
}
