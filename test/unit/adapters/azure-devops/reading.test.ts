import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { Secret } from "../../../../src/core/kernel/secret.ts";
import { codeOf, create, KEYS_TEXT, read, update, uuid } from "../../../contract/tracker/steps.ts";
import { withAzureDevopsBench } from "../../../support/azure-devops/azure-devops-bench.ts";

suite("reading from Azure DevOps", () => {
  test("reads 1,000 work items in six requests, and again in five", () =>
    withAzureDevopsBench(async ({ tracker, double }) => {
      const keys = double.seed(1000);
      for (const expected of [6, 5]) {
        const before = double.requests.length;
        const readings = await tracker.readTickets(keys, NEVER_CANCELLED);
        assert.equal(double.requests.length - before, expected);
        assert.equal(readings.size, 1000);
        assert.ok([...readings.values()].every(({ kind }) => kind === "found"));
      }
      const [request] = double.requests;
      const body = JSON.parse(request?.body ?? "") as Record<string, unknown>;
      assert.equal(request?.url, "/acme/_apis/wit/workitemsbatch?api-version=7.1");
      assert.equal(body["errorPolicy"], "omit");
      assert.equal((body["ids"] as unknown[]).length, 200);
    }));

  test("reads a work item of another project, by the states of that project", () =>
    withAzureDevopsBench(async ({ tracker, double }) => {
      const { id } = double.state.add({ type: "Task", project: "Platform", title: "Elsewhere" });
      const ticket = await read(tracker, String(id));
      assert.equal(ticket.status.category, "unstarted");
      assert.equal(ticket.url, `${double.origin}/acme/Platform/_workitems/edit/${id}`);
      assert.ok(double.requests.some(({ url }) => url.includes("/acme/Platform/_apis/")));
      double.state.comment(double.state.find(id) ?? assert.fail(), "Hello.", "markdown");
      const comments = await tracker.readComments(String(id), NEVER_CANCELLED);
      assert.equal(comments.ok && comments.value[0]?.text, "Hello.");
    }));

  test("an entry that names no work item makes none of those asked for missing", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker, double, words } = bench;
      const { ref } = await create(bench);
      double.onAnswer = (_request, { body }) => {
        const { value } = body as { value?: unknown };
        if (Array.isArray(value)) value.push({ odd: true });
      };
      const readings = await tracker.readTickets([ref.key, words.missingKey], NEVER_CANCELLED);
      assert.equal(readings.get(ref.key)?.kind, "found");
      assert.equal(readings.get(words.missingKey)?.kind, "unreadable");
    }));

  test("states that cannot be looked up leave tickets unread, not half understood", () =>
    withAzureDevopsBench(async ({ tracker, double }) => {
      const [key = ""] = double.seed(1);
      double.faultFor = ({ url }) =>
        url.includes("/states") ? { kind: "status", status: 403 } : undefined;
      const reading = (await tracker.readTickets([key], NEVER_CANCELLED)).get(key);
      assert.equal(reading?.kind === "unreadable" && reading.error.code, "tracker/forbidden");
      double.faultFor = () => undefined;
      assert.equal((await read(tracker, key)).status.category, "unstarted");
    }));

  test("numbers of another form are asked nobody about", () =>
    withAzureDevopsBench(async ({ tracker, double }) => {
      for (const key of ["007", "0", "2147483648", "99999999999", "1e3", "-1", "4211 ", "４"]) {
        const reading = (await tracker.readTickets([key], NEVER_CANCELLED)).get(key);
        assert.equal(reading?.kind === "unreadable" && reading.error.code, "tracker/rejected", key);
      }
      assert.equal(double.requests.length, 0);
    }));

  test("a bug keeps its text where bugs have it", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker, item } = bench;
      const bug = await create(bench, { type: "Bug" });
      assert.equal(bug.managedText, KEYS_TEXT);
      assert.equal(item(bug.ref.key).fields.has("System.Description"), false);
      assert.deepEqual(await read(tracker, bug.ref.key), bug);
    }));

  test("waits as long as an answer asks, although it succeeded", () =>
    withAzureDevopsBench(async ({ tracker, double, clock }) => {
      const [key = ""] = double.seed(1);
      double.state.switches.patience = 20;
      const before = Date.parse(clock.now());
      await tracker.readTickets([key], NEVER_CANCELLED);
      await tracker.readTickets([key], NEVER_CANCELLED);
      assert.equal(Date.parse(clock.now()) - before, 40_000);
    }));

  test("comments come from all pages, without deleted ones, in either form", () =>
    withAzureDevopsBench(async ({ tracker, double, item }) => {
      const [key = ""] = double.seed(1);
      double.state.switches.commentsPerPage = 2;
      for (const n of [1, 2, 3, 4]) double.state.comment(item(key), `Number **${n}**`, "markdown");
      double.state.comment(item(key), "<div>Number <b>5</b> &amp; last</div>", "html");
      item(key).comments[1] = { ...(item(key).comments[1] ?? assert.fail()), isDeleted: true };
      const comments = await tracker.readComments(key, NEVER_CANCELLED);
      assert.deepEqual(comments.ok && comments.value.map(({ text }) => text), [
        "Number **1**",
        "Number **3**",
        "Number **4**",
        "Number **5** & last",
      ]);
    }));
});

