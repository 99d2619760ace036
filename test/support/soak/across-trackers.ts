import type { Hands } from "../histories/hands.ts";

/** The hands of people who work in several trackers; `having` tells whose a key is. */
export function acrossTrackers(
  all: readonly Hands[],
  {
    having,
    tickets,
  }: { readonly having: (key: string) => Hands; readonly tickets: Hands["tickets"] },
): Hands {
  return {
    statusesOf: (key) => having(key).statusesOf(key),
    hasTexts: all.every(({ hasTexts }) => hasTexts),
    hasParents: all.every(({ hasParents }) => hasParents),
    tickets,
    move: (key, status) => having(key).move(key, status),
    retitle: (key, title) => having(key).retitle(key, title),
    edit: (key, edit) => having(key).edit(key, edit),
    reparent(key, parentKey) {
      const hands = having(key);
      const isElsewhere = parentKey !== null && having(parentKey) !== hands;
      return !isElsewhere && hands.reparent(key, parentKey);
    },
    remove: (key) => having(key).remove(key),
  };
}
