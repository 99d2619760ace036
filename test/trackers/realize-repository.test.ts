import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, suiteSetup, test } from "mocha";
import { buildCli, TestWorkspace } from "../cli/canon-process.ts";
import { LOCAL } from "../cli/sample.ts";
import { startGithubDouble, type GithubDouble } from "../support/github/github-double.ts";
import { aPull } from "../support/github/git-repository.ts";
import { localTickets, type ToldTicket } from "../support/local-tickets.ts";
import { createRealRepository, type RealRepository } from "../support/real-repository.ts";
import { closing } from "../support/remote/close-words.ts";
import { configOf } from "../support/remote/remote-workspace.ts";
import { shownPulls } from "../support/remote/shown-pulls.ts";
import { SYSTEMS, type TrackedSystem } from "../support/remote/systems.ts";

const SPEC = "docs/specs/payments.md";
const TEXT = `# Payments

## 1. Keys
<!-- canon:system:keys status:todo -->

Keys are made.

## 2. Store
<!-- canon:system:store status:todo -->

- [ ] an answer is stored beside its key
- [ ] answers expire after a whole day
`;
const FIRST = { "src/keys.ts": "export const key = 1;\n", "test/store.test.ts": 'test("an answer is stored beside its key", () => {});\n' }; // prettier-ignore
const SECOND = { "src/expiry.ts": "export const day = 86_400;\n", "test/expiry.test.ts": 'test("answers expire after a whole day", () => {});\n' }; // prettier-ignore

/** What the keys of the two tickets and the words of the tracker make of the text. */
function specAfter(system: string, keys: readonly string[], isWhole: boolean): string {
  const lines = TEXT.replace(
    "<!-- canon:system:keys status:todo -->",
    `<!-- canon:ticket:${system}:${keys[0] ?? ""} -->\n<!-- canon:system:keys status:done -->\n<!-- canon:realized-in:PR#4 src/keys.ts test/store.test.ts -->`,
  )
    .replace(
      "<!-- canon:system:store status:todo -->",
      `<!-- canon:ticket:${system}:${keys[1] ?? ""} -->\n<!-- canon:system:store status:${isWhole ? "done" : "in_progress"} -->\n<!-- canon:realized-in:PR#4 src/keys.ts test/store.test.ts -->${isWhole ? "\n<!-- canon:realized-in:PR#5 src/expiry.ts test/expiry.test.ts -->" : ""}`,
    )
    .replace(
      "- [ ] an answer is stored beside its key",
      "- [x] an answer is stored beside its key\n  <!-- canon:realized-in:PR#4 test/store.test.ts:1 -->",
    );
  if (!isWhole) return lines;
  const met =
    "- [x] answers expire after a whole day\n  <!-- canon:realized-in:PR#5 test/expiry.test.ts:1 -->";
  return lines.replace("- [ ] answers expire after a whole day", met);
}

const MOST_REQUESTS = 40;

/** A team's clone, its tracker, and where its pull requests were merged. */
interface Team {
  readonly name: string;
  readonly system: string;
  readonly statuses: TrackedSystem["statuses"];
  readonly hasComments: boolean;
  readonly env: Readonly<Record<string, string>>;
  /** Null where nothing but the clone itself can be asked. */
  readonly host: GithubDouble | null;
  readonly workspace: TestWorkspace;
  readonly clone: RealRepository;
  tickets(root: string): readonly ToldTicket[];
  /** How often something at the tracker was, or was to be, changed. */
  writes(): number;
}

const LOCAL_STATUSES = { todo: "todo", in_progress: "in_progress", done: "done" };

