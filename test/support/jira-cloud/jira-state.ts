import { stateNamed, TYPES, typeWithId, type IssueType } from "./workflow.ts";

export type Json = Record<string, unknown>;

/** An issue as the server keeps it. Tests change it to play people at work. */
export interface IssueRecord {
  readonly id: string;
  key: string;
  typeId: string;
  summary: string;
  /** A document; null where nobody wrote one. */
  description: Json | null;
  status: string;
  resolution: string | null;
  parentKey: string | null;
  labels: readonly string[];
  readonly properties: Map<string, unknown>;
  readonly comments: CommentRecord[];
  readonly links: LinkRecord[];
  readonly created: number;
  updated: number;
  /** The server cannot read it now. */
  isSpoiled: boolean;
}

export interface CommentRecord {
  readonly id: string;
  readonly body: Json;
  readonly created: number;
  readonly properties: readonly { readonly key: string; readonly value: unknown }[];
}

export interface LinkRecord {
  readonly id: number;
  readonly globalId: string | null;
  relationship: string | null;
  object: Json;
}

interface Indexed {
  readonly key: string;
  readonly created: number;
  readonly updated: number;
}

/** One project on one site. */
export class JiraState {
  readonly project = "PAY";
  readonly issues: IssueRecord[] = [];
  /** Keys that issues once had, with the keys that they have now. */
  readonly moved = new Map<string, string>();
  /** What search knows; it may be behind. */
  index: readonly Indexed[] = [];
  /** `frozen`: search never learns of anything new. */
  search: "live" | "frozen";
  /** How many of the next bulk reads go to a copy that does not have the newest issue yet. */
  staleReads = 0;
  readonly #now: () => number;
  #lastNumber = 0;
  #lastId = 30_000;
  #lastTick = 0;

  constructor(now: () => number, search: "live" | "frozen") {
    this.#now = now;
    this.search = search;
  }

  /** Now in milliseconds; no two changes happen in the same one. */
  tick(): number {
    this.#lastTick = Math.max(this.#lastTick + 1, this.#now());
    return this.#lastTick;
  }

  now(): number {
    return Math.max(this.#lastTick, this.#now());
  }

  nextId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  /** By its key in any case, by a key that it once had, or by its id. */
  find(idOrKey: string): IssueRecord | undefined {
    const wanted = idOrKey.toUpperCase();
    const key = this.moved.get(wanted) ?? wanted;
    // Where none was ever removed or moved, which is nearly always, the number says where it is.
    const expected = this.issues[Number(key.slice(key.indexOf("-") + 1)) - 1];
    if (expected?.key === key) return expected;
    return this.issues.find((issue) => issue.key === key || issue.id === wanted);
  }

  issue(key: string): IssueRecord {
    const issue = this.find(key);
    if (issue === undefined) throw new Error(`no issue ${key}`);
    return issue;
  }

  create(parts: Pick<IssueRecord, "typeId" | "summary"> & Partial<IssueRecord>): IssueRecord {
    this.#lastNumber += 1;
    const created = this.tick();
    const issue: IssueRecord = {
      id: this.nextId(),
      key: `${this.project}-${this.#lastNumber}`,
      description: null,
      status: "To Do",
      resolution: null,
      parentKey: null,
      labels: [],
      properties: new Map(),
      comments: [],
      links: [],
      created,
      updated: created,
      isSpoiled: false,
      ...parts,
    };
    this.issues.push(issue);
    this.#learn();
    return issue;
  }

  touch(issue: IssueRecord): void {
    issue.updated = this.tick();
    this.#learn();
  }

  /** A person deletes an issue; its number is never used again. */
  remove(key: string): void {
    this.issues.splice(this.issues.indexOf(this.issue(key)), 1);
    this.#learn();
  }

  /** A person moves an issue to another project, where it gets another key. */
  moveTo(key: string, newKey: string): void {
    const issue = this.issue(key);
    this.moved.set(issue.key, newKey);
    issue.key = newKey;
    this.touch(issue);
  }

  moveToStatus(key: string, status: string): void {
    const issue = this.issue(key);
    const { name, category } = stateNamed(status);
    issue.status = name;
    issue.resolution = category === "done" ? (issue.resolution ?? "Done") : null;
    this.touch(issue);
  }

  typeOf(issue: IssueRecord): IssueType {
    return typeWithId(issue.typeId) ?? TYPES[0]!;
  }

  #learn(): void {
    if (this.search === "live") this.learn();
  }

  /** The index catches up with what is there by now. */
  learn(): void {
    this.index = this.issues.map(({ key, created, updated }) => ({ key, created, updated }));
  }
}
