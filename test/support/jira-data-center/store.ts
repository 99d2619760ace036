import { FRESH, STATUSES, TYPES, type DoubleStatus, type DoubleType } from "./workflow.ts";

export interface StoredComment {
  readonly id: string;
  readonly body: string;
  readonly created: string;
}

export interface StoredLink {
  readonly id: number;
  readonly globalId: string | null;
  readonly relationship: string | null;
  readonly url: string;
  readonly title: string;
}

/** One ticket as the server keeps it. Times are ISO 8601, UTC. */
export interface StoredIssue {
  readonly id: string;
  key: string;
  readonly type: DoubleType;
  summary: string;
  description: string | null;
  status: DoubleStatus;
  resolution: string | null;
  parent: string | null;
  epic: string | null;
  epicName: string | null;
  labels: readonly string[];
  readonly created: string;
  updated: string;
  readonly properties: Map<string, unknown>;
  readonly comments: StoredComment[];
  readonly links: StoredLink[];
  /** Whether the search knows of it. */
  isIndexed: boolean;
}

export type NewIssue = Pick<StoredIssue, "summary" | "description" | "type"> &
  Partial<Pick<StoredIssue, "parent" | "epic" | "epicName" | "labels" | "properties">>;

/** The tickets of one project, with the clock that dates them. */
export class Store {
  readonly project: string;
  readonly issues: StoredIssue[] = [];
  /** Keys that tickets had before they were moved. */
  readonly oldKeys = new Map<string, string>();
  /** When true, the search learns of no new ticket. */
  isIndexFrozen = false;
  readonly #now: () => string;
  #lastNumber = 0;
  #lastId = 10_000;

  constructor(project: string, now: () => string) {
    this.project = project;
    this.#now = now;
  }

  now(): string {
    return this.#now();
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** Takes a number without making a ticket, as a create does that fails late. */
  skipNumber(): void {
    this.#lastNumber += 1;
  }

  add(parts: NewIssue): StoredIssue {
    this.#lastNumber += 1;
    const issue: StoredIssue = {
      status: statusNamed(FRESH),
      resolution: null,
      parent: null,
      epic: null,
      epicName: null,
      labels: [],
      properties: new Map(),
      comments: [],
      links: [],
      ...parts,
      id: String(this.nextId()),
      key: `${this.project}-${this.#lastNumber}`,
      created: this.now(),
      updated: this.now(),
      isIndexed: !this.isIndexFrozen,
    };
    this.issues.push(issue);
    return issue;
  }

  currentKey(key: string): string {
    const written = key.toUpperCase();
    return this.oldKeys.get(written) ?? written;
  }

  find(idOrKey: string): StoredIssue | undefined {
    const current = this.currentKey(idOrKey);
    return this.issues.find((issue) => issue.key === current || issue.id === idOrKey);
  }

  touch(issue: StoredIssue): void {
    issue.updated = this.now();
  }
}

export function statusNamed(name: string): DoubleStatus {
  const status = STATUSES.find((one) => one.name === name);
  if (status === undefined) throw new Error(`The double has no status ${name}`);
  return status;
}

export function typeNamed(name: string): DoubleType {
  const type = TYPES.find((one) => one.name === name);
  if (type === undefined) throw new Error(`The double has no type ${name}`);
  return type;
}
