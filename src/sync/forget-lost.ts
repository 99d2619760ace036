import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { TicketId } from "../core/model/ticket-ref.ts";
import { knownLinksOf, sectionName, type SectionAt } from "../core/plan/known-links.ts";
import { findLostLinks, type LostLink, type LostMatch } from "../core/plan/lost-links.ts";
import { placeOf } from "../core/plan/section-place.ts";
import type { Application } from "./application.ts";
import { WHOLE_WORKSPACE } from "./engine.ts";
import { readBases, writeBases } from "./journal.ts";
import { readWorkspace } from "./read-specs.ts";

/**
 * Forgets the ticket that a section without a link once had, so that no sync links it again.
 *
 * Shape:  null where nothing is remembered of the section.
 * Errors: a link that may just as well belong to another section is kept.
 */
export async function forgetLost(
  { files, config, run, redact }: Application,
  parse: (text: string) => SpecDocument,
  at: SectionAt,
): Promise<Result<TicketId | null, Problem>> {
  const links = await readBases(files);
  if (!links.ok) return links;
  const { bases, remembered } = links.value;
  const read = await readWorkspace(files, parse, config, WHOLE_WORKSPACE, run);
  const world = { config, ...read, bases, remembered, intents: [], redact };
  const { matches } = findLostLinks(world, knownLinksOf(world));
  const match = matches.get(sectionName(at));
  if (match === undefined) return ok(null);
  const own = linksOf(match).filter((link) => claimants(matches, link) === 1);
  const [first] = own;
  if (first === undefined) return err(shared(at));
  const saved = await writeBases(files, new Map(own.map(({ id }) => [id, null])));
  return saved.ok ? ok(first.id) : saved;
}

function linksOf(match: LostMatch): readonly LostLink[] {
  return match.kind === "sure" ? [match.link] : match.links;
}

function claimants(matches: ReadonlyMap<string, LostMatch>, link: LostLink): number {
  return [...matches.values()].filter((match) => linksOf(match).includes(link)).length;
}

function shared({ spec, section }: SectionAt): Problem {
  const place = placeOf(spec.file, section);
  return {
    code: "link/not-forgotten",
    severity: "error",
    file: spec.file,
    line: section.line,
    message: t(
      "Other sections may be the ones that these tickets belong to, so nothing was forgotten. Link them to the right sections first, or create a ticket for this one with `canon sync {0}`.",
      place,
    ),
  };
}
