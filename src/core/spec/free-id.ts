import type { SpecSection } from "../model/spec.ts";
import { slugOf } from "./heading-text.ts";

/**
 * The ids that a status comment may give to the section that a line belongs to.
 *
 * Shape:  its number, then a slug of its title; none that another section has. A slug that is taken
 *         is counted on.
 * Units:  `line` counts from 0.
 */
export function freeIds(sections: readonly SpecSection[], line: number): string[] {
  const section = sections.findLast((one) => one.line <= line + 1);
  if (section === undefined) return [];
  const { number, title } = section;
  const taken = new Set(sections.filter((one) => one !== section).map(({ id }) => id));
  const numbers = number === null || taken.has(number) ? [] : [number];
  const slug = slugOf(title);
  return slug === "" ? numbers : [...numbers, counted(slug, taken)];
}

function counted(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let count = 2;
  while (taken.has(`${slug}-${count}`)) count += 1;
  return `${slug}-${count}`;
}
