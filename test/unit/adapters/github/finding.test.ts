import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { aDraft, aMarker } from "../../../support/builders.ts";
import { withGithubBench, type GithubBench } from "../../../support/github/github-bench.ts";

const ID = aDraft().marker;
const DRAFT = aDraft({ status: "open|canon:todo" });

suite("finding the issue of a lost create on GitHub", () => {
  test("finds it by number while the search and the list stand still", () =>
    withLostCreate(async ({ tracker, double }, after) => {
      double.state.switches.listEndsAt = Number(after);
      const found = await tracker.findByMarker(aMarker(ID, { after }), NEVER_CANCELLED);
      assert.ok(found.ok);
      assert.equal(found.value?.ref.key, "4");
      assert.ok(double.requests.every(({ url }) => !url.includes("/search/")));
    }));

  test("finds it in the list while copies of single issues are behind", () =>
    withLostCreate(async ({ tracker, double, clock }, after) => {
      double.state.switches.copyEndsAt = Number(after);
      const sleep = clock.sleep.bind(clock);
      const slept: number[] = [];
      clock.sleep = (ms, signal) => {
        slept.push(ms);
        return sleep(ms, signal);
      };
      const found = await tracker.findByMarker(aMarker(ID, { after }), NEVER_CANCELLED);
      assert.equal(found.ok && found.value?.ref.key, "4");
      assert.ok(slept.reduce((sum, ms) => sum + ms, 0) <= 10_000);
      double.state.switches.copyEndsAt = null;
      const read = await tracker.readTickets(["4"], NEVER_CANCELLED);
      assert.deepEqual(read.get("4"), { kind: "found", ticket: found.ok && found.value });
    }));

  test("waits for copies that lag, and not longer than ten seconds", () =>
    withLostCreate(async ({ tracker, double, clock }, after) => {
      double.state.switches.copyEndsAt = Number(after);
      double.state.switches.listEndsAt = Number(after);
      const sleep = clock.sleep.bind(clock);
      clock.sleep = async (ms, signal) => {
        await sleep(ms, signal);
        if (clock.now() >= "2026-01-05T10:00:06.000Z") double.state.switches.copyEndsAt = null;
      };
      const found = await tracker.findByMarker(aMarker(ID, { after }), NEVER_CANCELLED);
      assert.equal(found.ok && found.value?.ref.key, "4");
      assert.ok(clock.now() <= "2026-01-05T10:00:10.000Z");
    }));

  test("says that there is none ten seconds after the create began, and at once later", () =>
    withGithubBench(async ({ tracker, double, clock }) => {
      double.seed(3);
      const marker = aMarker(ID, { after: "3" });
      assert.deepEqual(await tracker.findByMarker(marker, NEVER_CANCELLED), {
        ok: true,
        value: undefined,
      });
      assert.equal(clock.now(), "2026-01-05T10:00:10.000Z");
      assert.deepEqual(await tracker.findByMarker(marker, NEVER_CANCELLED), {
        ok: true,
        value: undefined,
      });
      assert.equal(clock.now(), "2026-01-05T10:00:10.000Z");
    }));

  test("looks past 100 numbers of issues and pull requests made meanwhile", () =>
    withGithubBench(async ({ tracker, double }) => {
      double.seed(2);
      for (let n = 0; n < 150; n++) {
        double.state.add("acme/shop", { isPullRequest: n % 3 === 0, body: "noise" });
      }
      await tracker.createTickets([DRAFT], NEVER_CANCELLED);
      const found = await tracker.findByMarker(aMarker(ID, { after: "2" }), NEVER_CANCELLED);
      assert.equal(found.ok && found.value?.ref.key, "153");
    }));

  test("takes the first one when somebody copied the text, and no pull request", () =>
    withLostCreate(async ({ tracker, double }, after) => {
      const { body } = double.state.issues.at(-1)!;
      double.state.add("acme/shop", { body });
      double.state.add("acme/shop", { body, isPullRequest: true });
      for (const hint of [after, null]) {
        const found = await tracker.findByMarker(aMarker(ID, { after: hint }), NEVER_CANCELLED);
        assert.equal(found.ok && found.value?.ref.key, "4", String(hint));
      }
    }));

  test("does not say absent when it could not look", () =>
    withLostCreate(async ({ tracker, double }, after) => {
      for (const kind of ["html", "empty", "truncate"] as const) {
        double.faultFor = () => ({ kind });
        const found = await tracker.findByMarker(aMarker(ID, { after }), NEVER_CANCELLED);
        assert.equal(!found.ok && found.error.code, "tracker/unreadable-answer", kind);
      }
      double.faultFor = () => undefined;
      double.state.issues.at(-1)!.isSpoiled = true;
      const found = await tracker.findByMarker(aMarker(ID, { after }), NEVER_CANCELLED);
      assert.equal(found.ok, false);
    }));

  test("refuses markers that are not plain", () =>
    withGithubBench(async ({ tracker, double }) => {
      const markers = [
        aMarker("--> x"),
        aMarker(""),
        ...["1 } }", "-5", "1e3", "9999999999", ""].map((after) => aMarker(ID, { after })),
        aMarker(ID, { since: "yesterday" }),
      ];
      for (const marker of markers) {
        const found = await tracker.findByMarker(marker, NEVER_CANCELLED);
        assert.equal(!found.ok && found.error.code, "tracker/rejected", JSON.stringify(marker));
      }
      assert.equal(double.requests.length, 0);
    }));

  test("asks for the newest number once, pull requests included, and counts on from there", () =>
    withGithubBench(async ({ tracker, double }) => {
      assert.deepEqual(await tracker.newestKey(NEVER_CANCELLED), { ok: true, value: "0" });
      double.state.add("acme/shop", { isPullRequest: true });
      const fresh = await withNewest(tracker);
      assert.equal(fresh, "0");
      await tracker.createTickets([DRAFT], NEVER_CANCELLED);
      assert.equal(await withNewest(tracker), "2");
      assert.equal(double.requests.filter(({ method }) => method === "GET").length, 1);
    }));

  test("counts a pull request as the newest number", () =>
    withGithubBench(async ({ tracker, double }) => {
      double.seed(2);
      double.state.add("acme/shop", { isPullRequest: true });
      assert.equal(await withNewest(tracker), "3");
    }));
});

/** Three issues are there; the answer to the create of the fourth is lost. */
async function withLostCreate(
  task: (bench: GithubBench, after: string) => Promise<void>,
): Promise<void> {
  await withGithubBench(async (bench) => {
    const { tracker, double } = bench;
    double.seed(3);
    const after = await withNewest(tracker);
    double.faultFor = ({ isWrite }) => (isWrite ? { kind: "cut" } : undefined);
    const [outcome] = await tracker.createTickets([DRAFT], NEVER_CANCELLED);
    assert.equal(outcome?.kind, "unsure");
    assert.equal(double.tickets().length, 4);
    double.faultFor = () => undefined;
    await task(bench, after);
  });
}

async function withNewest(tracker: GithubBench["tracker"]): Promise<string> {
  const newest = await tracker.newestKey(NEVER_CANCELLED);
  assert.ok(newest.ok && newest.value !== null);
  return newest.value;
}
