import type { SpecSection } from "../model/spec.ts";
import type { OpenIntent, Snapshot, SpecReading } from "./snapshot.ts";

/** A section that a ticket of an intent may be for. */
export interface IntentOwner {
  readonly file: string;
  readonly section: SpecSection;
}

/** What is known of the section that a create was begun for. */
export type Sought = Pick<OpenIntent, "file" | "sectionId" | "title">;

/**
 * Finds the sections that a create which was never seen to end was begun for: those that stand
 * where it stood; where there is none any more, those of its title; else the one of its id.
 */
export function intentOwners(
  { file, sectionId, title }: Sought,
  specs: readonly SpecReading[],
): IntentOwner[] {
  const all = specs.flatMap((spec) =>
    spec.document.sections.map((section) => ({ file: spec.file, section })),
  );
  const sameId = all.filter(({ section }) => section.id === sectionId);
  const there = sameId.filter((one) => one.file === file);
  if (there.length > 0) return there;
  const titled = all.filter(({ section }) => section.title === title);
  if (titled.length > 0) return titled;
  return isNamed(sectionId) && sameId.length === 1 ? sameId : [];
}

/** Every spec has a section 1; a name that somebody gave a section goes where it goes. */
export function isNamed(sectionId: string): boolean {
  return !/^[\d.]+$/.test(sectionId);
}

/**
 * For each section, the create that was begun for it: one whose ticket was found goes before one
 * that cannot be looked up now.
 */
export function openIntents({
  intents,
  specs: meant,
  outside,
}: Pick<Snapshot, "intents" | "outside" | "specs">): ReadonlyMap<SpecSection, OpenIntent> {
  const open = new Map<SpecSection, OpenIntent>();
  // Where the section still is in its place outside, one of its title is another one.
  const specs = [...meant, ...outside];
  for (const intent of intents) {
    if (intent.shadowOf !== null || hasLinkedTwin(specs, intent)) continue;
    for (const { section } of intentOwners(intent, specs)) {
      const known = open.get(section)?.found.kind;
      const { kind } = intent.found;
      if (known === "found" || (kind !== "found" && kind !== "unreadable")) continue;
      if (known === undefined || kind === "found") open.set(section, intent);
    }
  }
  return open;
}

/** A copy of a section has its id as well; what was made for that one is not the copy's. */
function hasLinkedTwin(
  specs: readonly SpecReading[],
  { file, sectionId, title }: OpenIntent,
): boolean {
  return specs.some((spec) =>
    spec.document.sections.some(
      (one) =>
        one.tickets.length > 0 &&
        one.id === sectionId &&
        (spec.file === file || one.title === title),
    ),
  );
}
