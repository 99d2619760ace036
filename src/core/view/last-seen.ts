import type { KnownTicket } from "../plan/known-tickets.ts";
import { ageWords } from "./age-words.ts";
import { plainLine } from "./plain-text.ts";
import { ticketStatusLabel } from "./status-words.ts";

/** A ticket as it was last seen, and how long ago that was. Its texts are untrusted. */
export interface LastSeen {
  readonly status: string;
  readonly title: string;
  readonly age: string;
}

export function lastSeen({ status, title, at }: KnownTicket, now: string): LastSeen {
  return { status, title, age: ageWords(at, now) };
}

/** Status and age on one line. */
export function seenWords({ status, age }: LastSeen): string {
  return `${plainLine(ticketStatusLabel(status), 40)}, ${age}`;
}
