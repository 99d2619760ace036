import { createHash } from "node:crypto";

/**
 * Invisible signs in texts on GitHub, by which Canon knows again what it wrote.
 *
 * Shape: HTML comments, which GitHub keeps as they are and does not show.
 */
const KINDS = ["intent", "comment", "pull-request"] as const;

export type MarkerKind = (typeof KINDS)[number];

const TRAILING = new RegExp(`\\s*(?:<!-- canon:(?:${KINDS.join("|")}):[\\w-]+ -->\\s*)+$`);

/** Tells whether an id can stand in a marker; ids come from files that anybody may have written. */
export function isMarkerId(id: string): boolean {
  return /^[A-Za-z0-9-]{1,64}$/.test(id);
}

export function markerOf(kind: MarkerKind, id: string): string {
  return `<!-- canon:${kind}:${id} -->`;
}

/** A pull request is known again by its address, whatever its title. */
export function pullRequestMarker(url: string): string {
  return markerOf("pull-request", createHash("sha256").update(url).digest("hex").slice(0, 32));
}

export function withoutMarkers(text: string): string {
  return text.replace(TRAILING, "");
}
