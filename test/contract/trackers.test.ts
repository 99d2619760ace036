import assert from "node:assert/strict";
import { createNodeFileStore } from "../../src/adapters/files/node-file-store.ts";
import { createLocalTracker } from "../../src/adapters/local/local-tracker.ts";
import type { FileStore } from "../../src/ports/file-store.ts";
import { aTarget } from "../support/builders.ts";
import { createFixedClock } from "../support/fixed-clock.ts";
import { createMemoryFileStore } from "../support/memory-file-store.ts";
import { createMemoryTicketTracker } from "../support/memory-ticket-tracker.ts";
import { inTemporaryFolder } from "../support/temporary-folder.ts";
import { type Bench, describeTracker, type Words } from "./tracker-contract.ts";

describeTracker("the tracker in memory", (task) => task(memoryBench()));

describeTracker("the local tracker on files in memory", (task) => {
  const files = createMemoryFileStore();
  return task(localBench(files, files));
});

describeTracker("the local tracker on the real disk", (task) =>
  inTemporaryFolder((folder) =>
    task(localBench(createNodeFileStore(folder), createNodeFileStore(folder))),
  ),
);

/** What the tracker in memory says, as the embedded one does. */
const WORDS: Words = {
  missingKey: "NOPE-9",
  statuses: { fresh: "todo", started: "in_progress", done: "done" },
  type: "Task",
  childType: "Task",
};

function memoryBench(): Bench {
  const tracker = createMemoryTicketTracker();
  const spoiled = new Set<string>();
  tracker.beforeCall = (call) =>
    call.keys.some((key) => spoiled.has(key))
      ? { code: "tracker/unreachable", message: "The tracker does not answer." }
      : undefined;
  return {
    tracker,
    other: tracker,
    editDescription(key, change) {
      tracker.edit(key, (ticket) => {
        ticket.description = change(ticket.description);
      });
      return Promise.resolve();
    },
    description: (key) => Promise.resolve(tracker.tickets.get(key)?.description ?? ""),
    spoil: (key) => Promise.resolve(void spoiled.add(key)),
    words: WORDS,
  };
}

/** Two trackers, as two windows would have them, over one folder. */
function localBench(files: FileStore, otherFiles: FileStore): Bench {
  const clock = createFixedClock();
  const target = aTarget();

  async function text(key: string): Promise<string> {
    const file = await files.read(pathOf(key));
    assert.ok(file.kind === "found");
    return file.text;
  }

  async function put(key: string, change: (text: string) => string): Promise<void> {
    const old = await text(key);
    const written = await files.replace(pathOf(key), old, change(old));
    assert.equal(written.kind, "done");
  }

  return {
    tracker: createLocalTracker({ files, clock, target }),
    other: createLocalTracker({ files: otherFiles, clock, target }),
    async editDescription(key, change) {
      await put(key, (old) => {
        const { head, description, comments } = split(old);
        const changed = change(description);
        const eol = changed.includes("\r\n") ? "\r\n" : "\n";
        return [head, changed, comments].map((part) => part.replace(/\r?\n/g, eol)).join("");
      });
    },
    description: async (key) => split(await text(key)).description,
    spoil: (key) => put(key, (old) => old.replace("title:", "title: [")),
    words: WORDS,
  };
}

function pathOf(key: string): string {
  return `.canon/tickets/${key}.md`;
}

function split(text: string): { head: string; description: string; comments: string } {
  const [, head = "", description = "", comments = ""] =
    /^(---\r?\n[^]*?\r?\n---\r?\n\r?\n)([^]*?)((?:\r?\n)?## Comments\r?\n[^]*)$/.exec(text) ?? [];
  return { head, description, comments };
}
