import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "mocha";
import { connectOwnServers } from "../../src/adapters/mcp/connect-own-servers.ts";
import { NEVER_CANCELLED } from "../../src/core/kernel/cancel.ts";
import { redact } from "../../src/core/redact/redact.ts";
import { createFixedClock } from "../support/fixed-clock.ts";
import { LinearWorkspace } from "../support/linear/linear-workspace.ts";
import { identifierOf } from "../support/linear/records.ts";
import { linearTools } from "../support/mcp/linear-tools.ts";
import { startToolBackend, type ToolBackend } from "../support/mcp/tool-backend.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const QUICK = { startMs: 1500, callMs: 700 };
const PATIENT = { startMs: 20_000, callMs: 20_000 };

suite("MCP servers of a person", () => {
  let folder: string;
  let backend: ToolBackend;
  let workspace: LinearWorkspace;
  let key: string;
  let opened: Set<{ close(): Promise<void> }>;

  setup(async () => {
    folder = mkdtempSync(join(tmpdir(), "canon-mcp-"));
    workspace = new LinearWorkspace(() => Date.parse("2026-01-05T10:00:00Z"));
    key = identifierOf(workspace.create({ teamId: workspace.teams[0]!.id, title: "Checkout" }));
    backend = await startToolBackend(linearTools(workspace));
    opened = new Set();
  });
  teardown(async () => {
    for (const box of opened) await box.close();
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const connect = (
    fault: string | null,
    { patience = PATIENT, signal = NEVER_CANCELLED } = {},
  ): ReturnType<typeof connectOwnServers> => {
    const env = { PID_FILE: join(folder, "pid"), ...(fault === null ? {} : { FAULT: fault }) };
    const server = { name: "linear", kind: "program", ...backend.server(env) } as const;
    return connectOwnServers("linear", [server], {
      home: folder,
      basics: { PATH: process.env["PATH"] ?? "" },
      findProgram: () => undefined,
      log: createRecordingLog(),
      redact,
      patience,
      clock: createFixedClock(),
      signal,
      opened,
    });
  };
  const pid = (): number => Number(readFileSync(join(folder, "pid"), "utf8"));

  for (const fault of ["exits", "garbles", "hangs"]) {
    test(`one that ${fault} is unavailable, and is ended`, async () => {
      const found = await connect(fault, { patience: QUICK });
      assert.equal(found.ok ? "" : found.error.code, "tracker/unreachable");
      if (existsSync(join(folder, "pid"))) assertEnded(pid());
    });
  }

  test("one that dies is started again for a read, and not for a write", async () => {
    const found = await connect(null);
    assert.ok(found.ok && found.value !== null, JSON.stringify(found));
    const first = pid();
    backend.faultFor = (_, index) => (index === 0 ? { isDone: false, what: "dies" } : undefined);
    assert.equal((await found.value.readTicket(key, NEVER_CANCELLED)).ok, true);
    assert.notEqual(pid(), first);
    backend.faultFor = ({ name }) =>
      name === "save_comment" ? { isDone: true, what: "dies" } : undefined;
    const opening = redact("GDD cycle c: verification passed.").text;
    const comment = { marker: "x", opening, text: opening };
    const posted = await found.value.postComment(key, comment, NEVER_CANCELLED);
    assert.equal(posted.kind, "posted", JSON.stringify(posted));
    assert.equal(workspace.issue(key).comments.length, 1);
  });

  test("one that does not answer a call is ended, and the call is not repeated", async () => {
    const found = await connect(null, { patience: { startMs: 20_000, callMs: 700 } });
    assert.ok(found.ok && found.value !== null, JSON.stringify(found));
    const first = pid();
    backend.faultFor = () => ({ isDone: false, what: "hangs" });
    const ticket = await found.value.readTicket(key, NEVER_CANCELLED);
    assert.match(ticket.ok ? "" : ticket.error.message, /did not answer in time/);
    assert.equal(backend.calls.length, 1);
    assertEnded(first);
  });

  test("a cancelled call ends the server", async () => {
    const controller = new AbortController();
    const found = await connect(null);
    assert.ok(found.ok && found.value !== null, JSON.stringify(found));
    const first = pid();
    backend.faultFor = () => {
      controller.abort();
      return { isDone: false, what: "hangs" };
    };
    const ticket = await found.value.readTicket(key, controller.signal);
    assert.equal(ticket.ok ? "" : ticket.error.code, "tracker/cancelled");
    assertEnded(first);
  });

  test("nothing is left of a server that was used", async () => {
    const found = await connect(null);
    assert.ok(found.ok && found.value !== null, JSON.stringify(found));
    for (const box of opened) await box.close();
    assertEnded(pid());
  });
});

function assertEnded(pid: number): void {
  assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
}
