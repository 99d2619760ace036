import { textsBy } from "../kernel/texts.ts";
import type { ItemReason } from "../plan/item-base.ts";

/** Why an item is in a plan, in a few words. */
export const reasonWords = textsBy<ItemReason>({
  "spec/unlinked": "no ticket yet",
  "spec/asked": "you asked for it",
  "spec/moved": "the spec changed",
  "spec/comment-missing": "the status comment is missing",
  "ticket/unlinked": "no section yet",
  "tracker/moved": "the ticket changed",
  "first-contact": "first sync of this link",
  "intent/recovered": "left over from an interrupted run",
  "link/restored": "the section lost its link",
  "conflict/status": "both changed the status",
  "conflict/title": "both changed the title",
  "conflict/text": "both changed the text",
  "conflict/criteria": "both changed the criteria",
  "conflict/parent": "both changed the parent",
  "conflict/merged": "you merged both sides",
  "shadow/edited": "the copy was changed by hand",
  "spec/no-shadow": "no copy there yet",
  "verify/unproven": "closed without proof, and reopened by you",
  "change/unspecified": "the code does it, and no section says so",
  "work/realized": "merged work realized it",
  "work/partial": "merged work realized a part of it",
  "work/model": "a language model says that merged work realized it",
});

/** The same for a reason that a record names; empty for one that this version does not know. */
export function recordedReason(reason: string): string {
  return reasonWords(reason as ItemReason);
}
