import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { Ticket, WriteOutcome } from "../../../../src/core/model/ticket.ts";
import {
  codeOf,
  create,
  done,
  draftFor,
  KEYS_TEXT,
  managed,
  read,
  send,
  update,
  uuid,
} from "../../../contract/tracker/steps.ts";
import { createTicket, safe } from "../../../support/builders.ts";
import {
  type AzureDevopsBench,
  withAzureDevopsBench,
} from "../../../support/azure-devops/azure-devops-bench.ts";

suite("creating in Azure DevOps", () => {
  test("says everything in one patch, the tag by which it is found included", () =>
    withAzureDevopsBench(async (bench) => {
      const parent = await create(bench, { marker: uuid(1) });
      const before = writes(bench).length;
      await create(bench, {
        marker: uuid(2),
        type: "User Story",
        parentKey: parent.ref.key,
        labels: [safe("web"), safe("a; b, c")],
      });
      const [request, ...more] = writes(bench).slice(before);
      assert.deepEqual(more, []);
      assert.equal(
        request?.url,
        "/acme/Online%20Shop/_apis/wit/workitems/$User%20Story?api-version=7.1",
      );
      assert.equal(request.headers["content-type"], "application/json-patch+json");
      const text = `<!-- canon:begin -->\n${KEYS_TEXT}\n<!-- canon:end -->\n`;
      const parentUrl = `${bench.double.origin}/acme/_apis/wit/workItems/${parent.ref.key}`;
      assert.deepEqual(JSON.parse(request.body), [
        { op: "add", path: "/fields/System.Title", value: "Key generation" },
        { op: "add", path: "/fields/System.Description", value: text },
        { op: "add", path: "/multilineFieldsFormat/System.Description", value: "Markdown" },
        { op: "add", path: "/fields/System.Tags", value: `canon-${uuid(2)}; web; a b c` },
        {
          op: "add",
          path: "/relations/-",
          value: { rel: "System.LinkTypes.Hierarchy-Reverse", url: parentUrl },
        },
      ]);
    }));

  test("looks a parent up once, and not at all where it just made it", () =>
    withAzureDevopsBench(async (bench) => {
      const { double } = bench;
      const [key = ""] = double.seed(1);
      const parent = await create(bench, { marker: uuid(1) });
      const batches = () => double.requests.filter(({ url }) => url.includes("batch")).length;
      for (const [n, parentKey] of [parent.ref.key, key, key].entries()) {
        await create(bench, { marker: uuid(n + 2), parentKey });
      }
      assert.equal(batches(), 1);
    }));

  const defaults = { Agile: "User Story", Scrum: "Product Backlog Item", Basic: "Issue" } as const;
  for (const [process, type] of Object.entries(defaults)) {
    test(`without a type, the process ${process} makes a ${type}`, () =>
      withAzureDevopsBench(
        async (bench) => {
          assert.equal((await create(bench, { type: null, status: "New" })).type, type);
        },
        { process: process as keyof typeof defaults },
      ));
  }

  test("moves a new work item only where it is to begin elsewhere", () =>
    withAzureDevopsBench(async (bench) => {
      await create(bench, { marker: uuid(1), status: "New" });
      assert.equal(writes(bench).length, 1);
      const started = await create(bench, { marker: uuid(2), status: "Active" });
      assert.equal(started.status.name, "Active");
      assert.equal(writes(bench).length, 3);
    }));

  test("is done where the move is refused, and shows where the ticket stands", () =>
    withAzureDevopsBench(async (bench) => {
      const { double } = bench;
      const feature = double.state.type("Feature") ?? assert.fail();
      double.state.ownTypes.set("Feature", { ...feature, moves: { New: [] } });
      const made = await create(bench, { status: "Closed" });
      assert.equal(made.status.name, "New");
      assert.deepEqual(await read(bench.other, made.ref.key), made);
    }));

  test("shows a ticket as it is when the answer to its move is lost", () =>
    withAzureDevopsBench(async (bench) => {
      bench.double.faultFor = ({ method }) => (method === "PATCH" ? { kind: "cut" } : undefined);
      const made = await create(bench, { status: "Active" });
      assert.equal(made.status.name, "Active");
      assert.equal(made.revision, "2");
    }));

  test("E3: a lost answer is unsure, nothing is repeated, and the tag finds the ticket", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker, double } = bench;
      double.faultFor = ({ isWrite }) => (isWrite ? { kind: "cut" } : undefined);
      const outcome = await createTicket(tracker, draftFor(bench));
      assert.equal(outcome.kind, "unsure");
      assert.equal(writes(bench).length, 1);
      double.faultFor = () => undefined;
      const marker = { id: uuid(1), since: bench.clock.now(), after: null };
      const found = await bench.other.findByMarker(marker, NEVER_CANCELLED);
      assert.equal(found.ok && found.value?.ref.key, double.tickets()[0]?.key);
      assert.equal(double.tickets().length, 1);
    }));

  test("E2: an answer that makes no sense to a create is unsure", () =>
    withAzureDevopsBench(async (bench) => {
      bench.double.faultFor = ({ isWrite }) => (isWrite ? { kind: "empty" } : undefined);
      const outcome = await createTicket(bench.tracker, draftFor(bench));
      assert.equal(outcome.kind === "unsure" && outcome.error.code, "tracker/unreadable-answer");
    }));

  test("names the fields that a rule asks for, and nothing else of the refusal", () =>
    withAzureDevopsBench(async (bench) => {
      const { double, tracker } = bench;
      const feature = double.state.type("Feature") ?? assert.fail();
      const requires = [{ referenceName: "Custom.Team", name: "Team" }];
      double.state.ownTypes.set("Feature", { ...feature, requires });
      const { error } = failed(await createTicket(tracker, draftFor(bench)));
      assert.equal(error.code, "tracker/rejected");
      assert.match(error.message, /It names Custom\.Team\./);
      assert.doesNotMatch(error.message, /TF401320/);
      assert.equal(writes(bench).length, 1, "a rule has nothing to do with Markdown");
    }));

  test("names the states that a type has where the wanted one is not among them", () =>
    withAzureDevopsBench(async (bench) => {
      const draft = draftFor(bench, { status: "In Review" });
      const { error } = failed(await createTicket(bench.tracker, draft));
      assert.match(error.message, /"In Review".*New, Active, Resolved, Closed, Removed\./);
      assert.equal(writes(bench).length, 0);
    }));

  test("E1: a type that is none goes into no address", () =>
    withAzureDevopsBench(async (bench) => {
      for (const type of ["", "..", "Bug/../../x", "No Such Type", "$Bug", "Bug?x=1"]) {
        const outcome = await createTicket(bench.tracker, draftFor(bench, { type }));
        assert.equal(codeOf(outcome), "tracker/rejected", type);
      }
      assert.equal(writes(bench).length, 0);
    }));
});

