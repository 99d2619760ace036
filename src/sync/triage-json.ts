import { ticketId } from "../core/model/ticket-ref.ts";
import type { Triage, TriagedTicket } from "./triage-report.ts";

/** Tickets without a section as scripts see them, each with all that could be done. */
export function triageToJson({ tickets, outOfScope, problems, requests }: Triage): object {
  return {
    tickets: tickets.map(ticketToJson),
    outOfScope: outOfScope.length,
    outOfScopeTickets: outOfScope,
    problems,
    requests,
  };
}

function ticketToJson({ ref, ticket, suggestions }: TriagedTicket): object {
  const { links, place } = suggestions;
  const { title, status, url, type } = ticket;
  return {
    ...{ ticket: ticketId(ref), title, status: status.name, url, type },
    suggestions: [
      ...links.map(({ spec, section, score }) => ({
        ...{ kind: "link-section", file: spec.file, sectionId: section.id, score },
      })),
      ...(place === null
        ? []
        : [
            {
              kind: "add-section",
              file: place.spec.file,
              after: place.after?.id ?? null,
              score: place.score,
            },
          ]),
      { kind: "out-of-scope" },
    ],
  };
}
