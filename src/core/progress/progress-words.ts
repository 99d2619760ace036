import type { SpecState } from "../model/status.ts";
import { plural } from "../view/spec-counts.ts";
import { stateLabel } from "../view/status-words.ts";
import type { HistoryGap, NoHistoryReason } from "./burn-up.ts";
import type { NeedKind } from "./measure-progress.ts";

/** Everything that a report or a page of progress says, in one language. */
export interface ProgressWords {
  /** For dates and numbers, as `Intl` knows it. */
  readonly language: string;
  readonly labels: Readonly<Record<ProgressLabel, string>>;
  heading(name: string): string;
  madeOn(date: string): string;
  state(state: SpecState): string;
  criteriaMet(met: number, total: number): string;
  sectionsDone(done: number, total: number): string;
  /** What a figure is a part of. */
  share(total: string): string;
  /** What the button of a spec is called where it is read without its row. */
  showSectionsOf(spec: string): string;
  deprecatedLeftOut(count: number): string;
  need(kind: NeedKind, open: number, blockedBy: string | null): string;
  noHistory(why: NoHistoryReason): string;
  gap(gap: HistoryGap): string;
  /** The series of a picture, with its last value. */
  scopeLabel(measure: Measure, value: string): string;
  doneLabel(measure: Measure, value: string): string;
  pictureTitle(measure: Measure): string;
  pictureSummary(picture: PictureFigures): string;
}

export type Measure = "criteria" | "sections";

/** The figures of a picture, as its description says them. Dates and numbers are written out. */
export interface PictureFigures {
  readonly measure: Measure;
  readonly from: string;
  readonly to: string;
  readonly firstScope: string;
  readonly firstDone: string;
  readonly lastScope: string;
  readonly lastDone: string;
  readonly isOneMoment: boolean;
}

export type ProgressLabel = keyof typeof LABELS;

const LABELS = {
  sections: "Sections",
  specs: "Specs",
  spec: "Spec",
  section: "Section",
  owner: "Owner",
  team: "Team",
  system: "System",
  status: "Status",
  ticket: "Ticket",
  criteria: "Criteria",
  criteriaMet: "Criteria met",
  realized: "With evidence",
  linked: "Linked to a ticket",
  unlinked: "Without a ticket",
  sectionsDone: "Sections done",
  needsPerson: "Needs a person",
  nothingNeeded: "Nothing is blocked, and nothing waits.",
  byOwner: "By owner",
  byTeam: "By team",
  bySystem: "By system",
  nobody: "none",
  overTime: "Over time",
  date: "Date",
  figures: "The figures of the picture",
  noSpecs: "There are no specs here yet.",
  noSections: "This spec has no sections yet.",
  showSections: "Show sections",
};

/** The words of the command line. */
export const ENGLISH_WORDS: ProgressWords = {
  language: "en",
  labels: LABELS,
  heading: (name) => `Progress of ${name}`,
  madeOn: (date) => `As of ${date}.`,
  state: stateLabel,
  criteriaMet: (met, total) =>
    total === 0 ? "no criteria" : `${met} of ${plural2(total, "criterion", "criteria")} met`,
  sectionsDone: (done, total) => `${done} of ${plural(total, "section")} done`,
  share: (total) => `of ${total}`,
  showSectionsOf: (spec) => `Show sections of ${spec}`,
  deprecatedLeftOut: (count) =>
    `${plural(count, "deprecated section")} and ${count === 1 ? "its" : "their"} criteria are left out.`,
  need,
  noHistory: (why) => NO_HISTORY[why],
  gap: (gap) => GAPS[gap],
  scopeLabel: (measure, value) => `${value} ${measure}`,
  doneLabel: (measure, value) => `${value} ${measure === "criteria" ? "met" : "done"}`,
  pictureTitle: (measure) =>
    measure === "criteria" ? "Criteria and how many are met" : "Sections and how many are done",
  pictureSummary,
};

function need(kind: NeedKind, open: number, blockedBy: string | null): string {
  switch (kind) {
    case "blocked":
      return blockedBy === null ? "Blocked" : `Blocked by ${blockedBy}`;
    case "done-with-open-criteria":
      return `Done, with ${plural2(open, "open criterion", "open criteria")}`;
    case "met-but-not-done":
      return "All criteria met, not done yet";
    case "in-progress":
      return open === 0
        ? "In progress"
        : `In progress, ${plural2(open, "open criterion", "open criteria")}`;
  }
}

const NO_HISTORY: Readonly<Record<NoHistoryReason, string>> = {
  "no-git": "There is no picture: git could not be started, so nothing is known of the past.",
  "no-repository": "There is no picture: this folder is in no git repository.",
  "not-committed": "There is no picture yet: no spec was committed so far.",
  restricted: "There is no picture: the window is in Restricted Mode, so git is not asked.",
  virtual: "There is no picture: this folder is not on a disk, so its git history cannot be read.",
  stopped: "There is no picture: reading the history was stopped.",
  failed: "There is no picture: git could not read the history of this repository.",
};

const GAPS: Readonly<Record<HistoryGap, string>> = {
  shallow: "This clone is shallow: what came before its first commit is not shown.",
  ceiling: "The history is long: its oldest part is not shown.",
  unreadable: "Some earlier commits could not be read and are not shown.",
};

function pictureSummary(figures: PictureFigures): string {
  const { measure, from, to, firstScope, firstDone, lastScope, lastDone, isOneMoment } = figures;
  const isDone = measure === "criteria" ? "met" : "done";
  const now = `${lastDone} of ${lastScope} ${measure} are ${isDone}`;
  if (isOneMoment) return `On ${to}, ${now}.`;
  return `On ${from}, ${firstDone} of ${firstScope} ${measure} were ${isDone}. On ${to}, ${now}.`;
}

function plural2(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
