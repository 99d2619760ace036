import fc from "fast-check";
import type { Fault } from "../remote/double.ts";
import type { Death } from "./mortal.ts";
import type { SpecEdit } from "./spec-edits.ts";
import type { Side } from "./three-way.ts";

/** What goes wrong during one sync. */
export type Trouble =
  | { readonly kind: "death"; readonly death: Death }
  | { readonly kind: "fault"; readonly at: number; readonly fault: Fault; readonly lasts: boolean }
  | { readonly kind: "full-disk"; readonly at: number };

/** What a person does to a ticket; `at` chooses it among all. */
export interface TicketEdit {
  readonly at: number;
  readonly kind:
    "status" | "title" | "above" | "below" | "inside" | "box" | "tick" | "reparent" | "remove";
  readonly nth: number;
  readonly checked: boolean;
}

/** The number of a clone, from 0. */
export type Clone = number;

/** One step of a history, as plain data: it can be printed, shrunk and played again. */
export type Command =
  | { readonly do: "spec"; readonly clone: Clone; readonly edit: SpecEdit }
  | { readonly do: "ticket"; readonly clone: Clone; readonly edit: TicketEdit }
  | { readonly do: "exchange"; readonly clone: Clone; readonly take: Side }
  | {
      readonly do: "sync";
      readonly clone: Clone;
      readonly direction: "both" | "forward" | "reverse";
      readonly onConflict: "tracker" | "spec" | "hold";
      readonly trouble: Trouble | null;
      /** What people do after the plan was made and before it is applied. */
      readonly meanwhile: readonly Command[];
    };

const clone = fc.constantFrom<Clone>(0, 1);
const at = fc.nat({ max: 40 });
const words = fc.constantFrom(
  "todo",
  "in_progress",
  "done",
  "blocked:PAY-900",
  "draft",
  "deprecated",
);

export const specEdit: fc.Arbitrary<SpecEdit> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("status" as const), at, word: words }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("tick" as const),
      at,
      nth: fc.nat({ max: 3 }),
      checked: fc.boolean(),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constantFrom("add-box", "line", "rename", "word", "insert", "renumber" as const),
      at,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("copy", "delete", "drop-box", "unlink" as const),
      at,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("move" as const), at, to: at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("move-file" as const), at }) },
);

export const ticketEdit: fc.Arbitrary<TicketEdit> = fc.record({
  at,
  kind: fc.oneof(
    {
      weight: 12,
      arbitrary: fc.constantFrom(
        ...(["status", "status", "title", "above", "below", "inside", "box", "tick"] as const),
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom("reparent" as const, "remove" as const) },
  ),
  nth: fc.nat({ max: 5 }),
  checked: fc.boolean(),
});

const edit: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constant("spec" as const), clone, edit: specEdit }),
  fc.record({ do: fc.constant("ticket" as const), clone, edit: ticketEdit }),
);

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>(
    { kind: "cut" },
    { kind: "drop" },
    { kind: "hang" },
    { kind: "html" },
    { kind: "truncate" },
    { kind: "empty" },
    { kind: "other" },
  ),
  fc.constantFrom<Fault>(
    { kind: "status", status: 500 },
    { kind: "status", status: 503 },
    { kind: "status", status: 429, retryAfter: "2" },
    { kind: "status", status: 429, retryAfter: "3600" },
    { kind: "status", status: 401 },
    { kind: "status", status: 404 },
  ),
);

/** Most syncs have few steps, the first ones many. */
const nthStep = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 40 }));
const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("death" as const),
      death: fc.record({
        at: nthStep,
        of: fc.constantFrom("write" as const, "request" as const),
        isDone: fc.boolean(),
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("fault" as const),
      at: nthStep,
      fault,
      lasts: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("full-disk" as const), at: nthStep }),
  },
);

const sync: fc.Arbitrary<Command> = fc.record({
  do: fc.constant("sync" as const),
  clone,
  direction: fc.constantFrom("both", "both", "both", "forward", "reverse" as const),
  onConflict: fc.constantFrom("tracker", "tracker", "hold", "spec" as const),
  trouble: fc.option<Trouble>(trouble, { freq: 2, nil: null }),
  meanwhile: fc.array(edit, { maxLength: 3 }),
});

const swap: fc.Arbitrary<Command> = fc.record({
  do: fc.constant("exchange" as const),
  clone,
  take: fc.constantFrom<Side>("ours", "theirs"),
});

/** Whole histories, short ones among them. */
export function histories(longest: number): fc.Arbitrary<Command[]> {
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: edit },
      { weight: 4, arbitrary: sync },
      { weight: 2, arbitrary: swap },
    ),
    { maxLength: longest, size: "max" },
  );
}
