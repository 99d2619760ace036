import { isTicketKey } from "../../src/core/model/ticket-ref.ts";
import type { StatusCategory } from "../../src/core/model/ticket.ts";
import { createMemoryTicketTracker, type MemoryTicketTracker } from "./memory-ticket-tracker.ts";

const STATES: ReadonlyMap<string, StatusCategory | null> = new Map([
  ["open|canon:draft", null],
  ["open|canon:todo", null],
  ["open|canon:in-progress", null],
  ["open|canon:blocked", null],
  ["closed|canon:done", "completed"],
  ["closed|canon:deprecated", "canceled"],
]);

/** GitHub's repositories in memory. A client of one can read the issues of all. */
export interface MemoryGithub {
  at(project: string): MemoryTicketTracker;
}

export function createMemoryGithub(): MemoryGithub {
  const repositories = new Map<string, MemoryTicketTracker>();

  function at(project: string): MemoryTicketTracker {
    const known = repositories.get(project);
    if (known !== undefined) return known;
    const numbers = createMemoryTicketTracker({ system: "github", prefix: "", states: STATES });
    const tracker = followingKeys(numbers, project, at);
    repositories.set(project, tracker);
    return tracker;
  }

  return { at };
}

/** Leads a call with `owner/repo#7` to the repository that the key names. */
function followingKeys(
  tracker: MemoryTicketTracker,
  project: string,
  at: MemoryGithub["at"],
): MemoryTicketTracker {
  const own = { ...tracker };

  function place(key: string): { at: MemoryTicketTracker; number: string } {
    const [name = "", number] = key.split("#");
    if (number === undefined || !isTicketKey("github", key)) return { at: tracker, number: key };
    const [owner = ""] = project.split("/");
    const full = name === "" ? project : name.includes("/") ? name : `${owner}/${name}`;
    return { at: full.toLowerCase() === project.toLowerCase() ? tracker : at(full), number };
  }

  tracker.readTickets = async (keys, signal) => {
    const read = keys.map(async (key) => {
      const { at: owner, number } = place(key);
      const readings =
        owner === tracker
          ? await own.readTickets([number], signal)
          : await owner.readTickets([number], signal);
      const reading = readings.get(number);
      if (reading === undefined) throw new Error(`${key} was not answered`);
      return [key, reading] as const;
    });
    return new Map(await Promise.all(read));
  };
  tracker.updateTicket = (key, change, revision, signal) => {
    const { at: owner, number } = place(key);
    return owner === tracker
      ? own.updateTicket(number, change, revision, signal)
      : owner.updateTicket(number, change, revision, signal);
  };
  tracker.createTickets = (drafts, signal) =>
    own.createTickets(
      drafts.map((draft) => ({
        ...draft,
        parentKey: draft.parentKey === null ? null : place(draft.parentKey).number,
      })),
      signal,
    );
  return tracker;
}
