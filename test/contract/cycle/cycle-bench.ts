import type { CycleConnection } from "../../../src/ports/cycle-connection.ts";

/** A way to one ticket of a design cycle, with what a person can do to it elsewhere. */
export interface CycleBench {
  readonly connection: CycleConnection;
  readonly key: string;
  readonly title: string;
  /** The states it begins in, one that it can be moved to, and one that no ticket has. */
  readonly statuses: { readonly first: string; readonly next: string };
  /** A key of a ticket that is not there. */
  readonly missingKey: string;
  status(): string;
  /** Bodies, oldest first. */
  comments(): readonly string[];
  /** A person comments on the ticket. */
  say(text: string): void;
  /** A person moves the ticket. */
  moveTo(status: string): void;
}

export type WithCycleBench = (task: (bench: CycleBench) => Promise<void>) => Promise<void>;
