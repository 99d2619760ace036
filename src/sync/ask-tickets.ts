import { ticketId, type TicketId } from "../core/model/ticket-ref.ts";
import type { TicketReading } from "../core/model/ticket.ts";
import {
  isBroken,
  isResting,
  observe,
  refusalOf,
  restingReading,
  type ReferenceChange,
  type ReferenceHealths,
} from "../core/plan/references.ts";
import { byConnection, type TicketQuestion, type TicketSource, type Trackers } from "./trackers.ts";

/** The answers of one run, and what they mean for the references that were asked about. */
export interface TicketAnswers {
  readonly tickets: Map<TicketId, TicketReading>;
  readonly changes: readonly ReferenceChange[];
}

interface AskOptions {
  readonly isCounting: boolean;
  /** Who answers; absent: the trackers. */
  readonly source?: TicketSource;
}

/**
 * Reads tickets, without those that a person dismissed or that were found broken not long ago.
 *
 * Shape:  without `isCounting`, as for a look in between, a refusal is no strike against a
 *         reference; what is known to be broken still is noted as asked.
 */
export async function askTickets(
  trackers: Trackers,
  questions: readonly TicketQuestion[],
  health: ReferenceHealths,
  now: string,
  { isCounting, source = trackers }: AskOptions,
): Promise<TicketAnswers> {
  const isAsked = ({ ref }: TicketQuestion): boolean =>
    !isResting(ticketId(ref), health.get(ticketId(ref)), now);
  const asked = health.size === 0 ? questions : questions.filter(isAsked);
  const answers = await source.read(asked);
  const excused = isCounting ? await excusedTickets(trackers, asked, answers) : null;
  const changes = observe(health, answers, now, (id) =>
    excused === null ? isBroken(health.get(id)) : !excused.has(id),
  );
  const tickets = new Map(answers);
  for (const { ref } of questions) {
    const id = ticketId(ref);
    const known = health.get(id);
    if (!answers.has(id) && known !== undefined) tickets.set(id, restingReading(id, known));
  }
  return { tickets, changes };
}

/**
 * Tickets of a connection that refused everything it was asked: that is about the account or the
 * project, and says nothing of any one reference. A single ticket is told apart by asking whether
 * the account is still welcome.
 */
async function excusedTickets(
  trackers: Trackers,
  asked: readonly TicketQuestion[],
  answers: ReadonlyMap<TicketId, TicketReading>,
): Promise<ReadonlySet<TicketId>> {
  const excused = new Set<TicketId>();
  for (const { system, refs } of byConnection(asked)) {
    const ids = [...new Set(refs.map(ticketId))];
    const isRefused = ids.every((id) => {
      const reading = answers.get(id);
      return reading?.kind === "unreadable" && refusalOf(reading) !== null;
    });
    if (!isRefused) continue;
    const isAboutTicket = ids.length === 1 && (await trackers.isWelcome(system));
    if (!isAboutTicket) for (const id of ids) excused.add(id);
  }
  return excused;
}
