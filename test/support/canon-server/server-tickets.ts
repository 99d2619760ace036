/** The trackers behind a Canon server, as the server itself sees them. */
export type Tracker = "github" | "jira" | "linear";

export interface ServerTicket {
  readonly id: string;
  /** `owner/repo` on GitHub, the project or team elsewhere. */
  readonly place: string;
  title: string;
  description: string;
  /** GitHub: `open` or `closed`. Elsewhere the name of the workflow state. */
  state: string;
  labels: string[];
  readonly type: string | null;
  readonly parentKey: string | null;
  readonly comments: string[];
}

export interface CanonStatus {
  readonly state: string;
  readonly blocked_by: string | null;
}

interface Workflow {
  /** State by Canon's word. */
  readonly forward: Readonly<Record<string, string>>;
  /** Canon's word by state. Source: the categories of Jira, the types of Linear. */
  readonly reverse: Readonly<Record<string, string>>;
}

const LABELS: Readonly<Record<string, string>> = {
  draft: "canon:draft",
  todo: "canon:todo",
  in_progress: "canon:in-progress",
  done: "canon:done",
  blocked: "canon:blocked",
  deprecated: "canon:deprecated",
};

const WORKFLOWS: Readonly<Record<"jira" | "linear", Workflow>> = {
  jira: {
    forward: {
      draft: "Backlog",
      todo: "To Do",
      in_progress: "In Progress",
      done: "Done",
      blocked: "Blocked",
      deprecated: "Won't Do",
    },
    reverse: {
      Backlog: "todo",
      "To Do": "todo",
      "In Progress": "in_progress",
      "In QA": "in_progress",
      Blocked: "in_progress",
      Done: "done",
      "Won't Do": "done",
    },
  },
  linear: {
    forward: {
      draft: "Backlog",
      todo: "Todo",
      in_progress: "In Progress",
      done: "Done",
      blocked: "In Progress",
      deprecated: "Canceled",
    },
    reverse: {
      Backlog: "draft",
      Todo: "todo",
      "In Progress": "in_progress",
      Done: "done",
      Canceled: "deprecated",
    },
  },
};

/** Thrown for what the tracker refuses; the server makes a 500 of all of it. */
export class UpstreamError extends Error {}

interface NewTicket {
  readonly title: string;
  readonly description: string;
  readonly status: CanonStatus;
  readonly labels: readonly string[];
  readonly type: string;
  readonly parentKey: string | null;
}

/** The tickets of one tracker, with what the server's own adapter makes of its words. */
export class ServerTickets {
  readonly all: ServerTicket[] = [];
  /** Ids whose reading fails, whatever they are. */
  readonly spoiled = new Set<string>();
  /** Statuses that no transition of the workflow leads to. */
  readonly unreachable = new Set<string>();
  /** The id of the next ticket, in place of its number. */
  nextId: string | undefined;
  /** Words that Canon does not have, by the id of the ticket that is said to be there. */
  readonly oddWords = new Map<string, string>();
  readonly tracker: Tracker;

  constructor(tracker: Tracker) {
    this.tracker = tracker;
  }

  create(place: string, draft: NewTicket): ServerTicket {
    const number = this.all.filter((one) => one.place === place).length + 1;
    const own = this.tracker === "github" ? String(number) : `${place}-${number}`;
    const id = this.nextId ?? own;
    if (draft.parentKey !== null && this.tracker === "jira") this.find(place, draft.parentKey);
    const ticket: ServerTicket = {
      id,
      place,
      title: draft.title,
      description: draft.description,
      state: this.tracker === "github" ? "open" : this.#firstState(),
      labels: this.tracker === "linear" ? [] : [...draft.labels],
      type: this.#typeOf(draft),
      parentKey: this.tracker === "jira" ? draft.parentKey : null,
      comments: [],
    };
    this.all.push(ticket);
    this.#move(ticket, draft.status.state);
    return ticket;
  }

  find(place: string, id: string): ServerTicket {
    const found = this.all.find((one) => one.place === place && one.id === id);
    const other = this.tracker === "github" ? undefined : this.all.find((one) => one.id === id);
    const ticket = found ?? other;
    if (ticket === undefined || this.spoiled.has(id)) throw new UpstreamError(`404 for ${id}`);
    return ticket;
  }

  statusOf(place: string, id: string): { status: CanonStatus; raw_status: string } {
    const { state, labels } = this.find(place, id);
    const odd = this.oddWords.get(id);
    if (odd !== undefined) return { status: { state: odd, blocked_by: null }, raw_status: odd };
    if (this.tracker === "github") return githubStatus(state, labels);
    const word = WORKFLOWS[this.tracker].reverse[state] ?? "draft";
    return { status: { state: word, blocked_by: null }, raw_status: state };
  }

  update(place: string, id: string, status: CanonStatus | null): void {
    const ticket = this.find(place, id);
    if (status !== null) this.#move(ticket, status.state);
  }

  /** A person moves a ticket by the tracker's own name; on GitHub `state|label` or `state`. */
  moveByHand(id: string, name: string): void {
    const ticket = this.all.find((one) => one.id === id);
    if (ticket === undefined) throw new Error(`there is no ${id}`);
    const [state = "", label] = name.split("|");
    ticket.state = state;
    if (this.tracker !== "github") return;
    ticket.labels = ticket.labels.filter((one) => !one.startsWith("canon:"));
    if (label !== undefined) ticket.labels.push(label);
  }

  /** How the tracker would name the status, as a direct adapter does. */
  nameOf({ state, labels }: ServerTicket): string {
    const label = labels.find((one) => one.startsWith("canon:"));
    return this.tracker === "github" && label !== undefined ? `${state}|${label}` : state;
  }

  #move(ticket: ServerTicket, word: string): void {
    if (this.tracker === "github") {
      const kept = ticket.labels.filter((one) => !/^(?:canon|specwright):/.test(one));
      ticket.labels = [...kept, LABELS[word] ?? "canon:draft"];
      ticket.state = word === "done" || word === "deprecated" ? "closed" : "open";
      return;
    }
    const name = WORKFLOWS[this.tracker].forward[word] ?? "Backlog";
    if (!this.unreachable.has(name)) ticket.state = name;
    // The adapter for Jira logs a warning and reports success.
    else if (this.tracker === "linear") throw new UpstreamError(`no state ${name}`);
  }

  #firstState(): string {
    return this.tracker === "jira" ? "Backlog" : "Todo";
  }

  #typeOf({ parentKey }: NewTicket): string | null {
    if (this.tracker !== "jira") return null;
    return parentKey === null ? "Task" : "Sub-task";
  }
}

/** The first label that means something other than the fallback wins, then open or closed. */
function githubStatus(
  state: string,
  labels: readonly string[],
): { status: CanonStatus; raw_status: string } {
  const own = labels.filter((one) => /^(?:canon|specwright):/.test(one));
  const words = own.map((label) => {
    const known = Object.entries(LABELS).find(
      ([, each]) => each === label.replace(/^specwright:/, "canon:"),
    );
    return known?.[0] ?? "draft";
  });
  const word = words.find((one) => one !== "draft") ?? (state === "closed" ? "done" : "todo");
  return { status: { state: word, blocked_by: null }, raw_status: own[0] ?? state };
}