suite("questions to Azure DevOps", () => {
  test("what changed is asked for by the server's clock, and overlaps", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker, double, clock } = bench;
      const old = await create(bench, { marker: uuid(1) });
      clock.advance(60_000);
      const since = clock.now();
      const young = await create(bench, { marker: uuid(2) });
      double.state.add({ type: "Task", project: "Platform" });
      const first = await tracker.changedSince(since, NEVER_CANCELLED);
      assert.ok(first.ok);
      assert.deepEqual(first.value.keys, [young.ref.key]);
      assert.ok(first.value.until < clock.now());
      await update(tracker, old, { status: "Active" });
      const second = await tracker.changedSince(first.value.until, NEVER_CANCELLED);
      assert.ok(second.ok && second.value.keys.includes(old.ref.key));
    }));

  test("too many changes to list may be any", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker, double } = bench;
      await create(bench);
      double.state.switches.queryCeiling = 0;
      const changed = await tracker.changedSince("2020-01-01T00:00:00.000Z", NEVER_CANCELLED);
      assert.deepEqual(changed.ok && [changed.value.keys, changed.value.isComplete], [[], false]);
    }));

  test("E1: nothing but a time and a marker ever enters a query", () =>
    withAzureDevopsBench(async ({ tracker, double }) => {
      const odd = "' OR [System.Id] > 0 OR [System.Tags] CONTAINS '";
      const changed = await tracker.changedSince(`2026${odd}`, NEVER_CANCELLED);
      assert.equal(codeOf(changed), "tracker/rejected");
      const marker = { id: odd, since: "2026-01-05T10:00:00.000Z", after: null };
      const found = await tracker.findByMarker(marker, NEVER_CANCELLED);
      assert.deepEqual(found, { ok: true, value: undefined });
      assert.equal(double.requests.length, 0);
    }));

  test("a tag that only resembles the marker is not it", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker, double, item } = bench;
      const { ref } = await create(bench, { marker: uuid(1) });
      double.onAnswer = (_request, { body }) => {
        const { workItems } = body as { workItems?: unknown };
        if (Array.isArray(workItems)) item(ref.key).tags = [`canon-${uuid(1)}x`];
      };
      const marker = { id: uuid(1), since: "2026-01-05T10:00:00.000Z", after: null };
      const found = await tracker.findByMarker(marker, NEVER_CANCELLED);
      assert.deepEqual(found, { ok: true, value: undefined });
    }));

  test("says who the credential belongs to, and that a stranger has none", () =>
    withAzureDevopsBench(async ({ tracker, double }) => {
      assert.deepEqual(await tracker.checkAccess(NEVER_CANCELLED), {
        ok: true,
        value: "Jamal Hartnett",
      });
      double.state.switches.signIn = "stranger";
      assert.equal(codeOf(await tracker.checkAccess(NEVER_CANCELLED)), "tracker/unauthorized");
    }));

  for (const signIn of ["page", "redirect", "refusal"] as const) {
    test(`E2: a wrong credential is told as such where the server answers with a ${signIn}`, () =>
      withAzureDevopsBench(
        async ({ open, double, words }) => {
          const tracker = open({}, { secret: new Secret("wrong") });
          assert.equal(codeOf(await tracker.checkAccess(NEVER_CANCELLED)), "tracker/unauthorized");
          const [key = ""] = double.seed(1);
          const readings = await tracker.readTickets([key, words.missingKey], NEVER_CANCELLED);
          for (const reading of readings.values()) {
            assert.equal(
              reading.kind === "unreadable" && reading.error.code,
              "tracker/unauthorized",
            );
          }
          const made = await tracker.createTickets([], NEVER_CANCELLED);
          assert.deepEqual(made, []);
        },
        { signIn },
      ));
  }

  test("describes the types that people plan with, and what they ask for", () =>
    withAzureDevopsBench(async ({ tracker, double }) => {
      const task = double.state.type("Task") ?? assert.fail();
      const requires = [{ referenceName: "Custom.Team", name: "Team" }];
      double.state.ownTypes.set("Task", { ...task, requires });
      const workflow = await tracker.describeWorkflow(NEVER_CANCELLED);
      assert.ok(workflow.ok);
      const { types } = workflow.value;
      assert.deepEqual(
        types.map(({ name }) => name),
        ["Epic", "Feature", "User Story", "Bug", "Task"],
      );
      assert.deepEqual(types.at(-1), {
        name: "Task",
        states: [
          { name: "New", category: "unstarted" },
          { name: "Active", category: "started" },
          { name: "Closed", category: "completed" },
          { name: "Removed", category: "canceled" },
        ],
        requiredFields: ["Team"],
      });
    }));

  test("names where a work item can go from where it is", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker, double, words } = bench;
      const feature = double.state.type("Feature") ?? assert.fail();
      double.state.ownTypes.set("Feature", { ...feature, moves: { New: ["Active"] } });
      const { ref } = await create(bench);
      const reachable = await tracker.reachableStatuses(
        [ref.key, words.missingKey],
        NEVER_CANCELLED,
      );
      assert.deepEqual(
        [...reachable],
        [
          [ref.key, ["New", "Active"]],
          [words.missingKey, null],
        ],
      );
    }));
});
