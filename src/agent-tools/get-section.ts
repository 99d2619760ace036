import { err, ok, type Result } from "../core/kernel/result.ts";
import { ticketId, type TicketId } from "../core/model/ticket-ref.ts";
import type { KnownTickets } from "../core/plan/known-tickets.ts";
import type { ExposedSection, ExposedSpecs } from "./exposed-specs.ts";
import { evidenceJson, relatives, sectionFacts } from "./section-json.ts";
import { sectionIn, type Answer, type ToolContext } from "./tool-context.ts";
import type { GET_SECTION } from "./tool-schemas.ts";
import type { InputOf } from "./tool-schema.ts";

const PAGE = 8000;
const MOST_CRITERIA = 100;

/** All of one section, as far as it is exposed. Asks no tracker. */
export async function getSection(
  context: ToolContext,
  { file, id, ticket, textFrom = 0, criteriaFrom = 0 }: InputOf<typeof GET_SECTION>,
): Promise<Answer> {
  const { specs, words, folder } = context;
  const found = findSection(specs, file, id, ticket);
  if (!found.ok) return found;
  const { spec, section } = found.value;
  const known = await folder.engine.lastKnown();
  const facts = {
    ...sectionFacts(found.value, words),
    ...relatives(section, spec.document.sections),
    spec: words.line(spec.document.title),
    ticketsAsLastSeen: section.tickets.slice(0, 20).flatMap(({ ref }) => {
      const seen = seenTicket(known, ticketId(ref), context);
      return seen === null ? [] : [seen];
    }),
  };
  if (spec.exposure === "metadata") return ok({ section: facts, kept: KEPT });
  const text = words.page(section.prose, textFrom, PAGE);
  const criteria = section.criteria.slice(criteriaFrom, criteriaFrom + MOST_CRITERIA);
  const next = criteriaFrom + criteria.length;
  return ok({
    section: {
      ...facts,
      text: text.text,
      nextTextFrom: text.next,
      evidence: section.evidence.slice(0, 50).map((one) => evidenceJson(one, words)),
      criteriaTexts: criteria.map((one) => ({
        text: words.line(one.text),
        ...(one.details === "" ? {} : { details: words.block(one.details, 1000) }),
        isMet: one.checked,
        evidence: one.evidence.slice(0, 10).map((evidence) => evidenceJson(evidence, words)),
      })),
      nextCriteriaFrom: next < section.criteria.length ? next : null,
    },
  });
}

export const KEPT =
  "This spec shows its metadata only, as its owner wants. Its text is not to be had from here.";

function findSection(
  specs: ExposedSpecs,
  file: string | undefined,
  id: string | undefined,
  ticket: string | undefined,
): Result<ExposedSection, string> {
  if (ticket === undefined) {
    if (file === undefined || id === undefined) {
      return err("Name the section by file and id, or by ticket.");
    }
    return sectionIn(specs, file, id);
  }
  const key = ticket.trim().toLowerCase();
  const found = specs
    .sections()
    .find(({ section }) =>
      section.tickets.some(({ ref }) =>
        [ref.key, ticketId(ref)].some((one) => one.toLowerCase() === key),
      ),
    );
  return found === undefined
    ? err(`No section is linked to ${JSON.stringify(ticket.slice(0, 200))}. Call canon_findSections to see which there are.`) // prettier-ignore
    : ok(found);
}

/** A title of a ticket is like that of a section: no text. */
function seenTicket(known: KnownTickets, id: TicketId, { words }: ToolContext): object | null {
  const seen = known.get(id);
  if (seen === undefined) return null;
  return { ticket: id, status: words.line(seen.status, 100), title: words.line(seen.title), seenAt: seen.at }; // prettier-ignore
}
