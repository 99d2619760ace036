import type { MergedWork } from "../../model/merged-work.ts";
import type { ClosingWords } from "../wording/manner-words.ts";
import { mannerOf, type Manner } from "../wording/manner.ts";
import {
  endsClearly,
  isChoice,
  isListed,
  isListedWithWord,
  isOnCondition,
  type Listing,
} from "../wording/ticket-lists.ts";
import type { TicketName } from "../wording/find-names.ts";
import { comparableUrl, hostOf, type LinkPlace, type TicketIndex } from "./ticket-index.ts";
import {
  namedTickets,
  type NamedIn,
  type NamedTicket,
  type WorkLine,
  type WorkTexts,
} from "../wording/work-texts.ts";

/** A ticket as a piece of work names it once. `name` is as in the index. */
export interface TicketMention {
  readonly name: string;
  readonly where: NamedIn;
  readonly manner: Manner;
  /** As written; only dashed keys have a case of their own. */
  readonly written: string | null;
}

/** What a name comes down to: a name of the index, and whether it is written so that it counts. */
interface Resolved {
  readonly name: string;
  readonly written: string | null;
  /** The address is not known to be the tracker's; `elsewhere` is known to be another one's. */
  readonly isForeign: boolean | "elsewhere";
  readonly closing: ClosingWords | null;
}

const MAX_MENTIONS = 2000;

/**
 * All tickets that a piece of work names.
 *
 * Shape:  with those that no section has: they tell whether a key is the only one. The work's own
 *         number is no ticket.
 */
export function ticketMentions(
  work: MergedWork,
  texts: WorkTexts,
  index: TicketIndex,
): { readonly mentions: readonly TicketMention[]; readonly isWhole: boolean } {
  const named = namedTickets(texts);
  const mentions: TicketMention[] = [];
  /** The names of the list that is being read, with the place of each among the mentions. */
  let list: Heard[] = [];
  for (const one of named.slice(0, MAX_MENTIONS)) {
    const resolved = resolve(one.name, work, index, one.line === null && one.isSure);
    if (resolved === null) continue;
    const { name, written } = resolved;
    if (one.line === null) {
      const manner = one.isSure ? "plain" : "in-passing";
      mentions.push({ name, written: null, where: "branch", manner });
      continue;
    }
    const { line, start, end } = one;
    const own = mannerIn(line, one, resolved);
    const last = list.at(-1);
    const between = last?.line === line ? line.text.slice(last.end, start) : null;
    // The address of a link says again what its text said.
    const isSaidAgain = between === "](" && own !== "negated";
    if (last !== undefined && isSaidAgain && mentions[last.place]?.name === name) {
      list.push({ ...last, end });
      continue;
    }
    const listing = { text: line.text, between: between ?? "", start, end };
    if (last === undefined || between === null) list = [];
    else if (isChoice(between)) openAgain(mentions, list.splice(0));
    else if (!isListed(between) && !isListedWithWord(listing, resolved.closing)) list = [];
    const first = list.length === 0 ? undefined : last;
    const manner = first === undefined ? own : listed(first.manner, own, resolved, listing);
    if (list.length > 0 && isListed(listing.between) && isOnCondition(listing)) {
      openAgain(mentions, list.splice(0));
    }
    list.push({ line, end, manner, place: mentions.length });
    mentions.push({ name, written, where: line.where, manner });
  }
  return { mentions, isWhole: named.length <= MAX_MENTIONS };
}

/** Tells whether a key in this spelling means the ticket of a link. Branches forget capitals. */
export function isSpelledFor(mention: TicketMention, place: LinkPlace): boolean {
  if (mention.written === null || mention.where === "branch") return true;
  if (place.system === "linear") return true;
  return mention.written === (place.system === "jira" ? place.key.toUpperCase() : place.key);
}

interface Heard {
  readonly line: WorkLine;
  readonly end: number;
  readonly manner: Manner;
  readonly place: number;
}

/**
 * GitHub and Boards want the word in front of each number; Jira, Linear and people take a list as
 * one. What is said of one name of a list alone counts more than the list.
 */
function listed(first: Manner, own: Manner, { closing }: Resolved, listing: Listing): Manner {
  if (own !== "plain" && own !== "in-passing") return own;
  if (first !== "closing") return first === "plain" ? own : first;
  if (closing === "wide" && isListed(listing.between) && endsClearly(listing)) return first;
  if (isListedWithWord(listing, closing) && endsClearly(listing)) return first;
  return own === "plain" && !endsClearly(listing) ? "in-passing" : own;
}

/** "Closes one, two or three" closes nobody knows which. */
function openAgain(mentions: TicketMention[], list: readonly Heard[]): void {
  for (const { place } of list) {
    const one = mentions[place];
    if (one?.manner === "closing") mentions[place] = { ...one, manner: "in-passing" };
  }
}

