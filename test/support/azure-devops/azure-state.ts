import { type ItemType, movesFrom, type ProcessName, PROCESSES } from "./processes.ts";
import { Refused } from "./refusals.ts";

export interface StoredItem {
  readonly id: number;
  readonly project: string;
  readonly type: string;
  readonly createdAt: string;
  rev: number;
  changedAt: string;
  title: string;
  state: string;
  tags: string[];
  assignee: string | null;
  /** Values of the long text fields and of custom fields, by reference name. */
  readonly fields: Map<string, string>;
  readonly formats: Map<string, "markdown" | "html">;
  relations: StoredRelation[];
  readonly comments: StoredComment[];
  isDeleted: boolean;
  /** Its description of itself is broken. */
  isSpoiled: boolean;
}

export interface StoredRelation {
  readonly rel: string;
  readonly url: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface StoredComment {
  readonly id: number;
  readonly text: string;
  readonly format: "markdown" | "html";
  readonly author: string;
  readonly createdAt: string;
  readonly isDeleted: boolean;
}

/** What the double can be told to be like. */
export interface Switches {
  process: ProcessName;
  /** A server of one's own knows no Markdown. */
  edition: "service" | "server";
  /** The newest version of the interface that it speaks. */
  newest: number;
  /** What becomes of a Markdown text that is stored. */
  markdown: "raw" | "encoded" | "stripped";
  /** Whether HTML keeps the titles of its elements. */
  keepsTitles: boolean;
  /** How a work item that is not there shows in an answer for many. */
  missing: "null" | "absent";
  /** What a wrong credential is answered with. */
  signIn: "page" | "redirect" | "refusal" | "stranger";
  staleStatus: number;
  /** Seconds that answers ask to wait, although they succeed; null: they do not. */
  patience: number | null;
  /** Queries that find more than this are refused. */
  queryCeiling: number;
  commentsPerPage: number;
}

export interface AzureState {
  readonly origin: string;
  readonly project: string;
  readonly projectIds: ReadonlyMap<string, string>;
  readonly items: StoredItem[];
  readonly switches: Switches;
  /** Types that differ from those of the process, by name. */
  readonly ownTypes: Map<string, ItemType>;
  now(): string;
  types(): readonly ItemType[];
  type(name: string): ItemType | undefined;
  find(id: number): StoredItem | undefined;
  add(parts: Partial<StoredItem> & { readonly type: string }): StoredItem;
  touch(item: StoredItem): void;
  comment(item: StoredItem, text: string, format: "markdown" | "html"): StoredComment;
  /** A text as it is kept, which is not always as it was sent. */
  kept(text: string, format: "markdown" | "html"): string;
}

export const ORGANISATION = "acme";
const PROJECT = "Online Shop";
const OTHER_PROJECT = "Platform";

/** Everything that a small Azure DevOps remembers. `nowMs` gives its time. */
export function createAzureState(origin: string, nowMs: () => number): AzureState {
  const items: StoredItem[] = [];
  const ownTypes = new Map<string, ItemType>();
  const switches: Switches = {
    process: "Agile",
    edition: "service",
    newest: 7.2,
    markdown: "raw",
    keepsTitles: true,
    missing: "null",
    signIn: "page",
    staleStatus: 412,
    patience: null,
    queryCeiling: 20_000,
    commentsPerPage: 200,
  };
  let lastId = 4210;
  let lastComment = 50;
  const now = (): string => shortTime(nowMs());

  const state: AzureState = {
    origin,
    project: PROJECT,
    projectIds: new Map([
      [PROJECT, "6ce954b1-ce1f-45d1-b94d-e6bf2464ba2c"],
      [OTHER_PROJECT, "aaee31d9-14cf-48b9-a92b-3f1446c13f80"],
    ]),
    items,
    switches,
    ownTypes,
    now,
    types: () => PROCESSES[switches.process].types.map((one) => ownTypes.get(one.name) ?? one),
    type: (name) => state.types().find((one) => one.name.toLowerCase() === name.toLowerCase()),
    find: (id) => items.find((one) => one.id === id && !one.isDeleted),
    add(parts) {
      const type = state.type(parts.type);
      if (type === undefined) throw new Refused(404, "WorkItemTypeNotFoundException");
      const item: StoredItem = {
        id: ++lastId,
        project: PROJECT,
        createdAt: now(),
        rev: 1,
        changedAt: now(),
        title: "Untitled",
        state: movesFrom(type, "")[0] ?? "New",
        tags: [],
        assignee: null,
        fields: new Map(),
        formats: new Map(),
        relations: [],
        comments: [],
        isDeleted: false,
        isSpoiled: false,
        ...parts,
        type: type.name,
      };
      items.push(item);
      return item;
    },
    touch(item) {
      item.rev += 1;
      item.changedAt = now();
    },
    comment(item, text, format) {
      const kept = state.kept(text, format);
      const comment: StoredComment = {
        id: ++lastComment,
        text: kept,
        format,
        author: "Jamal Hartnett",
        createdAt: now(),
        isDeleted: false,
      };
      item.comments.push(comment);
      return comment;
    },
    kept(text, format) {
      if (format === "html") {
        const clean = text.replace(/<!--[^]*?-->/g, "");
        return switches.keepsTitles ? clean : clean.replace(/ title="[^"]*"/g, "");
      }
      if (switches.markdown === "raw") return text;
      if (switches.markdown === "stripped") return text.replace(/<!--[^]*?-->/g, "");
      return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    },
  };
  return state;
}

/** As Azure DevOps writes times: without zeros at the end of the fraction. */
function shortTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.?0+Z$/, "Z");
}
