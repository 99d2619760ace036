import type { BodyEdit } from "./body-edits.ts";

/** A ticket as the people who work in the tracker see it. */
export interface SeenTicket {
  readonly key: string;
  readonly title: string;
  /** The words of the description. */
  readonly body: string;
  readonly boxes: ReadonlyMap<string, boolean>;
  readonly status: string;
  readonly parentKey: string | null;
}

/** What people can do in a tracker. Every method tells whether there was anything to do. */
export interface Hands {
  /**
   * Names of workflow states that people use for a ticket; the first three are `todo`,
   * `in_progress`, `done`.
   */
  statusesOf(key: string): readonly string[];
  /** Whether Canon can read titles and descriptions there. */
  readonly hasTexts: boolean;
  /** Whether Canon keeps parents there. */
  readonly hasParents: boolean;
  tickets(): readonly SeenTicket[];
  move(key: string, status: string): boolean;
  retitle(key: string, title: string): boolean;
  edit(key: string, edit: BodyEdit): boolean;
  reparent(key: string, parentKey: string | null): boolean;
  remove(key: string): boolean;
}
