import assert from "node:assert/strict";
import {
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { openTicketMemory } from "../../src/cli/host/ticket-memory.ts";
import { NEVER_CANCELLED } from "../../src/core/kernel/cancel.ts";
import { ok } from "../../src/core/kernel/result.ts";
import { Secret } from "../../src/core/kernel/secret.ts";
import type { TrackerTarget } from "../../src/core/model/ticket.ts";
import type { DirectAccess, TrackerAccess } from "../../src/ports/credentials.ts";
import type { KeptTickets, TicketMemory } from "../../src/ports/ticket-memory.ts";
import { aTicket } from "../support/builders.ts";
import { inTemporaryFolder } from "../support/temporary-folder.ts";

const AT = "2026-01-05T10:00:00.000Z";

const ACCESS: DirectAccess = {
  kind: "direct",
  baseUrl: "https://jira.example/",
  graphqlUrl: null,
  scheme: { kind: "basic", account: "ada@example.com" },
  secret: new Secret("a-token-that-nobody-may-see"),
};

const TARGET: TrackerTarget = {
  name: "main",
  system: "jira",
  project: "PAY",
  host: null,
  extraStates: [],
};

const KEPT: KeptTickets = {
  cursor: AT,
  askedAt: AT,
  tickets: new Map(
    [1, 2].map((number) => [
      `jira:PAY-${number}` as const,
      {
        readAt: AT,
        ticket: aTicket({
          ref: { system: "jira", key: `PAY-${number}` },
          title: "Größe “x”\u2028🙂",
        }),
      },
    ]),
  ),
};

suite("the tickets that are kept between runs", () => {
  test("come back as they were", async () => {
    await inTemporaryFolder(async (folder) => {
      await keptIn(folder);
      assert.deepEqual(await recall(open(folder)), KEPT);
    });
  });

  test("belong to one workspace, connection, address, account and part", async () => {
    await inTemporaryFolder(async (folder) => {
      await keptIn(folder);
      const scheme = { kind: "basic", account: "grace@example.com" } as const;
      assert.equal(await recall(open(folder, { root: "/other" })), null);
      assert.equal(await recall(open(folder, { shard: { index: 1, count: 2 } })), null);
      assert.equal(await recall(open(folder, {}, { ...ACCESS, scheme })), null);
      const moved = { ...ACCESS, baseUrl: "https://other.example/" };
      assert.equal(await recall(open(folder, {}, moved)), null);
      assert.equal(await recall(open(folder), { ...TARGET, project: "OPS" }), null);
      assert.equal(await recall(open(folder), { ...TARGET, name: "second" }), null);
      assert.deepEqual(await recall(open(folder)), KEPT);
    });
  });

  test("are not recalled where everything is to be read, and are kept anew", async () => {
    await inTemporaryFolder(async (folder) => {
      const full = open(folder, { isFull: true });
      await full.keep(TARGET, KEPT, NEVER_CANCELLED);
      assert.equal(await recall(full), null);
      assert.deepEqual(await recall(open(folder)), KEPT);
    });
  });

  test("take the place of those of a former build or account", async () => {
    await inTemporaryFolder(async (folder) => {
      const file = await keptIn(folder);
      const former = file.replace(/[0-9a-f]{16}\.jsonl$/, "0000000000000000.jsonl");
      writeFileSync(former, "");
      await open(folder).keep(TARGET, KEPT, NEVER_CANCELLED);
      assert.deepEqual(readdirSync(folder), [file.slice(folder.length + 1)]);
    });
  });

  test("go with those of workspaces that nobody came back to for days, and with nothing else", async () => {
    await inTemporaryFolder(async (folder) => {
      const other = `tickets-${"0".repeat(16)}-${"1".repeat(16)}-${"2".repeat(16)}.jsonl`;
      const names = [other, other.replace("0", "a"), "tickets-notes.txt", "specs-1.jsonl"];
      const old = new Date(Date.now() - 3 * 24 * 60 * 60_000);
      for (const name of names) {
        writeFileSync(join(folder, name), "");
        if (name !== names[1]) utimesSync(join(folder, name), old, old);
      }
      await open(folder).keep(TARGET, KEPT, NEVER_CANCELLED);
      const left = readdirSync(folder).filter((name) => names.includes(name));
      assert.deepEqual(left.sort(), names.slice(1).sort());
    });
  });

  test("are not written through a file or a link that lies in their way", async function () {
    if (process.platform === "win32") this.skip();
    await inTemporaryFolder(async (folder) => {
      const file = await keptIn(join(folder, "cache"));
      const target = join(folder, "target");
      writeFileSync(target, "mine", { mode: 0o644 });
      symlinkSync(target, `${file}.${process.pid}`);
      await open(join(folder, "cache")).keep(TARGET, KEPT, NEVER_CANCELLED);
      assert.equal(readFileSync(target, "utf8"), "mine");
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.deepEqual(await recall(open(join(folder, "cache"))), KEPT);
    });
  });

  test("are as good as lost once a byte of their file is another or missing", async () => {
    await inTemporaryFolder(async (folder) => {
      const file = await keptIn(folder);
      const bytes = readFileSync(file);
      for (let at = 0; at < bytes.length; at += 7) {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ 1;
        writeFileSync(file, damaged);
        assert.equal(await recall(open(folder)), null, `byte ${at}`);
        writeFileSync(file, bytes.subarray(0, at));
        assert.equal(await recall(open(folder)), null, `cut at ${at}`);
      }
      writeFileSync(file, bytes);
      assert.deepEqual(await recall(open(folder)), KEPT);
    });
  });

  test("hold no credential, and can be read by their owner alone", async function () {
    await inTemporaryFolder(async (folder) => {
      const inner = join(folder, "new");
      const file = await keptIn(inner);
      assert.ok(!readFileSync(file, "utf8").includes("a-token-that-nobody-may-see"));
      if (process.platform === "win32") return;
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal(statSync(inner).mode & 0o777, 0o700);
    });
  });

  test("are done without where nothing can be written", async () => {
    await inTemporaryFolder(async (folder) => {
      writeFileSync(join(folder, "file"), "");
      const memory = open(join(folder, "file", "below"));
      await memory.keep(TARGET, KEPT, NEVER_CANCELLED);
      assert.equal(await recall(memory), null);
      assert.deepEqual(readdirSync(folder), ["file"]);
    });
  });

  test("are not kept behind a Canon server", async () => {
    await inTemporaryFolder(async (folder) => {
      const access: TrackerAccess = {
        kind: "server",
        baseUrl: "https://canon.example/",
        organization: "acme",
        secret: ACCESS.secret,
        renew: () => Promise.resolve(undefined),
      };
      await open(folder, {}, access).keep(TARGET, KEPT, NEVER_CANCELLED);
      assert.deepEqual(readdirSync(folder), []);
    });
  });
});

function open(
  folder: string,
  options: Partial<Parameters<typeof openTicketMemory>[0]> = {},
  access: TrackerAccess = ACCESS,
): TicketMemory {
  const credentials = { find: () => Promise.resolve(ok(access)) };
  const usual = { folder, root: "/w", credentials, shard: undefined, isFull: false };
  return openTicketMemory({ ...usual, ...options });
}

function recall(memory: TicketMemory, target = TARGET): Promise<KeptTickets | null> {
  return memory.recall(target, NEVER_CANCELLED);
}

/** Keeps the sample, and gives its file; there is no other one in the folder yet. */
async function keptIn(folder: string): Promise<string> {
  await open(folder).keep(TARGET, KEPT, NEVER_CANCELLED);
  const [name] = readdirSync(folder);
  assert.ok(name);
  return join(folder, name);
}