suite("work that was really merged, recorded by the real process", () => {
  suiteSetup(buildCli);

  for (const withHost of [true, false]) {
    test(`the embedded tracker, ${withHost ? "with a git host" : "from the clone alone"}`, async () => {
      const host = withHost ? await startGithubDouble() : null;
      const workspace = new TestWorkspace({ "CANON.yaml": LOCAL, [SPEC]: TEXT });
      const clone = createRealRepository(workspace.root);
      try {
        await story({
          name: "embedded",
          system: "local",
          statuses: LOCAL_STATUSES,
          hasComments: true,
          env: host?.env ?? {},
          host,
          workspace,
          clone,
          tickets: ticketFiles,
          writes: () => 0,
        });
      } finally {
        workspace.remove();
        await host?.close();
      }
    }).timeout(120_000);
  }

  for (const system of SYSTEMS) {
    test(system.name, async () => {
      const double = await system.start();
      const own = system.name === "GitHub" ? (double as GithubDouble) : null;
      // A Canon server knows no repositories, so there the clone is all there is.
      const host = own ?? (system.isDirect ? await startGithubDouble() : null);
      const workspace = new TestWorkspace({ "CANON.yaml": configOf(system, double), [SPEC]: TEXT });
      const clone = createRealRepository(workspace.root);
      try {
        await story({
          ...system,
          hasComments: system.isDirect,
          env: { ...host?.env, ...double.env },
          host,
          workspace,
          clone,
          tickets: () =>
            double.tickets().map((one) => ({
              ...one,
              pulls: (url) => shownPulls(system, double, one.key, url),
            })),
          writes: () => double.requests.filter(({ isWrite }) => isWrite).length,
        });
      } finally {
        workspace.remove();
        await double.close();
        if (host !== own) await host?.close();
      }
    }).timeout(120_000);
  }
});

/** The tickets of the embedded tracker, in the order of their keys. */
function ticketFiles(root: string): ToldTicket[] {
  const folder = ".canon/tickets";
  const names = readdirSync(join(root, folder));
  const texts = names.map((name) => readFileSync(join(root, folder, name), "utf8"));
  return localTickets(
    new Map(names.map((name, index) => [`${folder}/${name}`, texts[index] ?? ""])),
  );
}

/** One merge, one squash, two clones, and a revert, as a team lives through them. */
async function story(team: Team): Promise<void> {
  const { workspace, clone, system } = team;
  const origin = "https://github.com/acme/shop.git";
  clone.git("remote", "add", "origin", origin);
  const synced = await workspace.run(["sync", "--json"], { env: team.env });
  assert.equal(synced.code, 0, synced.stderr + synced.stdout);
  clone.git("add", "-A");
  clone.git("commit", "-q", "-m", "Specs");
  const keys = team.tickets(workspace.root).map(({ key }) => key);
  const [first = "", second = ""] = keys.map((key) => closing(system, key));
  const page = team.host === null ? "github.com" : "github.example";
  const url = (number: number): string => `https://${page}/acme/shop/pull/${String(number)}`;

  // Two sections, one of them in part.
  merge(team, { number: 4, title: "Make keys", body: `${first}\n${second}` }, FIRST, "merge");
  await records(team, workspace, 4);
  assert.equal(workspace.read(SPEC), specAfter(system, keys, false), "after the merge");
  const afterFirst: Seen[] = [
    [team.statuses.done, 1, 1],
    [team.statuses.in_progress, 1, 1],
  ];
  assert.deepEqual(seen(team, workspace.root, [url(4)]), afterFirst);
  await isSilent(team, workspace, 4, "a second run");
  clone.git("add", "-A");
  clone.git("commit", "-q", "-m", "Record");

  await inClone(team, origin, true, (other) => isSilent(team, other, 4, "a second clone"));
  await inClone(team, origin, false, async (other) => {
    await realize(team, other, 4);
    assert.equal(other.read(SPEC), workspace.read(SPEC), "a clone that knows nothing");
    const shown = seen(team, other.root, [url(4)]);
    assert.deepEqual(shown, shownAgain(team, afterFirst), "a clone that knows nothing");
    await isSilent(team, other, 4, "a clone that knew nothing");
  });

  merge(team, { number: 5, title: "Let answers expire", body: second }, SECOND, "squash");
  await records(team, workspace, 5);
  assert.equal(workspace.read(SPEC), specAfter(system, keys, true), "after the squash");
  const afterSecond = shownAgain(team, [
    [team.statuses.done, 1, 1],
    [team.statuses.done, 2, 2],
  ]);
  assert.deepEqual(seen(team, workspace.root, [url(4), url(5)]), afterSecond);
  for (const number of [4, 5]) await isSilent(team, workspace, number, `again ${String(number)}`);
  const agreed = await workspace.run(["sync", "--json"], { env: team.env });
  assert.equal(agreed.code, 0, agreed.stderr + agreed.stdout);
  assert.equal(workspace.read(SPEC), specAfter(system, keys, true), "synced after that");
  assert.deepEqual(seen(team, workspace.root, [url(4), url(5)]), afterSecond);

  const revert = { number: 6, title: 'Revert "Make keys"', body: "Reverts acme/shop#4" };
  merge(team, revert, { "src/keys.ts": "export const key = 0;\n" }, "squash");
  await isSilent(team, workspace, 6, "work that takes other work back");
}

