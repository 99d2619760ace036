import type { SystemConfig } from "../config/config.ts";
import { specStatesFor } from "../config/status-map.ts";
import { hashText } from "../kernel/hash.ts";
import { formatSpecStatus, type SpecStatus } from "../model/status.ts";
import type { Ticket } from "../model/ticket.ts";
import type { LinkBase } from "./links.ts";
import { isSameBase, NEVER_AGREED } from "./settle.ts";
import type { ShadowSide } from "./shadow-side.ts";
import { isSameKey } from "./ticket-keys.ts";

/** A copy and its section as both stand now. */
export interface ShadowState {
  readonly system: SystemConfig;
  readonly status: SpecStatus | null;
  readonly side: ShadowSide;
  readonly ticket: Ticket;
  readonly wantedParent: string | null;
  /** Whether the tracker shows titles and texts. */
  readonly texts: boolean;
  /** Whether this run has written the copy's text. */
  readonly isWritten: boolean;
}

/**
 * What section and copy agree on now; `before` itself when no agreed value changed.
 *
 * Shape:  `text` is the hash of the whole text that the copy was to hold, `bytes` that of what it
 *         showed then: some trackers spell Markdown in their own way, and that is no edit.
 */
export function settleShadow(before: LinkBase | undefined, state: ShadowState): LinkBase {
  const old = before ?? NEVER_AGREED;
  const { system, side, ticket, wantedParent, texts } = state;
  const settled: LinkBase = {
    ...old,
    ...settleStatus(old, state),
    ...(texts ? settleTexts(old, state) : {}),
    at: null,
    parent: isSameKey(system, ticket.parentKey, wantedParent) ? wantedParent : old.parent,
    ...(texts && ticket.title === side.spec.title ? { title: side.spec.titleHash } : {}),
  };
  if (before !== undefined && isSameBase(settled, before)) return before;
  return { ...settled, revision: ticket.revision };
}

/** What is agreed on a copy that was just made and of which only the state is known. */
export function shadowBase({
  system,
  status,
  ticket,
}: Pick<ShadowState, "system" | "status" | "ticket">): LinkBase {
  const agreed = settleStatus(NEVER_AGREED, { system, status, ticket });
  return { ...NEVER_AGREED, ...agreed, revision: ticket.revision };
}

/** Tells whether a copy shows what it is to hold, or still what it showed when that was written. */
export function holdsText(ticket: Ticket, side: ShadowSide, base: LinkBase | undefined): boolean {
  if (ticket.managedText === side.managedText) return true;
  if (ticket.managedText === null || base === undefined) return false;
  return base.text === side.hash && base.bytes === hashText(ticket.managedText);
}

function settleStatus(
  { status, raw }: LinkBase,
  { system, status: word, ticket }: Pick<ShadowState, "system" | "status" | "ticket">,
): Pick<LinkBase, "status" | "raw"> {
  if (word === null) return { status, raw };
  const agrees = specStatesFor(system, ticket.status).agreeing.has(word.state);
  return agrees ? { status: formatSpecStatus(word), raw: ticket.status.name } : { status, raw };
}

function settleTexts(
  { text, bytes, criteria }: LinkBase,
  { side, ticket, isWritten }: ShadowState,
): Pick<LinkBase, "text" | "bytes" | "criteria"> {
  const { managedText } = ticket;
  if (managedText === side.managedText) {
    return { text: side.hash, bytes: side.hash, criteria: side.spec.ticks };
  }
  if (!isWritten || managedText === null) return { text, bytes, criteria };
  return { text: side.hash, bytes: hashText(managedText), criteria: side.spec.ticks };
}
