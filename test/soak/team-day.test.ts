import { suite, test } from "mocha";
import { staysInProcess } from "../support/remote/stays-in-process.ts";
import { playDay } from "../support/soak/day.ts";
import { dayText, newDayTally } from "../support/soak/day-tally.ts";

const PEOPLE = 30;
const WHOLE_DAY = 10;
/** What every run of all suites has time for. */
const MORNING = 2;
const { CANON_SOAK_DAYS: DAYS, CANON_SEED: SEED } = process.env;
const FIRST = Number(SEED ?? 1);
const HOURS = DAYS === undefined ? MORNING : WHOLE_DAY;

suite("thirty people at work, with their jobs, trackers and mishaps", () => {
  staysInProcess();
  const all = newDayTally();

  for (let seed = FIRST; seed < FIRST + Number(DAYS ?? 1); seed++) {
    test(`day ${seed}: one ticket a section, nothing lost, at rest in the evening`, async () => {
      const day = await playDay({ seed, people: PEOPLE, hours: HOURS });
      for (const [name, count] of Object.entries(day))
        all[name as keyof typeof all] += Number(count);
      console.log(`    ${dayText(PEOPLE, DAYS === undefined ? day : all)}`);
    }).timeout(0);
  }
});