interface Pull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
}

/** The same work in the clone and, where there is one, at the git host. */
function merge(
  { clone, host }: Team,
  { number, title, body }: Pull,
  files: Readonly<Record<string, string>>,
  method: "merge" | "squash",
): void {
  const branch = `work-${String(number)}`;
  clone.branch(branch);
  const git = host?.state.repositories.get("acme/shop")?.git;
  git?.branches.set(branch, git.branches.get("main") ?? "");
  for (const [path, text] of Object.entries(files)) {
    clone.commit(title, path, text);
    git?.push(branch, path, text, title);
  }
  if (git !== undefined) {
    const pull = aPull({ number, title, body, head: branch });
    git.pulls.push(pull);
    git.merge(pull, `2026-01-0${String(number)}T10:00:00Z`, method);
  }
  if (method === "squash") clone.squash(branch, `${title} (#${String(number)})\n\n${body}`);
  else {
    const first = `Merge pull request #${String(number)} from acme/${branch}`;
    clone.merge(branch, `${first}\n\n${title}\n\n${body}`);
  }
}

type Seen = readonly [status: string, said: number, links: number];

interface Report {
  readonly items: readonly { readonly kind: string; readonly outcome: string }[];
  readonly held: readonly unknown[];
  readonly requests: { readonly total: number; readonly writes: number };
}

async function realize({ env }: Team, workspace: TestWorkspace, number: number): Promise<Report> {
  const run = await workspace.run(["realize", "--pr", String(number), "--json"], { env });
  assert.equal(run.code, 0, run.stderr + run.stdout);
  const report = run.json() as Report;
  assert.deepEqual(report.held, []);
  assert.ok(report.items.every(({ outcome }) => outcome === "done"));
  return report;
}

async function records(team: Team, workspace: TestWorkspace, number: number): Promise<void> {
  const { items, requests } = await realize(team, workspace, number);
  assert.ok(items.some(({ kind }) => kind === "add-evidence"));
  assert.ok(items.some(({ kind }) => kind === "close-ticket"));
  assert.ok(requests.total <= MOST_REQUESTS, `${String(requests.total)} requests`);
}

/** Nothing is sent that changes anything, and no file is touched. */
async function isSilent(
  team: Team,
  workspace: TestWorkspace,
  number: number,
  at: string,
): Promise<void> {
  const writes = team.writes();
  const before = workspace.contents();
  const { items, requests } = await realize(team, workspace, number);
  assert.deepEqual(items, [], at);
  assert.equal(requests.writes, 0, at);
  assert.equal(team.writes(), writes, at);
  assert.deepEqual(workspace.contents(), before, at);
}

/** A Canon server cannot be asked what a ticket shows, so a clone without the record shows it again. */
function shownAgain({ hasComments }: Team, all: readonly Seen[]): readonly Seen[] {
  return hasComments ? all : all.map(([status, said, links]) => [status, said + 1, links + 1]);
}

/** Each ticket's status, how many comments name evidence, and how many links it shows. */
function seen(team: Team, root: string, urls: readonly string[]): Seen[] {
  return team.tickets(root).map(({ status, comments, pulls }) => {
    const links = urls.reduce((sum, url) => sum + pulls(url), 0);
    const said = comments.filter((one) => /Evidence:/.test(one)).length;
    return [status, team.hasComments ? said : links, links];
  });
}

/** Another person's clone of what was committed; without the record of what was agreed, perhaps. */
async function inClone(
  { clone, workspace }: Team,
  origin: string,
  knows: boolean,
  task: (other: TestWorkspace) => Promise<void>,
): Promise<void> {
  const other = new TestWorkspace();
  try {
    clone.git("clone", "-q", workspace.root, other.root);
    const git = (...args: string[]): string => clone.git("-C", other.root, ...args);
    git("remote", "set-url", "origin", origin);
    if (!knows) {
      git("rm", "-q", ".canon/links.json");
      git("commit", "-q", "-m", "Forget");
    }
    await task(other);
  } finally {
    other.remove();
  }
}
