import type { TypedPart } from "./typed-part.ts";

/** The text that an offer puts in the place of what was typed; the cursor ends between the two. */
export interface AcceptedText {
  readonly before: string;
  readonly after: string;
}

/**
 * What stands in the line once an offer is taken: the comment is well-formed and ends once.
 *
 * `next` is what follows the offer where nothing of the comment follows it yet.
 */
export function acceptOffer(part: TypedPart, text: string, next = ""): AcceptedText {
  const { name, open, start, isFollowed, closing } = part;
  const isTouching = name.kind === "word" && start === open + 4;
  return {
    before: (isTouching ? " " : "") + text + (isFollowed ? "" : next),
    after: isFollowed ? "" : closing,
  };
}
