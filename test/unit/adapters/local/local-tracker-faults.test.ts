import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { suite, test } from "mocha";
import { createNodeFileStore } from "../../../../src/adapters/files/node-file-store.ts";
import { createLocalTracker } from "../../../../src/adapters/local/local-tracker.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { WriteOutcome } from "../../../../src/core/model/ticket.ts";
import type { FileStore } from "../../../../src/ports/file-store.ts";
import type { TicketTracker } from "../../../../src/ports/ticket-tracker.ts";
import { aTarget, createTicket, safe } from "../../../support/builders.ts";
import { createDiskFailingAt } from "../../../support/faulty-disk.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";
import {
  createMemoryFileStore,
  fileProblem,
  SimulatedCrash,
} from "../../../support/memory-file-store.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

type Write = (tracker: TicketTracker) => Promise<WriteOutcome>;

const create: Write = (tracker) => createTicket(tracker, { marker: "new" });

const update: Write = async (tracker) => {
  const reading = (await tracker.readTickets(["LOCAL-1"], NEVER_CANCELLED)).get("LOCAL-1");
  // A fault may hit this reading; then nothing is tried.
  if (reading?.kind !== "found") return { kind: "failed", error: CANNOT_READ };
  const change = { title: safe("New title"), managedText: safe("New text.") };
  return tracker.updateTicket("LOCAL-1", change, reading.ticket.revision, NEVER_CANCELLED);
};

const close: Write = async (tracker) => {
  const reading = (await tracker.readTickets(["LOCAL-1"], NEVER_CANCELLED)).get("LOCAL-1");
  if (reading?.kind !== "found") return { kind: "failed", error: CANNOT_READ };
  const comment = { marker: "close", text: safe("Closed.") };
  const closing = { status: "done", comment, pullRequest: null };
  return tracker.closeTicket("LOCAL-1", closing, reading.ticket.revision, NEVER_CANCELLED);
};

const CANNOT_READ = { code: "tracker/storage", message: "the ticket cannot be read" } as const;

function open(files: FileStore): TicketTracker {
  return createLocalTracker({ files, clock: createFixedClock(), target: aTarget() });
}

/** All tickets as they can be read, by marker. */
async function ticketsOf(files: FileStore): Promise<Map<string, string>> {
  const { files: paths } = await files.list([".canon/tickets/*.md"], NEVER_CANCELLED);
  const keys = paths.map((path) => path.slice(".canon/tickets/".length, -".md".length));
  const readings = await open(files).readTickets(keys, NEVER_CANCELLED);
  return new Map(
    [...readings].map(([key, reading]) => {
      assert.ok(reading.kind === "found", `${key} is not whole`);
      const { title, managedText, status, lastComment } = reading.ticket;
      const said = lastComment === null ? "" : ` / ${status.name}: ${lastComment.text}`;
      return [key, `${title} / ${managedText ?? ""}${said}`];
    }),
  );
}

const OLD = "Key generation / Keys are made from the request.";
const NEW = "New title / New text.";
const CLOSED = `${OLD} / done: Closed.`;

async function checkState(files: FileStore, write: Write, outcome: string): Promise<void> {
  const tickets = await ticketsOf(files);
  const others = [...tickets.keys()].filter((key) => key !== "LOCAL-1");
  if (write === create) {
    assert.equal(tickets.get("LOCAL-1"), OLD);
    assert.ok(others.length <= 1);
    if (outcome !== "crashed") assert.equal(others.length, outcome === "done" ? 1 : 0);
  } else {
    assert.equal(others.length, 0);
    const changed = write === update ? NEW : CLOSED;
    if (outcome === "crashed") assert.ok([OLD, changed].includes(tickets.get("LOCAL-1") ?? ""));
    else assert.equal(tickets.get("LOCAL-1"), outcome === "done" ? changed : OLD);
  }
}

suite("local tracker: when the disk fails", () => {
  for (const [name, write] of Object.entries({ create, update, close })) {
    test(`${name} leaves the old tickets or the new ones, whichever file write fails`, async () => {
      for (const fault of ["crash", "file/disk-full", "file/unwritable"] as const) {
        let didFail = true;
        for (let failing = 1; didFail; failing += 1) {
          const files = createMemoryFileStore();
          await createTicket(open(files));
          const before = files.writes;
          didFail = false;
          files.beforeWrite = (path, n) => {
            if (n - before !== failing) return undefined;
            didFail = true;
            return fault === "crash" ? fault : fileProblem(fault, path);
          };
          const outcome = await kindOf(write, open(files));
          files.beforeWrite = undefined;
          await checkState(files, write, outcome);
          assert.equal((await create(open(files))).kind, "done");
        }
      }
    });

    test(`${name} leaves the old tickets or the new ones, whichever disk operation fails`, () =>
      failEachDiskOperation(write));
  }
});

async function kindOf(write: Write, tracker: TicketTracker): Promise<string> {
  try {
    return (await write(tracker)).kind;
  } catch (error) {
    assert.ok(error instanceof SimulatedCrash);
    return "crashed";
  }
}

async function failEachDiskOperation(write: Write): Promise<void> {
  let didFail = true;
  let failing = 0;
  while (didFail) {
    failing += 1;
    await inTemporaryFolder(async (folder) => {
      await createTicket(open(createNodeFileStore(folder)));
      const disk = createDiskFailingAt(failing);
      const outcome = await write(open(createNodeFileStore(folder, { disk })));
      await checkState(createNodeFileStore(folder), write, outcome.kind);
      didFail = disk.operations >= failing;
      if (didFail) return;
      assert.equal(outcome.kind, "done");
      assert.ok(!(await readdir(join(folder, ".canon/tickets"))).includes(".lock"));
    });
  }
  assert.ok(failing > 20);
}
