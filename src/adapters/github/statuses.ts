import type { StatusCategory, TicketStatus } from "../../core/model/ticket.ts";

export type Openness = "open" | "closed";

/** Why an issue was closed, in the words that all servers share; null while it is open. */
export type Closing = "completed" | "canceled" | null;

/** A status as it is written: the state, and the label that stands for the finer meaning. */
export interface WantedStatus {
  readonly name: string;
  readonly state: Openness;
  readonly label: string | null;
  readonly closing: Closing;
}

/** What the workspace calls the states of its issues. */
export interface StatusWords {
  /** Every status that Canon knows by name. */
  readonly all: readonly TicketStatus[];
  /** Reads `open`, `closed`, `open|label` or `closed|label`; undefined for any other name. */
  parse(name: string): WantedStatus | undefined;
  /** The status that an issue shows. */
  read(state: Openness, closing: Closing, labels: readonly string[]): TicketStatus;
  /** The labels of an issue once it has the wanted status: no other status label is left. */
  labelsFor(wanted: WantedStatus, labels: readonly string[]): readonly string[];
  isStatusLabel(label: string): boolean;
}

const BUILT_IN = [
  "open|canon:draft",
  "open|canon:todo",
  "open|canon:in-progress",
  "closed|canon:done",
  "open|canon:blocked",
  "closed|canon:deprecated",
] as const;

const CATEGORIES: Readonly<Record<string, StatusCategory>> = {
  "canon:draft": "backlog",
  "canon:todo": "unstarted",
  "canon:in-progress": "started",
  "canon:blocked": "started",
  "canon:done": "completed",
  "canon:deprecated": "canceled",
};

/** Labels that people give to what will not be done. */
const GIVEN_UP =
  /won'?t|wont|not[-_ ]?planned|duplicate|invalid|deprecat|obsolete|cancel|reject|abandon|drop/;

/**
 * Knows the built-in status labels, and those that the workspace adds.
 *
 * Shape: `extraStates` are names such as `open|doing`, or labels alone.
 */
export function createStatusWords(extraStates: readonly string[]): StatusWords {
  const states = knownLabels([...BUILT_IN, ...extraStates]);
  const ranks = [...states.keys()];
  const isStatusLabel = (label: string): boolean => states.has(plainLabel(label));

  function read(state: Openness, closing: Closing, labels: readonly string[]): TicketStatus {
    const fitting = labels
      .map(plainLabel)
      .filter((label) => states.get(label)?.has(state) === true && agrees(label, closing))
      // Of several, the one that stands further along counts.
      .sort((a, b) => ranks.indexOf(b) - ranks.indexOf(a));
    return statusOf(state, fitting[0] ?? null, closing);
  }

  return {
    all: [...states]
      .flatMap(([label, ones]) => [...ones].map((state) => statusOf(state, label, null)))
      .concat(statusOf("open", null, null), statusOf("closed", null, "completed")),
    parse: parseStatus,
    read,
    labelsFor(wanted, labels) {
      const others = labels.filter((label) => !isStatusLabel(label));
      if (wanted.label === null) return others;
      const name = plainLabel(wanted.label);
      return [...others.filter((label) => plainLabel(label) !== name), wanted.label];
    },
    isStatusLabel,
  };
}

function parseStatus(name: string): WantedStatus | undefined {
  const [, word = "", written] =
    /^\s*(open|closed)\s*(?:\|([^|\p{Cc}]{1,60}))?$/iu.exec(name) ?? [];
  const label = written?.trim() ?? null;
  if (word === "" || label === "" || (label !== null && label.length > 50)) return undefined;
  const state = word.toLowerCase() === "open" ? "open" : "closed";
  const plain = label === null ? null : plainLabel(label);
  return {
    name: plain === null ? state : `${state}|${plain}`,
    state,
    label: plain?.startsWith("canon:") === true ? plain : label,
    closing: state === "open" ? null : closingOf(plain),
  };
}

/** In which states each label may stand; a label that is named alone may stand in both. */
function knownLabels(names: readonly string[]): Map<string, Set<Openness>> {
  const known = new Map<string, Set<Openness>>();
  for (const name of names) {
    const status = parseStatus(name);
    if (status?.label === null) continue;
    const label = plainLabel(status?.label ?? name);
    const states: readonly Openness[] = status === undefined ? ["open", "closed"] : [status.state];
    known.set(label, new Set([...(known.get(label) ?? []), ...states]));
  }
  return known;
}

function statusOf(state: Openness, label: string | null, closing: Closing): TicketStatus {
  const name = label === null ? state : `${state}|${label}`;
  if (state === "closed") {
    return { name, category: label === null ? (closing ?? "completed") : closingOf(label) };
  }
  return { name, category: label === null ? null : (CATEGORIES[label] ?? null) };
}

/** A label that says "done" was left behind when somebody closed the issue as not planned. */
function agrees(label: string, closing: Closing): boolean {
  return closing !== "canceled" || closingOf(label) === "canceled";
}

function closingOf(label: string | null): "completed" | "canceled" {
  return label !== null && GIVEN_UP.test(label) ? "canceled" : "completed";
}

/** Labels differ in letter case only by accident; `specwright:` is what `canon:` was called. */
function plainLabel(label: string): string {
  return label
    .trim()
    .toLowerCase()
    .replace(/^specwright:/, "canon:")
    .replace(/^canon:in_progress$/, "canon:in-progress");
}