function mannerIn(
  line: WorkLine,
  at: Extract<NamedTicket, { readonly line: WorkLine }>,
  resolved: Resolved,
): Manner {
  const { isTitle, isQuoted, label, text } = line;
  const { start, end } = at;
  if (line.isTakenBack || resolved.isForeign === "elsewhere") return "negated";
  const closing = resolved.isForeign ? null : resolved.closing;
  const manner = mannerOf({ line: text, start, end, label, isQuoted, isTitle, closing });
  if (manner !== "plain") return manner;
  if (resolved.isForeign) return "in-passing";
  return at.name.kind === "numbered" && !isNumberAlone(line, start, end) ? "in-passing" : manner;
}

/** A number in running text may count anything; alone in brackets or at an end it is a ticket's. */
function isNumberAlone({ text, isTitle }: WorkLine, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 2);
  if (/(?:issue|ticket|implements?|for|closes?|fixe?s?|resolves?):?\s+$/i.test(before)) return true;
  if (isTitle && /[([]$/.test(before)) return /^[)\]]/.test(after);
  return /^[\s>*+-]*$/.test(before) && /^\s*:?\s*$/.test(after);
}

function resolve(
  name: TicketName,
  work: MergedWork,
  index: TicketIndex,
  isSureInBranch: boolean,
): Resolved | null {
  switch (name.kind) {
    case "dashed":
      return dashed(name.written, index, isSureInBranch);
    case "boards":
      return { name: `AB#${name.number}`, written: null, isForeign: false, closing: "common" };
    case "numbered":
      return numbered(name.repository ?? work.repository, name.number, work, index);
    case "address":
      return addressed(name.url, work, index);
  }
}

/** In lower case, only keys of known projects are keys; `step-2` is none. */
function dashed(
  written: string,
  { projects }: TicketIndex,
  isSureInBranch: boolean,
): Resolved | null {
  const prefix = written.slice(0, written.indexOf("-"));
  const isKnown = projects.has(prefix.toUpperCase());
  if (!isKnown && !isSureInBranch && (prefix !== prefix.toUpperCase() || prefix.length < 2))
    return null;
  return { name: written.toUpperCase(), written, isForeign: false, closing: "wide" };
}

function numbered(
  repository: string | null,
  number: string,
  work: MergedWork,
  index: TicketIndex,
): Resolved | null {
  const isHere = repository === null || repository.toLowerCase() === work.repository?.toLowerCase();
  if (isHere && number === String(work.number)) return null;
  // Azure Repos writes work items of its own as bare numbers.
  if (!index.hasGithub && index.hasBoards && isHere) {
    return { name: `AB#${number}`, written: null, isForeign: false, closing: null };
  }
  if (!index.hasGithub && isHere) return null;
  const name = repository === null ? number : `${repository.toLowerCase()}#${number}`;
  return { name, written: null, isForeign: false, closing: "common" };
}

function addressed(url: string, work: MergedWork, index: TicketIndex): Resolved | null {
  const known = index.byUrl.get(comparableUrl(url));
  const closing = known?.includes("#") === true ? "common" : "wide";
  if (known !== undefined) return { name: known, written: null, isForeign: false, closing };
  const path = comparableUrl(url).replace(/^[a-z]+:\/\/[^/]*/, "");
  const [, repository, number] = /^\/([^/]+\/[^/]+)\/(?:issues|pull)\/(\d{1,15})$/.exec(path) ?? [];
  if (repository !== undefined && number !== undefined) {
    if (work.url === null || hostOf(url) !== hostOf(work.url)) return null;
    return numbered(repository, number, work, index);
  }
  const [, key] =
    /\/(?:browse|issue|issues)\/([a-z][a-z0-9_]{0,30}-\d{1,12})(?:\/[^/]*)?$/.exec(path) ?? [];
  if (key === undefined) return foreignKey(url, index);
  const unknown = index.hosts.size > 0 ? "elsewhere" : true;
  const isForeign = index.hosts.has(hostOf(url)) ? false : unknown;
  return { name: key.toUpperCase(), written: null, isForeign, closing: "wide" };
}

/** A key somewhere in the address of something else. */
function foreignKey(url: string, { projects }: TicketIndex): Resolved | null {
  const key = /(?<![\p{L}\p{N}_])([A-Z][A-Z0-9_]{1,30})-\d{1,12}(?![\p{L}\p{N}_])/u.exec(url);
  if (key === null || !projects.has(key[1] ?? "")) return null;
  return { name: key[0].toUpperCase(), written: null, isForeign: true, closing: null };
}
