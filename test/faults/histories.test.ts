import fc from "fast-check";
import { suite, test } from "mocha";
import { histories } from "../support/histories/commands.ts";
import { play } from "../support/histories/play.ts";
import { newTally, tallyText } from "../support/histories/tally.ts";
import { REMEMBERING, VENUES } from "../support/histories/venues.ts";
import { staysInProcess } from "../support/remote/stays-in-process.ts";

const ASKED = process.env["CANON_HISTORIES"];
const RUNS = Number(ASKED ?? 300);
/** The same histories in every run of all suites; who asks for a number of them gets new ones. */
const USUAL_SEED = 20_260_105;
const ONLY = process.env["CANON_HISTORIES_ON"];
/** As a failure printed them; then that one history is played. */
const { CANON_SEED: SEED, CANON_PATH: PATH } = process.env;
const LONGEST = 24;

suite("random histories of two clones and a tracker full of people", () => {
  staysInProcess();

  for (const venue of [...VENUES, ...REMEMBERING].filter(
    ({ name }) => ONLY === undefined || name === ONLY,
  )) {
    const memory = venue.remembers === true ? ", with a memory" : "";
    test(`on ${venue.name}${memory}: one ticket a section, nothing lost, at rest in the end`, async () => {
      const tally = newTally();
      const fresh = ASKED === undefined ? USUAL_SEED : Date.now() % 2 ** 31;
      const seed = SEED === undefined ? fresh : Number(SEED);
      await fc.assert(
        fc.asyncProperty(histories(LONGEST), async (history) => {
          await play(venue, history, tally);
        }),
        { numRuns: RUNS, seed, ...(PATH === undefined ? {} : { path: PATH }), endOnFailure: false },
      );
      console.log(`    ${venue.name}${memory}: ${tallyText(tally)}, seed ${seed}`);
    }).timeout(0);
  }
});
