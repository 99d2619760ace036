import { isTicketKey } from "../../core/model/ticket-ref.ts";

/** A key as Linear writes it: `eng-007` becomes `ENG-7`. Undefined when it cannot be one. */
export function canonicalKey(key: string): string | undefined {
  if (!isTicketKey("linear", key)) return undefined;
  const { team, number } = splitKey(key.toUpperCase());
  // A number that Linear could not store would spoil the question for all tickets beside it.
  return number > 2_147_483_647 ? undefined : `${team}-${number}`;
}

/** The team and the number of a key that `canonicalKey` made. */
export function splitKey(key: string): { readonly team: string; readonly number: number } {
  const dash = key.lastIndexOf("-");
  return { team: key.slice(0, dash), number: Number(key.slice(dash + 1)) };
}

/** Ids that we choose must be of this form; Linear reads anything else as the key of an issue. */
export function isChosenId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(id);
}

/** Names of teams and states are the same in any case. */
export function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
