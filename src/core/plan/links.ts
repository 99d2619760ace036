import type { TicketId } from "../model/ticket-ref.ts";

/**
 * The values that spec and ticket last shared, one record a link.
 *
 * Shape: `status` is the spec's word (`blocked:PAY-200`), `raw` the tracker's; `title` and `text`
 * are hashes of what was last written, `text` however Markdown is spelled and `bytes` of the
 * spelling in the spec; `criteria` pairs the key of each text with its tick;
 * `outside` are those that stand in the ticket outside Canon's block and were dealt with, absent
 * where there are none;
 * `revision` is the ticket's when the last of them was agreed. Null: never agreed so far.
 * `at` is the place of the section that was linked then, as `path#id`; it finds a link again that
 * a spec has lost.
 * `told` names the merged work that the ticket was told of, sorted; absent where there is none.
 */
export interface LinkBase {
  readonly status: string | null;
  readonly raw: string | null;
  readonly title: string | null;
  readonly text: string | null;
  readonly bytes: string | null;
  readonly criteria: readonly CriterionTick[];
  readonly outside?: readonly CriterionTick[];
  readonly parent: string | null;
  readonly revision: string;
  readonly at: string | null;
  readonly told?: readonly string[];
}

/** `key` is a hash of the criterion's text, with `#2`, `#3` … for equal texts. */
export type CriterionTick = readonly [key: string, checked: boolean];

export type LinkBases = ReadonlyMap<TicketId, LinkBase>;
