import assert from "node:assert/strict";
import { suite, test } from "mocha";
import type { Trouble } from "../support/histories/commands.ts";
import { play } from "../support/histories/play.ts";
import {
  scenario,
  troublesAtRequest,
  troublesAtWrite,
  TWELVE,
} from "../support/histories/scenario.ts";
import { newTally, tallyText, type Tally } from "../support/histories/tally.ts";
import { VENUES, type Venue } from "../support/histories/venues.ts";
import { staysInProcess } from "../support/remote/stays-in-process.ts";

const ONLY = process.env["CANON_HISTORIES_ON"];
/** Each request meets some of the faults in a usual run, and all of them in a long one. */
const SHARE = process.env["CANON_HISTORIES"] === undefined ? 8 : 1;

suite("one fault at each request and each write of a sync of twelve sections", () => {
  staysInProcess();

  for (const venue of VENUES.filter(({ name }) => ONLY === undefined || name === ONLY)) {
    test(`on ${venue.name}: one ticket a section, nothing lost, at rest in the end`, async () => {
      const tally = newTally();
      const counts = await countSteps(venue, tally);
      for (const [nthSync, steps] of counts.entries()) {
        for (const trouble of troublesOf(steps)) await meet(venue, nthSync, trouble, tally);
      }
      const all = counts.map(({ requests, writes }) => `${requests} requests, ${writes} writes`);
      console.log(`    ${venue.name}: ${all.join("; then ")}; ${tallyText(tally)}`);
    }).timeout(0);
  }
});

interface Steps {
  readonly requests: number;
  readonly writes: number;
}

/** What the two syncs of the scenario do when nothing goes wrong. */
async function countSteps(venue: Venue, tally: Tally): Promise<Steps[]> {
  const syncs = await play(venue, scenario(null, null), tally, TWELVE);
  return syncs.map(({ report, steps }) => {
    assert.ok(report);
    return { requests: steps.request, writes: steps.write };
  });
}

function troublesOf({ requests, writes }: Steps): Trouble[] {
  const all = [
    ...Array.from({ length: requests }, (_, index) => troublesAtRequest(index + 1)),
    ...Array.from({ length: writes }, (_, index) => troublesAtWrite(index + 1)),
  ];
  return all.flatMap((troubles, nth) => troubles.filter((_, i) => (i + nth) % SHARE === 0));
}

async function meet(venue: Venue, nthSync: number, trouble: Trouble, tally: Tally): Promise<void> {
  const history = nthSync === 0 ? scenario(trouble, null) : scenario(null, trouble);
  try {
    await play(venue, history, tally, TWELVE);
  } catch (error) {
    assert.ok(error instanceof Error);
    error.message = `sync ${nthSync + 1}, ${JSON.stringify(trouble)}: ${error.message}`;
    throw error;
  }
}
