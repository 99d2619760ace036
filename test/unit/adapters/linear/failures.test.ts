import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { type CancelSignal, NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { TicketDraft } from "../../../../src/core/model/ticket.ts";
import { aDraft, safe } from "../../../support/builders.ts";
import { type LinearBench, withLinearBench } from "../../../support/linear/linear-bench.ts";
import type { Fault } from "../../../support/remote/double.ts";

const MARKER = "0d1f6c1e-7c4e-4f7b-9a30-1f0a4be0a9d2";
const ABORTED: CancelSignal = { ...NEVER_CANCELLED, aborted: true };

interface Row {
  readonly fault: Fault;
  readonly code: string;
  /** How a create ends that meets it. */
  readonly write: "failed" | "unsure";
  readonly says: RegExp;
}

const status = (code: number, retryAfter?: string): Fault =>
  retryAfter === undefined
    ? { kind: "status", status: code }
    : { kind: "status", status: code, retryAfter };

const ROWS: readonly Row[] = [
  { fault: status(401), code: "unauthorized", write: "failed", says: /credential.*Set it again/ },
  { fault: status(403), code: "forbidden", write: "failed", says: /does not allow this account/ },
  { fault: status(404), code: "not-found", write: "failed", says: /Check the project/ },
  { fault: status(409), code: "rejected", write: "failed", says: /Sync again/ },
  { fault: status(429, "300"), code: "rate-limited", write: "failed", says: /wait 5 minutes/ },
  { fault: status(429), code: "rate-limited", write: "failed", says: /wait 60 minutes/ },
  { fault: status(500), code: "unreachable", write: "unsure", says: /fault at the server/ },
  { fault: status(503), code: "unreachable", write: "unsure", says: /fault at the server/ },
  { fault: { kind: "html" }, code: "unreadable-answer", write: "unsure", says: /web page/ },
  { fault: { kind: "truncate" }, code: "unreadable-answer", write: "unsure", says: /cut short/ },
  { fault: { kind: "empty" }, code: "unreadable-answer", write: "unsure", says: /incomplete/ },
  { fault: { kind: "drop" }, code: "unreachable", write: "unsure", says: /broke/ },
  { fault: { kind: "cut" }, code: "unreachable", write: "unsure", says: /broke/ },
  {
    fault: { kind: "redirect", to: "http://127.0.0.1:9/graphql" },
    code: "unreadable-answer",
    write: "unsure",
    says: /Canon did not follow/,
  },
];

suite("Linear: when something goes wrong", () => {
  for (const { fault, code, write, says } of ROWS) {
    const name = JSON.stringify(fault);

    check(`a read that meets ${name} is unreadable and says what to do`, async (bench) => {
      const [key = ""] = bench.double.seed(1);
      bench.double.faultFor = () => fault;
      const reading = (await bench.tracker.readTickets([key], NEVER_CANCELLED)).get(key);
      assert.ok(reading?.kind === "unreadable", JSON.stringify(reading));
      assert.equal(reading.error.code, `tracker/${code}`);
      assert.match(reading.error.message, says);
    });

    check(`a create that meets ${name} is ${write} and sent once`, async (bench) => {
      await bench.tracker.describeWorkflow(NEVER_CANCELLED);
      bench.double.faultFor = () => fault;
      const [outcome] = await bench.tracker.createTickets([draft()], NEVER_CANCELLED);
      assert.equal(outcome?.kind, write);
      assert.equal(bench.double.requests.filter(({ isWrite }) => isWrite).length, 1);
    });

    check(`many tickets that meet ${name} are ${write}, and none is made twice`, async (bench) => {
      await bench.tracker.describeWorkflow(NEVER_CANCELLED);
      bench.double.faultFor = () => fault;
      const drafts = [draft(), draft({ marker: MARKER.replace("0d1f", "0d20") })];
      const outcomes = await bench.tracker.createTickets(drafts, NEVER_CANCELLED);
      assert.deepEqual(
        outcomes.map(({ kind }) => kind),
        [write, write],
      );
      const writes = bench.double.requests.filter(({ isWrite }) => isWrite).length;
      assert.ok(writes <= 3, String(writes));
    });
  }

  check("waits as Retry-After says, and then goes on, also with a write", async (bench) => {
    bench.double.faultFor = (_request, index) => (index % 2 === 0 ? status(429, "7") : undefined);
    const began = Date.parse(bench.clock.now());
    const [outcome] = await bench.tracker.createTickets([draft()], NEVER_CANCELLED);
    assert.equal(outcome?.kind, "done");
    assert.equal(Date.parse(bench.clock.now()) - began, 3 * 7_000);
    assert.equal(bench.double.tickets().length, 1);
  });

  check("takes a limit that is told with status 200 for one", async (bench) => {
    const [key = ""] = bench.double.seed(1);
    bench.double.rewrite = () => ({
      errors: [{ message: "Rate limit exceeded", extensions: { code: "RATELIMITED" } }],
    });
    const reading = (await bench.tracker.readTickets([key], NEVER_CANCELLED)).get(key);
    assert.equal(reading?.kind, "unreadable");
  });

  check("does not take a ticket for missing when only its look-up failed", async (bench) => {
    bench.double.faultFor = (_request, index) => (index > 0 ? status(404) : undefined);
    const reading = (await bench.tracker.readTickets(["ENG-5"], NEVER_CANCELLED)).get("ENG-5");
    assert.equal(reading?.kind, "unreadable");
    const marker = { id: MARKER, since: bench.clock.now(), after: null };
    const found = await bench.tracker.findByMarker(marker, NEVER_CANCELLED);
    assert.equal(found.ok, false);
  });

  check("does not take a ticket for missing when something else was not found", async (bench) => {
    bench.double.seed(1);
    bench.double.rewrite = ({ data }) =>
      data?.["issues"] === undefined
        ? {
            data: null,
            errors: [
              {
                message: "Entity not found: Organization - Could not find it.",
                extensions: { type: "invalid input", code: "INPUT_ERROR" },
              },
            ],
          }
        : { data };
    const reading = (await bench.tracker.readTickets(["ENG-5"], NEVER_CANCELLED)).get("ENG-5");
    assert.equal(reading?.kind, "unreadable");
  });

  check("a write that Linear failed to do, in its own words, is unsure", async (bench) => {
    await bench.tracker.describeWorkflow(NEVER_CANCELLED);
    bench.double.rewrite = () => ({
      data: null,
      errors: [{ message: "Internal", extensions: { type: "internal error" } }],
    });
    const [outcome] = await bench.tracker.createTickets([draft()], NEVER_CANCELLED);
    assert.equal(outcome?.kind, "unsure");
  });

  check("sends nothing once cancelled", async ({ tracker, double, clock }) => {
    const comment = { marker: MARKER, text: safe("x") };
    const pullRequest = { url: "https://github.com/acme/shop/pull/1", title: safe("x") };
    const closing = { status: "Done", comment, pullRequest };
    const marker = { id: MARKER, since: clock.now(), after: null };
    await Promise.all([
      tracker.readTickets(["ENG-1"], ABORTED),
      tracker.createTickets([draft()], ABORTED),
      tracker.updateTicket("ENG-1", { title: safe("x") }, "", ABORTED),
      tracker.closeTicket("ENG-1", closing, "", ABORTED),
      tracker.linkPullRequest("ENG-1", pullRequest, ABORTED),
      tracker.postComment("ENG-1", comment, ABORTED),
      tracker.readComments("ENG-1", ABORTED),
      tracker.reachableStatuses(["ENG-1"], ABORTED),
      tracker.findByMarker(marker, ABORTED),
      tracker.changedSince(clock.now(), ABORTED),
      tracker.checkAccess(ABORTED),
      tracker.describeWorkflow(ABORTED),
    ]);
    assert.equal(double.requests.length, 0);
  });

  check("puts no value into a document, whatever it looks like (E1)", async (bench) => {
    const evil = safe('") { id } } mutation { issueDelete(id: "x") { success } } #');
    const one = draft({ title: evil, managedText: evil, labels: [evil], parentKey: null });
    const [outcome] = await bench.tracker.createTickets([one], NEVER_CANCELLED);
    assert.equal(outcome?.kind, "done");
    await bench.open({ project: evil }).describeWorkflow(NEVER_CANCELLED);
    await bench.tracker.readTickets(["ENG-1"], NEVER_CANCELLED);
    for (const { body } of bench.double.requests) {
      const { query } = JSON.parse(body) as { query: string };
      assert.ok(!query.includes("issueDelete"), query);
    }
  });

  check("lets no credential out in a field (E6)", async (bench) => {
    const token = ["ghp", "a".repeat(36)].join("_");
    const planted = `A ${token} here` as unknown as ReturnType<typeof safe>;
    await bench.tracker.createTickets(
      [draft({ title: planted, managedText: planted, labels: [planted] })],
      NEVER_CANCELLED,
    );
    assert.equal(bench.double.tickets().length, 1);
    assert.ok(bench.double.requests.every(({ body }) => !body.includes(token)));
  });

  check("says nothing that Linear wrote in an error", async (bench) => {
    bench.double.seed(1);
    bench.double.rewrite = () => ({
      errors: [{ message: "SECRET detail", extensions: { userPresentableMessage: "SECRET" } }],
    });
    const reading = (await bench.tracker.readTickets(["ENG-1"], NEVER_CANCELLED)).get("ENG-1");
    assert.ok(!JSON.stringify(reading).includes("SECRET"));
  });
});

function check(title: string, task: (bench: LinearBench) => Promise<void>): void {
  test(title, () => withLinearBench(task));
}

function draft(parts: Partial<TicketDraft> = {}): TicketDraft {
  return aDraft({ marker: MARKER, status: "Todo", ...parts });
}
