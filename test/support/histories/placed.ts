import { linkOf, nameOf, statusOf, toBlocks } from "./blocks.ts";
import { remembered } from "../remembered.ts";
import { specPaths } from "./spec-edits.ts";

/** What the comments of a section say. */
export interface Placed {
  readonly name: string;
  /** The name of the section that it was copied from, or its own. */
  readonly original: string;
  readonly link: string | undefined;
  readonly status: string | undefined;
}

/** The sections of all specs in their order; `name` stays whatever is done to a section. */
export function placedIn(files: ReadonlyMap<string, string>): Placed[] {
  return specPaths(files).flatMap((path) =>
    placesIn(files.get(path) ?? "").map(({ name, original, link, status }, index) => ({
      name: name ?? `${path}#${index}`,
      original: original ?? `${path}#${index}`,
      link,
      status,
    })),
  );
}

const placesIn = remembered((text: string) =>
  toBlocks(text).blocks.map((block) => ({
    name: nameOf(block),
    original: originalIn(block.lines[0] ?? ""),
    link: linkOf(block),
    status: statusOf(block),
  })),
);

/** The key of a ticket that is named with its system. */
export function keyOf(ticket: string | null): string | undefined {
  return ticket?.replace(/^[a-z-]+:/, "");
}

/** The name that a section began with, from a heading or title of it or of its copies. */
export function originalIn(heading: string): string | undefined {
  return /\bPart (s\d+)/.exec(heading)?.[1];
}
