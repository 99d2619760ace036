import { parseTicketId } from "../core/model/ticket-ref.ts";
import { connectionOf } from "../core/plan/connections.ts";
import { knownLinksOf } from "../core/plan/known-links.ts";
import { findLostLinks, type LostLink } from "../core/plan/lost-links.ts";
import { isOpenWithoutSection } from "../core/plan/tickets-without-section.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import type { TicketQuestion } from "./trackers.ts";

type World = Pick<
  Snapshot,
  "config" | "specs" | "outside" | "unread" | "bases" | "remembered" | "redact"
>;

/** The tickets that sections may have lost, and those whose section is gone while they are open. */
export function lostQuestions(world: World, isWhole: boolean): TicketQuestion[] {
  if (world.bases.size === 0 && world.remembered.size === 0) return [];
  const lost = findLostLinks({ ...world, intents: [] }, knownLinksOf(world));
  const matched = [...lost.matches.values()].flatMap((match) =>
    match.kind === "sure" ? [match.link] : [],
  );
  const left = isWhole ? lost.left.filter(isOpenWithoutSection) : [];
  return [...matched, ...left].flatMap((link) => questionOf(world, link));
}

function questionOf({ config }: World, { id }: LostLink): TicketQuestion[] {
  const ref = parseTicketId(id);
  const system = ref === undefined ? null : connectionOf(config, ref, null);
  return ref === undefined || system === null ? [] : [{ ref, system }];
}
