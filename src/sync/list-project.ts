import type { SystemConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";
import { ticketId, type TicketRef } from "../core/model/ticket-ref.ts";
import type { Ticket } from "../core/model/ticket.ts";
import type { Run } from "./engine.ts";
import type { Trackers } from "./trackers.ts";

interface ListedProject {
  readonly tickets: readonly Ticket[];
  readonly problems: readonly Problem[];
}

/**
 * The open tickets of one project that are wanted, read in batches.
 *
 * Errors: a project that cannot be listed is a problem, and so is a ticket that cannot be read;
 *         neither looks like a project without tickets.
 */
export async function listProject(
  trackers: Trackers,
  system: SystemConfig,
  isWanted: (ref: TicketRef) => boolean,
  { signal }: Run,
): Promise<ListedProject> {
  const tracker = await trackers.get(system);
  if (!tracker.ok) return { tickets: [], problems: [{ ...tracker.error, severity: "error" }] };
  if (!tracker.value.capabilities.listing) return { tickets: [], problems: [notOffered(system)] };
  const listed = await tracker.value.listOpenTickets(signal);
  if (!listed.ok) return { tickets: [], problems: [notListed(system, listed.error.message)] };
  const { keys, isComplete } = listed.value;
  const refs = keys.map((key) => ({ system: system.system, key })).filter(isWanted);
  const readings = await trackers.read(refs.map((ref) => ({ system, ref })));
  const tickets: Ticket[] = [];
  const unread: string[] = [];
  for (const ref of refs) {
    const reading = readings.get(ticketId(ref));
    if (reading?.kind === "found") tickets.push(reading.ticket);
    if (reading?.kind === "unreadable") unread.push(reading.error.message);
  }
  const [first] = unread;
  return {
    tickets,
    problems: [
      ...(isComplete ? [] : [cutShort(system, keys.length)]),
      ...(first === undefined ? [] : [unreadable(system, unread.length, first)]),
    ],
  };
}

function notOffered({ name }: SystemConfig): Problem {
  return {
    code: "triage/not-offered",
    severity: "warning",
    line: null,
    message: t(
      '"{0}" gives no list of tickets, so its tickets without a section are not shown. Connect to the tracker itself, on the command line with `--local`.',
      name,
    ),
  };
}

function notListed({ name }: SystemConfig, why: string): Problem {
  return {
    code: "triage/not-listed",
    severity: "error",
    line: null,
    message: t(
      'The tickets of "{0}" could not be listed: {1} Nothing was changed. Try again when the tracker answers.',
      name,
      why,
    ),
  };
}

function cutShort({ name }: SystemConfig, count: number): Problem {
  return {
    code: "triage/cut-short",
    severity: "warning",
    line: null,
    message: t(
      '"{0}" has more than {1} open tickets. The newest {1} were looked at. Close what is done, link what has a section, and look again.',
      name,
      count,
    ),
  };
}

function unreadable({ name }: SystemConfig, count: number, why: string): Problem {
  return {
    code: "triage/unreadable",
    severity: "warning",
    line: null,
    message:
      count === 1
        ? t('1 open ticket of "{0}" could not be read, so nothing is said of it: {1}', name, why)
        : t(
            '{0} open tickets of "{1}" could not be read, so nothing is said of them: {2}',
            count,
            name,
            why,
          ),
  };
}
