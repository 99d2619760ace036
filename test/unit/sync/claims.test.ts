import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { approvePlan } from "../../../src/core/plan/approve.ts";
import { claimName, parseClaim, type TicketClaim } from "../../../src/core/plan/ticket-claim.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import type { Scope } from "../../../src/sync/engine.ts";
import { createFixedClock } from "../../support/fixed-clock.ts";
import { MemoryClaims } from "../../support/memory-claims.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { BOTH_WAYS, configFor, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const TEXT = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Again.
`;
const MORE = `${TEXT}
## 2. Jitter
<!-- canon:system:jitter status:todo -->

Noise.
`;
const OTHER = "docs/specs/orders.md";
const LINK = /canon:ticket:jira:PAY-1 /;
const MINUTE = 60_000;

class Bench {
  readonly clock = createFixedClock();
  readonly shared = new MemoryClaims();
  readonly tracker: MemoryTicketTracker = createMemoryTicketTracker({
    system: "jira",
    prefix: "PAY",
    states: JIRA_STATES,
    clock: this.clock,
  });

  constructor() {
    this.shared.branch.set(SPEC, TEXT);
  }

  /** A fresh clone of the branch, or of an older or newer state of it. */
  clone(text = this.shared.branch.get(SPEC) ?? ""): Workspace {
    const claims = this.shared.store(new Map([[SPEC, text]]));
    return onTracker(this.tracker, text, configFor("jira", "PAY"), { claims, clock: this.clock });
  }

  /** A job whose process dies when the create arrived, or right before it was sent. */
  async die(when: "sent" | "unsent", workspace = this.clone()): Promise<void> {
    const gone = new Error("died");
    const { tracker } = this;
    const create = tracker.createTickets.bind(tracker);
    tracker.createTickets = async (...args) => {
      if (when === "sent") await create(...args);
      throw gone;
    };
    await assert.rejects(workspace.sync(), gone);
    tracker.createTickets = create;
  }

  push(workspace: Workspace): void {
    this.shared.branch.set(SPEC, workspace.text());
  }

  claim(): TicketClaim | undefined {
    const text = this.shared.claims.get(claimName(SPEC))?.text ?? null;
    return text === null ? undefined : (parseClaim(text, claimName(SPEC)) ?? undefined);
  }

  keys(): string[] {
    return [...this.tracker.tickets.keys()];
  }
}

function openIntents({ store }: Workspace): string[] {
  return [...store.files.keys()].filter((path) => path.includes("/intents/"));
}

/** Syncs the specs that SPEC is none of. */
async function syncPart({ engine }: Workspace): Promise<void> {
  const scope: Scope = { paths: [OTHER], section: null };
  const plan = await engine.plan(scope, BOTH_WAYS, UNATTENDED);
  assert.ok(plan.ok);
  const applied = await engine.apply(approvePlan(plan.value), UNATTENDED);
  assert.ok(applied.ok);
}

suite("creates that are told to other clones", () => {
  let bench: Bench;
  setup(() => {
    bench = new Bench();
  });

  test("are claimed until the branch has their links, and then let go", async () => {
    const first = bench.clone();
    await first.sync();
    const claim = bench.claim();
    assert.equal(claim?.hasEnded, true);
    assert.deepEqual(
      claim.intents.map(({ ticket }) => ticket),
      ["jira:PAY-1"],
    );
    assert.deepEqual(openIntents(first), []);
    await first.sync();
    assert.ok(bench.claim(), "the branch has no link yet");
    bench.push(first);
    await bench.clone().sync();
    assert.equal(bench.claim(), undefined);
    assert.deepEqual(bench.keys(), ["PAY-1"]);
  });

  test("are taken up by a fresh clone when their run died, at once", async () => {
    await bench.die("sent");
    const next = bench.clone();
    await next.sync();
    assert.match(next.text(), LINK);
    assert.deepEqual(openIntents(next), []);
    bench.push(next);
    await bench.clone().sync();
    assert.ok(bench.claim(), "the first run may still be at it");
    bench.clock.advance(2 * MINUTE);
    await bench.clone().sync();
    assert.deepEqual([bench.keys(), bench.claim()], [["PAY-1"], undefined]);
  });

  for (const id of ["retry", "1"]) {
    test(`are taken up by the job for the part that the section "${id}" has moved to`, async () => {
      const text = TEXT.replace("system:retry", `system:${id}`);
      bench.shared.branch.set(SPEC, text);
      await bench.die("sent");
      bench.shared.branch.set(SPEC, "# Payments\n");
      const next = bench.clone();
      next.store.files.set(OTHER, text);
      await syncPart(next);
      assert.match(next.text(OTHER), LINK);
      assert.deepEqual(bench.keys(), ["PAY-1"]);
    });
  }

  test("are nothing to the job for another part while their section is where it was", async () => {
    await bench.die("sent");
    const next = bench.clone();
    next.store.files.set(OTHER, TEXT.replace("system:retry", "system:again"));
    await syncPart(next);
    assert.match(next.text(OTHER), /canon:ticket:jira:PAY-2 /);
    assert.deepEqual(bench.keys(), ["PAY-1", "PAY-2"]);
  });

  test("are waited for while they may arrive, and then sent again", async () => {
    await bench.die("unsent");
    bench.clock.advance(2 * MINUTE - 1000);
    const { held } = await bench.clone().sync();
    assert.match(held[0]?.message ?? "", /another run began it less than two minutes ago/);
    assert.deepEqual(bench.keys(), []);
    bench.clock.advance(2000);
    const next = bench.clone();
    await next.sync();
    assert.match(next.text(), LINK);
    assert.deepEqual(bench.keys(), ["PAY-1"]);
  });

  test("are waited for where the other clock is ahead", async () => {
    bench.clock.advance(MINUTE);
    await bench.die("unsent");
    bench.clock.advance(-MINUTE);
    assert.equal((await bench.clone().sync()).held.length, 1);
    assert.deepEqual(bench.keys(), []);
  });

  test("stay known when another run takes their spec over", async () => {
    await bench.die("sent");
    bench.shared.branch.set(SPEC, MORE);
    bench.clock.advance(3 * MINUTE);
    await bench.clone().sync();
    const tickets = bench.claim()?.intents.map(({ ticket }) => ticket);
    assert.deepEqual(tickets, ["jira:PAY-1", "jira:PAY-2"]);
    const fresh = bench.clone();
    await fresh.sync();
    assert.match(fresh.text(), LINK);
    assert.match(fresh.text(), /canon:ticket:jira:PAY-2 /);
    assert.deepEqual(bench.keys(), ["PAY-1", "PAY-2"]);
  });

  test("are refused while another run creates tickets for the spec, and leave nothing behind", async () => {
    await bench.die("sent");
    bench.shared.branch.set(SPEC, MORE);
    const next = bench.clone();
    const { results } = await next.sync();
    const created = results.find(({ item }) => item.kind === "create-ticket");
    assert.equal(created?.outcome, "failed");
    assert.match(created.error ?? "", /Another run is creating tickets for this spec/);
    assert.deepEqual([bench.keys(), openIntents(next)], [["PAY-1"], []]);
  });

  test("are refused where another run was quicker after the plan was made", async () => {
    const slow = bench.clone();
    const quick = bench.clone();
    bench.shared.beforeWrite = () => {
      bench.shared.beforeWrite = () => undefined;
      bench.shared.claims.set(claimName(SPEC), { id: "theirs", text: "{}" });
    };
    const { results } = await slow.sync();
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ["failed"],
    );
    assert.deepEqual([bench.keys(), openIntents(slow)], [[], []]);
    const again = await quick.sync();
    assert.match(again.results[0]?.error ?? "", /cannot be read/);
  });

  test("are refused where the branch has got a link that this clone does not have", async () => {
    const old = bench.clone();
    const first = bench.clone();
    await first.sync();
    bench.push(first);
    await bench.clone().sync();
    assert.equal(bench.claim(), undefined, "nothing tells the old clone but the branch");
    const { results } = await old.sync();
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ["stale"],
    );
    assert.deepEqual([bench.keys(), openIntents(old), bench.claim()], [["PAY-1"], [], undefined]);
  });

  test("are refused there for the sections below as well", async () => {
    const nested = `${TEXT}\n### 1.1 Jitter\n<!-- canon:system:jitter status:todo -->\n\nNoise.\n`;
    const old = bench.clone(nested);
    const { results } = await old.sync();
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ["stale", "stale"],
    );
    assert.deepEqual([bench.keys(), openIntents(old), bench.claim()], [[], [], undefined]);
  });

  test("are claimed anew before they are sent where that took long", async () => {
    const slow = bench.clone();
    let writes = 0;
    bench.shared.beforeWrite = () => {
      writes += 1;
      if (writes === 1) queueMicrotask(() => bench.clock.advance(40_000));
    };
    await slow.sync();
    assert.equal(writes, 3);
    assert.deepEqual(bench.keys(), ["PAY-1"]);
  });

  test("are not sent any more when their claim is too old for it", async () => {
    const late = bench.clone();
    const { tracker } = bench;
    const create = tracker.createTickets.bind(tracker);
    tracker.createTickets = (drafts, signal) => {
      bench.clock.advance(61_000);
      assert.ok(signal.aborted);
      return create(drafts, signal);
    };
    const { results } = await late.sync();
    assert.match(results[0]?.error ?? "", /It took so long/);
    assert.deepEqual(bench.keys(), []);
  });

  test("that the tracker refused are forgotten", async () => {
    bench.tracker.createTickets = (drafts) =>
      Promise.resolve(
        drafts.map(() => ({
          kind: "failed",
          error: { code: "tracker/rejected", message: "No." },
        })),
      );
    await bench.clone().sync();
    assert.equal(bench.claim(), undefined);
  });

  test("of a spec that is gone are let go once nothing came of them", async () => {
    await bench.die("unsent");
    bench.clock.advance(3 * MINUTE);
    const next = bench.clone();
    next.store.files.delete(SPEC);
    await next.sync();
    assert.equal(bench.claim(), undefined);
  });
});