suite("changing in Azure DevOps", () => {
  test("sends one patch that holds at one revision only", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker } = bench;
      const old = await create(bench, { marker: uuid(1) });
      const parent = await create(bench, { marker: uuid(2) });
      const child = { marker: uuid(3), type: "User Story", parentKey: old.ref.key };
      const before = await create(bench, child);
      const count = writes(bench).length;
      const after = await update(tracker, before, {
        title: safe("Other"),
        managedText: managed("Other."),
        status: "Active",
        parentKey: parent.ref.key,
      });
      assert.equal(after.parentKey, parent.ref.key);
      assert.equal(after.status.name, "Active");
      const sent = writes(bench).slice(count);
      assert.equal(sent.length, 1);
      const patch = JSON.parse(sent[0]?.body ?? "") as { op: string; path: string }[];
      assert.deepEqual(patch[0], { op: "test", path: "/rev", value: 1 });
      assert.ok(patch.some(({ op, path }) => op === "remove" && path === "/relations/0"));
    }));

  for (const staleStatus of [409, 412]) {
    test(`a change in between, told by ${staleStatus}, is left as it is`, () =>
      withAzureDevopsBench(
        async (bench) => {
          const { tracker, double } = bench;
          const before = await create(bench);
          double.faultFor = ({ method }) => {
            if (method === "PATCH") double.state.touch(bench.item(before.ref.key));
            return undefined;
          };
          const outcome = await send(tracker, before, { title: safe("Mine") });
          assert.equal(outcome.kind, "stale");
          assert.equal(bench.item(before.ref.key).title, before.title);
        },
        { staleStatus },
      ));
  }

  test("a server without Markdown is asked once, and given HTML from then on", () =>
    withAzureDevopsBench(
      async (bench) => {
        const { tracker } = bench;
        const made = await create(bench);
        assert.equal(writes(bench).length, 2);
        const after = await update(tracker, made, { managedText: managed("New.") });
        assert.equal(after.managedText, managed("New."));
        const comment = { marker: uuid(5), text: safe("Said.") };
        await tracker.postComment(made.ref.key, comment, NEVER_CANCELLED);
        assert.equal(writes(bench).length, 4);
        assert.match(await bench.description(made.ref.key), /<p>New\.<\/p>/);
      },
      { edition: "server", newest: 7.1 },
    ));

  test("a comment whose marker was taken away is still not posted twice", () =>
    withAzureDevopsBench(
      async (bench) => {
        const { ref } = await create(bench);
        const comment = { marker: uuid(5), text: safe("Said **once**.") };
        const first = await bench.tracker.postComment(ref.key, comment, NEVER_CANCELLED);
        const second = await bench.other.postComment(ref.key, comment, NEVER_CANCELLED);
        assert.deepEqual([first.kind, second.kind], ["posted", "already"]);
      },
      { edition: "server", newest: 7.1, keepsTitles: false },
    ));

  test("a marker that is none is written nowhere", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker } = bench;
      const { ref, revision } = await create(bench);
      const count = bench.double.requests.length;
      const comment = { marker: "no) marker", text: safe("x") };
      const closing = { status: "Closed", comment, pullRequest: null };
      const outcomes = [
        ...(await tracker.createTickets([draftFor(bench, comment)], NEVER_CANCELLED)),
        await tracker.postComment(ref.key, comment, NEVER_CANCELLED),
        await tracker.closeTicket(ref.key, closing, revision, NEVER_CANCELLED),
      ];
      assert.deepEqual(outcomes.map(codeOf), Array(3).fill("tracker/rejected"));
      assert.equal(bench.double.requests.length, count);
    }));

  test("a comment whose answer was lost is unsure, and is there already the next time", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker, double } = bench;
      const { ref } = await create(bench);
      const comment = { marker: uuid(5), text: safe("Said.") };
      double.faultFor = ({ isWrite }) => (isWrite ? { kind: "cut" } : undefined);
      const lost = await tracker.postComment(ref.key, comment, NEVER_CANCELLED);
      double.faultFor = () => undefined;
      const again = await tracker.postComment(ref.key, comment, NEVER_CANCELLED);
      assert.deepEqual([lost.kind, again.kind], ["unsure", "already"]);
    }));

  test("closing is one patch: state, reason and pull request", () =>
    withAzureDevopsBench(async (bench) => {
      const before = await create(bench);
      const count = writes(bench).length;
      const url = "https://github.com/acme/pay/pull/412";
      await close(bench, before, url);
      const [request, ...more] = writes(bench).slice(count);
      assert.deepEqual(more, []);
      const text = `[//]: # (canon:comment:${uuid(9)})\n\nDone in **PR 412**.`;
      assert.deepEqual(JSON.parse(request?.body ?? ""), [
        { op: "test", path: "/rev", value: 1 },
        { op: "add", path: "/fields/System.State", value: "Closed" },
        { op: "add", path: "/fields/System.History", value: { format: "Markdown", text } },
        {
          op: "add",
          path: "/relations/-",
          value: { rel: "Hyperlink", url, attributes: { comment: "Keys" } },
        },
      ]);
    }));

  test("a pull request of Azure Repos is linked as one, once", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker, double } = bench;
      const { ref } = await create(bench);
      const url = `${double.origin}/acme/Online%20Shop/_git/shop/pullrequest/17`;
      for (let n = 0; n < 2; n += 1) {
        done(await tracker.linkPullRequest(ref.key, { url, title: safe("Keys") }, NEVER_CANCELLED));
      }
      const project = double.state.projectIds.get("Online Shop") ?? "";
      const repository = "5febef5a-833d-4e14-b9c0-14cb638f91e6";
      assert.deepEqual(bench.item(ref.key).relations, [
        {
          rel: "ArtifactLink",
          url: `vstfs:///Git/PullRequestId/${project}%2F${repository}%2F17`,
          attributes: { name: "Pull Request" },
        },
      ]);
    }));

  test("a pull request whose repository cannot be seen gets a plain link", () =>
    withAzureDevopsBench(async (bench) => {
      const { ref } = await create(bench);
      const url = `${bench.double.origin}/acme/Online%20Shop/_git/secret/pullrequest/17`;
      const pullRequest = { url, title: safe("Keys") };
      done(await bench.tracker.linkPullRequest(ref.key, pullRequest, NEVER_CANCELLED));
      assert.equal(bench.item(ref.key).relations[0]?.rel, "Hyperlink");
    }));

  test("a link follows a work item that changes meanwhile", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker, double } = bench;
      const { ref } = await create(bench);
      let left = 2;
      double.faultFor = ({ method }) => {
        if (method === "PATCH" && left-- > 0) double.state.touch(bench.item(ref.key));
        return undefined;
      };
      const pullRequest = { url: "https://github.com/acme/pay/pull/1", title: safe("Keys") };
      done(await tracker.linkPullRequest(ref.key, pullRequest, NEVER_CANCELLED));
      left = 100;
      const other = { ...pullRequest, url: "https://github.com/acme/pay/pull/2" };
      const outcome = await tracker.linkPullRequest(ref.key, other, NEVER_CANCELLED);
      assert.equal(codeOf(outcome), "tracker/rejected");
    }));

  test("a server that is too old is told from one that refuses", () =>
    withAzureDevopsBench(
      async ({ tracker, double }) => {
        const [key = ""] = double.seed(1);
        const reading = (await tracker.readTickets([key], NEVER_CANCELLED)).get(key);
        assert.match(
          reading?.kind === "unreadable" ? reading.error.message : "",
          /Azure DevOps Server 2022\.1 and later/,
        );
      },
      { newest: 6 },
    ));

  test("a project that is not there is named as the trouble", () =>
    withAzureDevopsBench(async (bench) => {
      const tracker = bench.open({ project: "No Shop" });
      const { error } = failed(await createTicket(tracker, draftFor(bench)));
      assert.equal(error.code, "tracker/not-found");
      assert.match(error.message, /no project of this name/);
    }));
});

function writes({ double }: AzureDevopsBench) {
  return double.requests.filter(({ isWrite }) => isWrite);
}

function failed(outcome: WriteOutcome) {
  assert.ok(outcome.kind === "failed", JSON.stringify(outcome));
  return outcome;
}

async function close({ tracker }: AzureDevopsBench, ticket: Ticket, url: string): Promise<void> {
  const comment = { marker: uuid(9), text: safe("Done in **PR 412**.") };
  const closing = { status: "Closed", comment, pullRequest: { url, title: safe("Keys") } };
  done(await tracker.closeTicket(ticket.ref.key, closing, ticket.revision, NEVER_CANCELLED));
}
