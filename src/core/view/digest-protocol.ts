import { fieldsOf } from "../kernel/json-fields.ts";
import { textsBy } from "../kernel/texts.ts";
/** What the digest page shows. Every text is redacted, and to be shown as text and nothing else. */
export interface DigestPage {
  /** The current cycle; null where there is none, or it is not known yet. */
  readonly cycle: string | null;
  /** The tickets are being read. */
  readonly isBusy: boolean;
  /** In place of tickets, or above them. */
  readonly note: DigestNote | null;
  readonly tickets: readonly DigestTicket[];
}

/** A sentence, and the one thing that can be done about it. */
export interface DigestNote {
  readonly text: string;
  readonly action: DigestAction | null;
}

export interface DigestTicket {
  readonly system: DigestSystem;
  /** The tracker's name. */
  readonly tracker: string;
  readonly key: string | null;
  readonly title: string | null;
  readonly status: string | null;
  /** The host of the ticket's page; null where it has none that may be opened. */
  readonly host: string | null;
  readonly note: DigestNote | null;
  /** Newest first. */
  readonly comments: readonly DigestComment[];
  /** What was masked, by kind. */
  readonly hidden: readonly { readonly kind: string; readonly count: number }[];
}

export interface DigestComment {
  /** The same for the same comment, whenever it is shown. */
  readonly id: string;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** One line. */
  readonly excerpt: string;
  /** The whole comment; null where the excerpt says all of it. */
  readonly text: string | null;
  /** It came after the person last looked. */
  readonly isNew: boolean;
}

export const DIGEST_SYSTEMS = ["linear", "jira"] as const;
export type DigestSystem = (typeof DIGEST_SYSTEMS)[number];

const DIGEST_ACTIONS = [
  "linkTicket",
  "manageTrust",
  "openConfig",
  "openState",
  "refresh",
  "setCredentials",
  "showLog",
] as const;
export type DigestAction = (typeof DIGEST_ACTIONS)[number];

/** What the buttons of the page say; nothing else can be asked for by one. */
export const actionLabel = textsBy<DigestAction>({
  linkTicket: "Link Ticket…",
  manageTrust: "Manage Workspace Trust",
  openConfig: "Open config.json",
  openState: "Open STATE.md",
  refresh: "Try Again",
  setCredentials: "Set Credentials…",
  showLog: "Show Log",
});

/** What the page may ask for. It names no command, no address and no path. */
export type PageMessage =
  | { readonly type: "ready" }
  | { readonly type: "openTicket"; readonly system: DigestSystem }
  | { readonly type: "act"; readonly action: DigestAction; readonly system: DigestSystem | null };

/** A message of the page, or undefined for anything else. */
export function parsePageMessage(value: unknown): PageMessage | undefined {
  const { type, action, system } = fieldsOf(value);
  const named = DIGEST_SYSTEMS.find((each) => each === system);
  if (type === "ready") return { type };
  if (type === "openTicket") return named === undefined ? undefined : { type, system: named };
  if (type !== "act" || !isAction(action)) return undefined;
  const isFitting = system === null || named !== undefined;
  return isFitting ? { type, action, system: named ?? null } : undefined;
}

/** What the page is to show, or undefined for anything else that is posted to it. */
export function parseDigestPage(value: unknown): DigestPage | undefined {
  return isPage(value) ? value : undefined;
}

function isPage(value: unknown): value is DigestPage {
  const { cycle, isBusy, note, tickets } = fieldsOf(value);
  return (
    isText(cycle) && typeof isBusy === "boolean" && isNote(note) && isListOf(tickets, isTicket)
  );
}

function isTicket(value: unknown): boolean {
  const one = fieldsOf(value);
  return (
    DIGEST_SYSTEMS.some((each) => each === one["system"]) &&
    typeof one["tracker"] === "string" &&
    [one["key"], one["title"], one["status"], one["host"]].every(isText) &&
    isNote(one["note"]) &&
    isListOf(one["comments"], isComment) &&
    isListOf(one["hidden"], isHidden)
  );
}

function isComment(value: unknown): boolean {
  const { id, author, at, excerpt, text, isNew } = fieldsOf(value);
  const words = [id, author, at, excerpt];
  return (
    words.every((word) => typeof word === "string") && isText(text) && typeof isNew === "boolean"
  );
}

function isHidden(value: unknown): boolean {
  const { kind, count } = fieldsOf(value);
  return typeof kind === "string" && typeof count === "number";
}

function isNote(value: unknown): boolean {
  if (value === null) return true;
  const { text, action } = fieldsOf(value);
  return typeof text === "string" && (action === null || isAction(action));
}

function isAction(value: unknown): value is DigestAction {
  return DIGEST_ACTIONS.some((each) => each === value);
}

function isText(value: unknown): boolean {
  return value === null || typeof value === "string";
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}
