import type { SpecSection } from "../model/spec.ts";

/** Names a section in a workspace, as `path#id`: what a link remembers of where it stood. */
export function placeOf(file: string, { id }: Pick<SpecSection, "id">): string {
  return `${file}#${id}`;
}
