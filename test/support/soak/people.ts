import fc from "fast-check";
import { WHOLE_WORKSPACE } from "../../../src/sync/engine.ts";
import { specEdit, ticketEdit, type Clone } from "../histories/commands.ts";
import type { Death } from "../histories/mortal.ts";
import type { Dice } from "./dice.ts";
import type { Team, TeamSync } from "./team.ts";

export interface Hours {
  readonly from: number;
  readonly to: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** More than a workspace has sections or tickets. */
const ANY = 10_000;
const SAMPLED = 400;

/** A day of one person: edits, syncs from the editor, work in the trackers, merges. */
export async function workAll(team: Team, clone: Clone, hours: Hours, dice: Dice): Promise<void> {
  const habits = new Habits(team, clone, dice);
  const { time } = team;
  await time.sleepUntil(hours.from + dice.between(0, HOUR_MS));
  while (time.nowMs < hours.to) {
    await habits.doSomething();
    await time.sleep(dice.between(5 * MINUTE_MS, 60 * MINUTE_MS));
  }
}

class Habits {
  readonly #team: Team;
  readonly #clone: Clone;
  readonly #dice: Dice;
  readonly #specEdits;
  readonly #ticketEdits;
  /** Some people write, others work in the tracker. */
  readonly #writing: number;

  constructor(team: Team, clone: Clone, dice: Dice) {
    this.#team = team;
    this.#clone = clone;
    this.#dice = dice;
    this.#writing = dice.between(0.2, 0.8);
    const seed = dice.below(2 ** 31);
    this.#specEdits = fc.sample(specEdit, { numRuns: SAMPLED, seed });
    this.#ticketEdits = fc.sample(ticketEdit, { numRuns: SAMPLED, seed });
  }

  async doSomething(): Promise<void> {
    const dice = this.#dice;
    const what = dice.below(100);
    if (what < 50) this.#edit();
    else if (what < 75) await this.#sync();
    else if (what < 85) this.#team.pull(this.#clone, this.#side());
    else this.#team.merge(this.#clone, this.#side());
  }

  #edit(): void {
    const dice = this.#dice;
    for (let left = 1 + dice.below(4); left > 0; left--) {
      if (dice.happens(this.#writing)) this.#editSpec();
      else this.#editTicket();
    }
  }

  #editSpec(): void {
    const dice = this.#dice;
    const edit = this.#specEdits[dice.below(SAMPLED)];
    if (edit === undefined) return;
    const isRare = ["move-file", "unlink", "delete", "copy"].includes(edit.kind);
    if (isRare && !dice.happens(0.3)) return;
    const placed = { ...edit, at: dice.below(ANY) };
    const moved = placed.kind === "move" ? { ...placed, to: dice.below(ANY) } : placed;
    this.#team.editSpecs(this.#clone, moved, dice.happens(0.08));
  }

  #editTicket(): void {
    const dice = this.#dice;
    const edit = this.#ticketEdits[dice.below(SAMPLED)];
    if (edit === undefined || (edit.kind === "remove" && !dice.happens(0.3))) return;
    this.#team.editTicket(this.#clone, { ...edit, at: dice.below(ANY), nth: dice.below(ANY) });
  }

  async #sync(): Promise<void> {
    const dice = this.#dice;
    const team = this.#team;
    if (dice.happens(0.8)) team.pull(this.#clone, this.#side());
    const specs = team.remoteSpecs(this.#clone);
    const paths = dice.happens(0.3) ? [specs[dice.below(specs.length)] ?? ""] : specs;
    await team.sync(this.#clone, {
      direction: "both",
      onConflict: dice.one(["tracker", "tracker", "hold", "spec"]),
      scope: { paths, section: null },
      reviewMs: dice.between(1000, 40_000),
      ...mishap(dice),
    });
  }

  #side(): "ours" | "theirs" {
    return this.#dice.one(["ours", "theirs"]);
  }
}

/** What the machine of the person itself does to a sync. */
function mishap(dice: Dice): Pick<TeamSync, "death" | "fullAt"> {
  const at = 1 + dice.below(dice.happens(0.5) ? 8 : 40);
  if (dice.happens(0.05)) {
    const death: Death = { at, of: dice.one(["write", "request"]), isDone: dice.happens(0.5) };
    return { death };
  }
  return dice.happens(0.01) ? { fullAt: at } : {};
}

/**
 * The jobs of a team: forward after each merge, back once an hour, each on a new machine process.
 * Meanwhile, search in the trackers knows what is a minute old.
 */
export async function runJobs(team: Team, clone: Clone, hours: Hours, dice: Dice): Promise<void> {
  const { time, tally } = team;
  let merges = 0;
  let nextReverse = hours.from + HOUR_MS;
  await time.sleepUntil(hours.from);
  while (time.nowMs < hours.to + HOUR_MS / 2) {
    const isHourly = time.nowMs >= nextReverse;
    if (isHourly || tally.merges > merges) {
      merges = tally.merges;
      if (isHourly) nextReverse += HOUR_MS;
      await runJob(team, clone, isHourly ? "reverse" : "forward", mishap(dice));
      // Its own push is no reason for another one.
      if (team.merge(clone, "ours")) merges += 1;
    }
    await time.sleep(MINUTE_MS);
    team.trackers.indexAll();
  }
}

export async function runJob(
  team: Team,
  clone: Clone,
  direction: TeamSync["direction"],
  trouble: Pick<TeamSync, "death" | "fullAt"> = {},
): ReturnType<Team["sync"]> {
  team.tally.jobs += 1;
  team.close(clone);
  team.pull(clone, "theirs");
  return team.sync(clone, {
    direction,
    onConflict: "tracker",
    scope: WHOLE_WORKSPACE,
    reviewMs: 0,
    ...trouble,
  });
}
