import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { startJiraCloudDouble } from "../support/jira-cloud/jira-cloud-double.ts";
import { startLinearDouble } from "../support/linear/linear-double.ts";
import { buildCli, TestWorkspace } from "./canon-process.ts";

type Linear = Awaited<ReturnType<typeof startLinearDouble>>;
type Jira = Awaited<ReturnType<typeof startJiraCloudDouble>>;

const PASSED = "---\npass: true\nblockers: 0\n---\n";

interface Completion {
  readonly cycle: string | null;
  readonly outcome: string | null;
  readonly systems: readonly {
    readonly system: string;
    readonly key: string | null;
    readonly state: string;
    readonly transition: {
      readonly from: string;
      readonly to: string;
      readonly done: boolean;
    } | null;
    readonly comment: { readonly posted: boolean; readonly text: string } | null;
    readonly reconciled: boolean;
    readonly reason: string | null;
  }[];
}

suite("canon cycle", () => {
  let workspace: TestWorkspace;
  let linear: Linear;
  let jira: Jira;
  let env: Record<string, string>;
  let keys: { linear: string; jira: string };

  suiteSetup(buildCli);
  setup(async () => {
    [linear, jira] = await Promise.all([startLinearDouble(), startJiraCloudDouble()]);
    env = { ...linear.env, ...jira.env };
    keys = { linear: linear.seed(1)[0] ?? "", jira: jira.seed(1)[0] ?? "" };
    workspace = new TestWorkspace({});
    put(".design/STATE.md", state());
    put(".design/DESIGN-VERIFICATION.md", PASSED);
  });
  teardown(async () => {
    workspace.remove();
    await Promise.all([linear.close(), jira.close()]);
  });

  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(workspace.root, path)), { recursive: true });
    writeFileSync(join(workspace.root, path), text);
  };
  const read = (path: string): string => readFileSync(join(workspace.root, path), "utf8");
  const state = (): string =>
    `---\ncycle: cycle-7\n---\n\n<ticket_links>\ncycle: cycle-7\nlinear: ${keys.linear}\njira: ${keys.jira}\n</ticket_links>\n`;
  const complete = async (...args: string[]): Promise<Completion> => {
    const result = await workspace.run(["cycle", "complete", "--json", ...args], { env });
    assert.equal(result.code, 0, result.stderr);
    return result.json() as Completion;
  };
  const statusIn = (double: Linear | Jira): string | undefined => double.tickets()[0]?.status;

  test("brings a passed verification to both trackers, once", async () => {
    const first = await complete();
    assert.equal(first.outcome, "verify-passed");
    assert.deepEqual(
      first.systems.map(({ transition, comment }) => [
        transition?.to,
        transition?.done,
        comment?.posted,
      ]),
      [
        ["Done", true, true],
        ["Done", true, true],
      ],
    );
    assert.deepEqual([statusIn(linear), statusIn(jira)], ["Done", "Done"]);
    const [before, sent] = [read(".design/STATE.md"), linear.requests.length];
    const second = await complete();
    assert.ok(linear.requests.length > sent);
    assert.deepEqual(
      second.systems.map(({ transition, comment }) => [transition, comment?.posted]),
      [
        [null, false],
        [null, false],
      ],
    );
    assert.equal(read(".design/STATE.md"), before);
    for (const double of [linear, jira]) assert.equal(double.tickets()[0]?.comments.length, 1);
    assert.deepEqual(readdirSync(join(workspace.root, ".design")).sort(), [
      "DESIGN-VERIFICATION.md",
      "STATE.md",
    ]);
  });

  test("leaves a ticket that somebody moved, and notes it", async () => {
    put(".design/STATE.md", state().replace("jira:", "linear_status: Todo\njira:"));
    linear.move(keys.linear, "In Progress");
    const { systems } = await complete();
    assert.deepEqual([systems[0]?.reconciled, systems[0]?.transition], [true, null]);
    assert.equal(statusIn(linear), "In Progress");
    assert.match(read(".design/STATE.md"), /^linear_status: In Progress$/m);
  });

  test("masks a credential on the way in and on the way out", async () => {
    const token = ["gh", "p_", "a1b2".repeat(9)].join("");
    const pull = `https://github.com/acme/web/pull/4?t=${token}`;
    const { systems } = await complete("--pr", pull);
    assert.match(systems[0]?.comment?.text ?? "", /\[REDACTED:github_pat\]/);
    for (const { body } of [...linear.requests, ...jira.requests]) assert.ok(!body.includes(token));
    const digest = await workspace.run(["cycle", "digest"], { env });
    assert.equal(digest.code, 0);
    assert.ok(!digest.stdout.includes(token));
  });

  test("ends with 0 and an untouched state file whatever is wrong", async () => {
    linear.faultFor = () => ({ kind: "status", status: 401 });
    const off = { ...env, GDD_DISABLE_JIRA: "1" };
    const result = await workspace.run(["cycle", "complete", "--json"], { env: off });
    assert.equal(result.code, 0, result.stderr);
    const { systems } = result.json() as Completion;
    assert.deepEqual(
      systems.map(({ system, state: found }) => [system, found]),
      [
        ["linear", "unavailable"],
        ["jira", "disabled"],
      ],
    );
    assert.equal(read(".design/STATE.md"), state());
    assert.equal(jira.requests.length, 0);
    const bare = await workspace.run(["cycle", "health", "--json"]);
    assert.equal(bare.code, 0, bare.stderr);
    assert.match(bare.stdout, /not_configured/);
  });

  test("does nothing without a current cycle", async () => {
    put(".design/STATE.md", "---\ncycle: \n---\n");
    assert.deepEqual((await complete()).systems, []);
    assert.equal(linear.requests.length + jira.requests.length, 0);
  });

  test("respects a lock that another program holds", async () => {
    const lock = ".design/STATE.md.lock";
    put(lock, "not what anybody writes");
    const { systems } = await complete();
    assert.equal(systems[0]?.transition?.done, true);
    assert.equal(read(".design/STATE.md"), state());
    assert.equal(read(lock), "not what anybody writes");
  });

  test("links a ticket that exists, and replaces a link only when told to", async () => {
    const link = async (...args: string[]): Promise<[number | null, unknown]> => {
      const result = await workspace.run(["cycle", "link", "--json", ...args], { env });
      return [result.code, result.json()];
    };
    const [other = ""] = linear.seed(1);
    const before = state();
    const codeOf = (document: unknown): string =>
      (document as { problems: { code: string }[] }).problems[0]?.code ?? "";
    const [refused, why] = await link("linear", other);
    assert.deepEqual([refused, codeOf(why)], [2, "cycle/linked-already"]);
    const [missing, none] = await link("linear", "ENG-9999", "--replace");
    assert.deepEqual([missing, codeOf(none)], [2, "cycle/no-such-ticket"]);
    for (const args of [
      ["github", "A-1"],
      ["jira", "https://x.example/A-1"],
    ]) {
      assert.equal((await link(...args))[0], 2);
    }
    assert.equal(read(".design/STATE.md"), before);
    const [done, document] = await link("LINEAR", other.toLowerCase(), "--replace");
    assert.equal(done, 0);
    const { former, key, isLinked } = document as Record<string, unknown>;
    assert.deepEqual([former, key, isLinked], [keys.linear, other, true]);
    assert.equal(read(".design/STATE.md"), before.replace(keys.linear, other));
    const unchecked = await workspace.run(["cycle", "link", "jira", "WEB-1", "--replace"]);
    assert.equal(unchecked.code, 0, unchecked.stderr);
    assert.match(unchecked.stdout, /Not checked: No connection to Jira is set up/);
    for (const double of [linear, jira]) {
      assert.equal(double.requests.filter(({ isWrite }) => isWrite).length, 0);
    }
  });

  test("refuses an outcome that it does not know", async () => {
    const result = await workspace.run(["cycle", "complete", "--outcome", "great"]);
    assert.equal(result.code, 2);
    assert.match(result.stderr, /verify-passed, verify-failed, shipped/);
  });
});
