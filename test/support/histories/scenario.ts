import type { Fault } from "../remote/double.ts";
import type { Command, Trouble } from "./commands.ts";
import type { Outlines } from "./world.ts";

/** Twelve sections in two specs, some inside others, of which eleven get a ticket. */
export const TWELVE: Outlines = {
  alpha: [
    ["1", "todo"],
    ["1.1", "todo"],
    ["1.2", "in_progress"],
    ["2", "todo"],
    ["2.1", "todo"],
    ["2.2", "todo"],
    ["3", "draft"],
  ],
  beta: [
    ["1", "in_progress"],
    ["1.1", "todo"],
    ["2", "todo"],
    ["2.1", "todo"],
    ["3", "todo"],
  ],
};

/** Two syncs: one that creates, and one after people were at work on both sides. */
export function scenario(first: Trouble | null, second: Trouble | null): Command[] {
  return [
    sync(first),
    ...IN_THE_SPECS.map((edit): Command => ({ do: "spec", clone: 0, edit })),
    ...IN_THE_TRACKER.map(([kind, at, nth]): Command => ({
      do: "ticket",
      clone: 0,
      edit: { kind, at, nth, checked: true },
    })),
    sync(second),
  ];
}

function sync(trouble: Trouble | null): Command {
  return {
    do: "sync",
    clone: 0,
    direction: "both",
    onConflict: "tracker",
    trouble,
    meanwhile: [],
  };
}

const IN_THE_SPECS = [
  { kind: "word", at: 0 },
  { kind: "rename", at: 1 },
  { kind: "status", at: 3, word: "in_progress" },
  { kind: "status", at: 4, word: "done" },
  { kind: "add-box", at: 5 },
  { kind: "tick", at: 7, nth: 0, checked: true },
  { kind: "move", at: 2, to: 5 },
  { kind: "insert", at: 8 },
] as const;

const IN_THE_TRACKER = [
  ["status", 5, 2],
  ["status", 6, 1],
  ["box", 7, 0],
  ["tick", 8, 1],
  ["below", 9, 0],
  ["title", 10, 0],
] as const;

/** The answers that any request may get in place of the truth. */
export const FAULTS: readonly Fault[] = [
  { kind: "cut" },
  { kind: "drop" },
  { kind: "hang" },
  { kind: "html" },
  { kind: "truncate" },
  { kind: "empty" },
  { kind: "other" },
  { kind: "status", status: 500 },
  { kind: "status", status: 503 },
  { kind: "status", status: 429, retryAfter: "2" },
  { kind: "status", status: 429, retryAfter: "3600" },
];

/** Everything that can happen to the nth request of a sync. */
export function troublesAtRequest(at: number): Trouble[] {
  return [
    ...FAULTS.map((fault): Trouble => ({ kind: "fault", at, fault, lasts: false })),
    { kind: "death", death: { at, of: "request", isDone: false } },
    { kind: "death", death: { at, of: "request", isDone: true } },
  ];
}

/** Everything that can happen to the nth write of a file. */
export function troublesAtWrite(at: number): Trouble[] {
  return [
    { kind: "full-disk", at },
    { kind: "death", death: { at, of: "write", isDone: false } },
    { kind: "death", death: { at, of: "write", isDone: true } },
  ];
}
