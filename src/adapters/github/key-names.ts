import {
  isSameRepository,
  placeId,
  placeName,
  type IssuePlace,
  type Repository,
} from "./issue-place.ts";

/**
 * Which key people write for an issue.
 *
 * One issue has several: `42` and `acme/shop#42`. The parent of a ticket is named as a spec names
 * it, or the two would never be seen to agree.
 */
export interface KeyNames {
  remember(place: IssuePlace, key: string): void;
  keyOf(place: IssuePlace): string;
}

export function createKeyNames(own: Repository): KeyNames {
  const keys = new Map<string, string>();
  return {
    remember(place, key) {
      keys.set(placeId(place), key);
    },
    keyOf: (place) =>
      keys.get(placeId(place)) ??
      (isSameRepository(place, own) ? String(place.number) : placeName(place)),
  };
}
