import type { Fault } from "../remote/double.ts";
import type { Dice } from "./dice.ts";
import type { DayTally } from "./day-tally.ts";

/** What the connection to a server is like for a while. */
interface Spell {
  readonly origin: string;
  readonly from: number;
  readonly to: number;
  readonly kind: "refused" | "broken" | "losing" | "limited" | "expired";
  /** Only one person's requests meet it; null: everybody's. */
  readonly person: number | null;
}

export interface RequestScene {
  readonly origin: string;
  readonly person: number;
  readonly isWrite: boolean;
  readonly nowMs: number;
}

const MINUTE_MS = 60_000;
/** Requests out of a hundred thousand that meet something on a fine day. */
const MISHAPS = 200;

const BROKEN: readonly [Fault, ...Fault[]] = [
  { kind: "status", status: 500 },
  { kind: "status", status: 502 },
  { kind: "status", status: 503 },
  { kind: "html" },
  { kind: "truncate" },
  { kind: "empty" },
];

const LOSING: readonly [Fault, ...Fault[]] = [
  { kind: "cut" },
  { kind: "hang" },
  { kind: "truncate" },
  { kind: "drop" },
];

/** In seconds; the last are longer than anybody waits. */
const WAITS = ["1", "3", "10", "30", "55", "120", "900"] as const;

/** What goes wrong with the servers of a team in the course of a day. */
export class Weather {
  readonly #spells: readonly Spell[];
  readonly #dice: Dice;
  readonly #tally: DayTally;
  /** Nothing goes wrong any more. */
  isFine = false;

  constructor(
    origins: readonly string[],
    people: number,
    day: { readonly from: number; readonly to: number },
    dice: Dice,
    tally: DayTally,
  ) {
    this.#dice = dice;
    this.#tally = tally;
    this.#spells = origins.flatMap((origin) => {
      const spell = (kind: Spell["kind"], minutes: number, person: number | null): Spell => {
        const from = dice.between(day.from, day.to);
        return { origin, kind, from, to: from + minutes * MINUTE_MS, person };
      };
      return [
        spell("refused", dice.between(5, 30), null),
        spell("broken", dice.between(5, 30), null),
        spell("losing", dice.between(10, 40), null),
        spell("limited", dice.between(10, 30), null),
        spell("limited", dice.between(10, 60), dice.below(people)),
        spell("expired", 60, null),
        spell("expired", 60, dice.below(people)),
      ];
    });
  }

  /** Whether a server takes no connections. */
  isDown({ origin, nowMs }: Pick<RequestScene, "origin" | "nowMs">): boolean {
    const isDown = this.#at(origin, nowMs, null).some(({ kind }) => kind === "refused");
    if (isDown) this.#tally.faults += 1;
    return isDown;
  }

  faultFor({ origin, person, nowMs, isWrite }: RequestScene): Fault | undefined {
    if (this.isFine) return undefined;
    const kinds = new Set(this.#at(origin, nowMs, person).map(({ kind }) => kind));
    const fault = this.#faultIn(kinds, isWrite);
    if (fault !== undefined) this.#tally.faults += 1;
    return fault;
  }

  #faultIn(kinds: ReadonlySet<Spell["kind"]>, isWrite: boolean): Fault | undefined {
    const dice = this.#dice;
    if (kinds.has("expired")) return { kind: "status", status: 401 };
    if (kinds.has("limited") && dice.happens(0.3)) {
      this.#tally.limits += 1;
      return { kind: "status", status: 429, retryAfter: dice.one(WAITS) };
    }
    if (kinds.has("broken") && dice.happens(0.5)) return dice.one(BROKEN);
    if (kinds.has("losing") && dice.happens(isWrite ? 0.4 : 0.2)) return dice.one(LOSING);
    const mishap = dice.below(100_000);
    if (mishap >= MISHAPS) return undefined;
    return mishap % 2 === 0 ? dice.one(BROKEN) : dice.one(LOSING);
  }

  #at(origin: string, nowMs: number, person: number | null): Spell[] {
    if (this.isFine) return [];
    return this.#spells.filter(
      (one) =>
        one.origin === origin &&
        one.from <= nowMs &&
        nowMs < one.to &&
        (one.person === null || one.person === person),
    );
  }
}
