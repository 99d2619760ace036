import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { SafeText } from "../core/kernel/safe-text.ts";
import { t } from "../core/kernel/texts.ts";
import type { TicketComment, TrackerError } from "../core/model/ticket.ts";
import type { Finding, Redactor } from "../core/redact/redact.ts";
import { openSystem, readCycle, type CycleDeps, type SystemState } from "./cycle-state.ts";
import { isOwnComment } from "./summary.ts";
import { CYCLE_SYSTEMS, type CycleSystem } from "./ticket-links.ts";

export interface DigestDeps extends CycleDeps {
  readonly redact: Redactor;
}

/** What a reader sees of the tickets of a cycle. Every text is redacted. */
export interface CycleDigest {
  readonly cycle: string | null;
  readonly systems: readonly SystemDigest[];
  readonly problems: readonly Problem[];
}

export interface SystemDigest {
  readonly system: CycleSystem;
  readonly key: string | null;
  readonly state: SystemState;
  readonly title: SafeText | null;
  readonly url: string | null;
  readonly status: SafeText | null;
  /** Newest first, at most five. */
  readonly comments: readonly DigestComment[];
  /** What was masked in title, status and comments, kinds and counts alone. */
  readonly redacted: readonly Finding[];
  /** Why there is nothing to show; null where there is. */
  readonly reason: string | null;
  /** What kind of trouble the tracker had; null where it had none, or was not asked. */
  readonly code: TrackerError["code"] | null;
}

export interface DigestComment {
  readonly author: SafeText;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly text: SafeText;
}

const MOST_COMMENTS = 5;

/** Reads the newest comments of the tickets of the current cycle. Writes nothing anywhere. */
export async function readDigest(deps: DigestDeps, signal: CancelSignal): Promise<CycleDigest> {
  const reading = await readCycle(deps.files);
  const { cycle, problems } = reading;
  if (cycle === null) return { cycle: null, systems: [], problems };
  const systems = CYCLE_SYSTEMS.map(async (system): Promise<SystemDigest> => {
    const opened = await openSystem(system, reading, deps);
    if (opened.state !== "available") return { ...EMPTY, system, ...opened };
    const { key } = opened.link;
    const unavailable = ({ code, message }: TrackerError): SystemDigest => ({
      ...EMPTY,
      system,
      key,
      state: "unavailable",
      reason: message,
      code,
    });
    const ticket = await opened.connection.readTicket(key, signal);
    if (!ticket.ok) return unavailable(ticket.error);
    const comments = await opened.connection.readComments(key, signal);
    if (!comments.ok) return unavailable(comments.error);
    const masked = new Masked(deps.redact);
    return {
      system,
      key,
      state: "available",
      title: masked.text(ticket.value.title),
      url: ticket.value.url,
      status: masked.text(ticket.value.status),
      comments: newest(comments.value).map((one) => masked.comment(one)),
      redacted: masked.found(),
      reason: null,
      code: null,
    };
  });
  return { cycle: cycle.id, systems: await Promise.all(systems), problems };
}

const EMPTY = {
  title: null,
  url: null,
  status: null,
  comments: [],
  redacted: [],
  code: null,
} as const;

/** Canon's own comments on a cycle say nothing new to its reader. */
function newest(comments: readonly TicketComment[]): TicketComment[] {
  return comments.filter(({ text }) => !isOwnComment(text)).slice(0, MOST_COMMENTS);
}

/** Redacts the texts of one ticket and counts what it masked. */
class Masked {
  readonly #redact: Redactor;
  readonly #counts = new Map<string, number>();

  constructor(redact: Redactor) {
    this.#redact = redact;
  }

  text(text: string): SafeText {
    const { text: safe, found } = this.#redact(text);
    for (const { kind, count } of found) {
      this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
    }
    return safe;
  }

  comment({ author, at, text }: TicketComment): DigestComment {
    return { author: this.text(author ?? t("unknown author")), at, text: this.text(text) };
  }

  found(): Finding[] {
    return [...this.#counts].map(([kind, count]) => ({ kind, count }));
  }
}
