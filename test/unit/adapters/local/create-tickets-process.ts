// Started by a test as a process of its own: creates tickets in a folder and prints their keys.
import { createNodeFileStore } from "../../../../src/adapters/files/node-file-store.ts";
import { createLocalTracker } from "../../../../src/adapters/local/local-tracker.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { aDraft, aTarget } from "../../../support/builders.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";

const [folder = "", name = "", count = "0"] = process.argv.slice(2);
const files = createNodeFileStore(folder);
const tracker = createLocalTracker({ files, clock: createFixedClock(), target: aTarget() });
for (let n = 1; n <= Number(count); n += 1) {
  const draft = aDraft({ marker: `${name}-${n}` });
  const [outcome] = await tracker.createTickets([draft], NEVER_CANCELLED);
  if (outcome?.kind !== "done") throw new Error(JSON.stringify(outcome));
  process.stdout.write(`${outcome.ticket.ref.key}\n`);
}
