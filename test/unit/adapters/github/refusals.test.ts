import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { TrackerError } from "../../../../src/core/model/ticket.ts";
import type { TicketTracker } from "../../../../src/ports/ticket-tracker.ts";
import { aDraft, aMarker, safe } from "../../../support/builders.ts";
import { withGithubBench } from "../../../support/github/github-bench.ts";
import type { Fault } from "../../../support/remote/double.ts";

const ID = aDraft().marker;
const DRAFT = aDraft({ status: "open|canon:todo" });
const COMMENT = { marker: ID, text: safe("Done.") };

/** Each way to ask; gives back what went wrong, and whether a write may have been done. */
const OPERATIONS: Readonly<Record<string, (tracker: TicketTracker) => Promise<Trouble>>> = {
  async readTickets(tracker) {
    const reading = (await tracker.readTickets(["1"], NEVER_CANCELLED)).get("1");
    return { kind: reading?.kind, error: reading?.kind === "unreadable" ? reading.error : null };
  },
  newestKey: (tracker) => trouble(tracker.newestKey(NEVER_CANCELLED)),
  findByMarker: (tracker) =>
    trouble(tracker.findByMarker(aMarker(ID, { after: "1" }), NEVER_CANCELLED)),
  async createTickets(tracker) {
    const [outcome] = await tracker.createTickets([DRAFT], NEVER_CANCELLED);
    return {
      kind: outcome?.kind,
      error: outcome !== undefined && "error" in outcome ? outcome.error : null,
    };
  },
  async updateTicket(tracker) {
    const outcome = await tracker.updateTicket("1", { title: safe("x") }, "1", NEVER_CANCELLED);
    return { kind: outcome.kind, error: "error" in outcome ? outcome.error : null };
  },
  async postComment(tracker) {
    const outcome = await tracker.postComment("1", COMMENT, NEVER_CANCELLED);
    return { kind: outcome.kind, error: "error" in outcome ? outcome.error : null };
  },
  readComments: (tracker) => trouble(tracker.readComments("1", NEVER_CANCELLED)),
  changedSince: (tracker) => trouble(tracker.changedSince("2026-01-05T10:00:00Z", NEVER_CANCELLED)),
  checkAccess: (tracker) => trouble(tracker.checkAccess(NEVER_CANCELLED)),
  describeWorkflow: (tracker) => trouble(tracker.describeWorkflow(NEVER_CANCELLED)),
};

const FAULTS: readonly (readonly [Fault, TrackerError["code"], RegExp])[] = [
  [{ kind: "status", status: 401 }, "tracker/unauthorized", /did not accept the credential/],
  [{ kind: "status", status: 403 }, "tracker/forbidden", /Ask for access/],
  [{ kind: "status", status: 404 }, "tracker/not-found", /Check the project and the address/],
  [{ kind: "status", status: 409 }, "tracker/rejected", /Sync again/],
  [{ kind: "status", status: 429, retryAfter: "90" }, "tracker/rate-limited", /asks to wait 90 s/],
  [{ kind: "status", status: 500 }, "tracker/unreachable", /fault at the server/],
  [{ kind: "status", status: 503 }, "tracker/unreachable", /fault at the server/],
  [{ kind: "drop" }, "tracker/unreachable", /Check the network/],
  [{ kind: "truncate" }, "tracker/unreadable-answer", /cut short or garbled/],
  [{ kind: "html" }, "tracker/unreadable-answer", /a web page instead of data/],
  [{ kind: "empty" }, "tracker/unreadable-answer", /form that Canon does not know|no full answer/],
  [
    { kind: "redirect", to: "https://evil.example/x" },
    "tracker/unreadable-answer",
    /evil\.example/,
  ],
];

suite("refusals and broken answers of GitHub", () => {
  for (const [fault, code, message] of FAULTS) {
    const name = fault.kind === "status" ? `status ${fault.status}` : fault.kind;
    test(`says what to do about ${name}, and calls nothing missing or done`, async () => {
      for (const [operation, run] of Object.entries(OPERATIONS)) {
        await check(operation, run, fault, code, message);
      }
    });
  }

  test("is not sure about a write whose answer does not say that it was done", () =>
    withGithubBench(async ({ tracker, double }) => {
      for (const kind of ["cut", "truncate", "html", "empty"] as const) {
        double.faultFor = ({ isWrite }) => (isWrite ? { kind } : undefined);
        const [created] = await tracker.createTickets([DRAFT], NEVER_CANCELLED);
        assert.equal(created?.kind, "unsure", kind);
        const [key = ""] = double.seed(1);
        const reading = (await tracker.readTickets([key], NEVER_CANCELLED)).get(key);
        assert.ok(reading?.kind === "found");
        const { revision } = reading.ticket;
        const change = { title: safe("x"), status: "closed" };
        const updated = await tracker.updateTicket(key, change, revision, NEVER_CANCELLED);
        assert.equal(updated.kind, "unsure", kind);
        const posted = await tracker.postComment(key, COMMENT, NEVER_CANCELLED);
        assert.equal(posted.kind, "unsure", kind);
      }
    }));

  test("sends a create once, whatever comes back", () =>
    withGithubBench(async ({ tracker, double }) => {
      const faults: Fault[] = [
        { kind: "cut" },
        { kind: "drop" },
        { kind: "status", status: 502 },
        { kind: "html" },
      ];
      for (const fault of faults) {
        const sent = double.requests.length;
        double.faultFor = () => fault;
        await tracker.createTickets([DRAFT], NEVER_CANCELLED);
        assert.equal(double.requests.length, sent + 1, fault.kind);
      }
    }));
});

interface Trouble {
  readonly kind: string | undefined;
  readonly error: TrackerError | null;
}

async function trouble(
  asked: Promise<{ ok: true } | { ok: false; error: TrackerError }>,
): Promise<Trouble> {
  const result = await asked;
  return { kind: String(result.ok), error: result.ok ? null : result.error };
}

async function check(
  operation: string,
  run: (tracker: TicketTracker) => Promise<Trouble>,
  fault: Fault,
  code: TrackerError["code"],
  message: RegExp,
): Promise<void> {
  await withGithubBench(async ({ tracker, double }) => {
    double.seed(1);
    double.faultFor = () => fault;
    const { kind, error } = await run(tracker);
    const scene = `${operation}: ${kind ?? ""} ${error?.message ?? ""}`;
    assert.ok(kind !== "missing" && kind !== "done" && kind !== "posted" && kind !== "true", scene);
    assert.equal(error?.code, code, scene);
    assert.match(error.message, message, scene);
    // Nothing of a body, a header or a credential is repeated.
    assert.doesNotMatch(error.message, /ghp_|Bearer|documentation|Bad credentials|<|\{/, scene);
    if (fault.kind !== "truncate") assert.equal(double.tickets().length, 1, scene);
  });
}
