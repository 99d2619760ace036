import type * as vscode from "vscode";

const KEY = "canon.digest.seen";
const MOST_TICKETS = 200;

type Seen = Readonly<Record<string, string>>;

/**
 * Up to when a person has seen the comments of each ticket, kept by the editor for this workspace
 * and this machine, never in the repository.
 *
 * What is new stays new for as long as the person looks; the next look begins with what was seen.
 */
export class SeenComments {
  readonly #memento: Pick<vscode.Memento, "get" | "update">;
  readonly #before = new Map<string, string | undefined>();

  constructor(memento: Pick<vscode.Memento, "get" | "update">) {
    this.#memento = memento;
  }

  /** When the newest comment was made that was seen before this look; undefined for a first look. */
  before(ticket: string): string | undefined {
    if (!this.#before.has(ticket)) this.#before.set(ticket, this.#read()[ticket]);
    return this.#before.get(ticket);
  }

  /** Notes what is on the screen. Units: `at` is ISO 8601, UTC; tickets without comments have "". */
  async saw(tickets: ReadonlyMap<string, string>): Promise<void> {
    const known = this.#read();
    const moved = [...tickets].filter(([ticket, at]) => isLater(at, known[ticket]));
    if (moved.length === 0) return;
    const fresh = new Set(moved.map(([ticket]) => ticket));
    const others = Object.entries(known).filter(([ticket]) => !fresh.has(ticket));
    const kept = [...others, ...moved].slice(-MOST_TICKETS);
    await this.#memento.update(KEY, Object.fromEntries(kept));
  }

  endLook(): void {
    this.#before.clear();
  }

  #read(): Seen {
    const kept: unknown = this.#memento.get(KEY);
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, string] => {
        return typeof entry[1] === "string";
      }),
    );
  }
}

function isLater(at: string, seen: string | undefined): boolean {
  return seen === undefined || Date.parse(at) > (Date.parse(seen) || 0);
}
