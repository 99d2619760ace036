import { suite, test } from "mocha";
import type { TicketTracker } from "../../src/ports/ticket-tracker.ts";
import { describeCancelling } from "./tracker/cancelling.ts";
import { describeClosing } from "./tracker/closing.ts";
import { describeCreating } from "./tracker/creating.ts";
import { describeFinding } from "./tracker/finding.ts";
import { describeListing } from "./tracker/listing.ts";
import { describeReading } from "./tracker/reading.ts";
import { describeRemoving } from "./tracker/removing.ts";
import { describeTalking } from "./tracker/talking.ts";
import { describeUpdating } from "./tracker/updating.ts";

/** One tracker with what a person can do behind Canon's back. */
export interface Bench {
  readonly tracker: TicketTracker;
  /** A second client of the same tickets, as another window would be. */
  readonly other: TicketTracker;
  /**
   * A person rewrites the description.
   *
   * Where `keepsBytes` is false, `change` only adds `\n\n` and a paragraph at the end, or gives
   * one paragraph in place of all there was.
   */
  editDescription(key: string, change: (description: string) => string): Promise<void>;
  description(key: string): Promise<string>;
  /** The ticket exists, but cannot be read. */
  spoil(key: string): Promise<void>;
  readonly words: Words;
  /** False where the tracker keeps a text's meaning but not each of its bytes. True unless told. */
  readonly keepsBytes?: boolean;
  /** False where a ticket cannot be found by its marker, so that every look-up is an error. */
  readonly findsMarkers?: boolean;
  /** False where a ticket that is gone cannot be told from one that cannot be read. */
  readonly tellsMissing?: boolean;
  /** False where nobody can see which pull requests a ticket shows already. */
  readonly seesLinks?: boolean;
  /** How many tickets two clients create side by side; 100 unless told. */
  readonly crowd?: number;
  /** The bench's own time, for what depends on it; the fixed clock's start unless told. */
  now?(): string;
  /** How many requests were sent so far, where requests are sent at all. */
  sent?(): number;
  /** How often a ticket points to this URL, where `Ticket.pullRequests` does not show it. */
  countLinks?(key: string, url: string): Promise<number>;
}

/** How one tracker says what all of them can say. */
export interface Words {
  /** A key of the right form that no ticket has. */
  readonly missingKey: string;
  /** Names of workflow states. `fresh` is where a new ticket begins. */
  readonly statuses: { readonly fresh: string; readonly started: string; readonly done: string };
  /** An issue type that a ticket can be made with; null where the tracker has none. */
  readonly type: string | null;
  /** A type that can stand under a ticket of `type`; the same where any can. */
  readonly childType: string | null;
}

/** Says what a tracker does, in one sentence, and shows it on a bench of its own. */
export type Check = (title: string, task: (bench: Bench) => Promise<void>) => void;

/** What every tracker does, whoever is behind it. */
export function describeTracker(
  name: string,
  withBench: (task: (bench: Bench) => Promise<void>) => Promise<void>,
): void {
  const check: Check = (title, task) => {
    test(title, () => withBench(task));
  };

  suite(`contract: ${name}`, () => {
    describeReading(check);
    describeListing(check);
    describeCreating(check);
    describeFinding(check);
    describeUpdating(check);
    describeClosing(check);
    describeTalking(check);
    describeRemoving(check);
    describeCancelling(check);
  });
}
