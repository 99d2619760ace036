import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTrackerCatalog } from "../../src/adapters/catalog.ts";
import { createGitCommits } from "../../src/adapters/git/git-commits.ts";
import { createRequestMeter } from "../../src/adapters/request-meter.ts";
import { SYSTEM_CLOCK } from "../../src/adapters/clock/system-clock.ts";
import { approvePlan } from "../../src/core/plan/approve.ts";
import { redact } from "../../src/core/redact/redact.ts";
import type { GitCommits } from "../../src/ports/git-commits.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import { createEngine } from "../../src/sync/create-engine.ts";
import type { CommitReport } from "../../src/sync/report.ts";
import { aFile, aWork } from "../support/a-work.ts";
import { createRecordingLog } from "../support/recording-log.ts";
import { createRealRepository, type RealRepository } from "../support/real-repository.ts";
import { inTemporaryFolder } from "../support/temporary-folder.ts";
import { LOCAL_ONLY } from "../support/workspace.ts";
import { countedStore } from "../support/counted-store.ts";

const SPEC = "docs/specs/payments.md";
const TEXT = `# Payments

## 1. Jitter
<!-- canon:ticket:local:LOCAL-1 -->
<!-- canon:system:jitter status:todo -->

Adds noise.
`;
const RECORDED = TEXT.replace(
  "status:todo -->",
  "status:done -->\n<!-- canon:realized-in:PR#4 src/jitter.ts -->",
);
const WORK = aWork({
  source: "PR#4",
  number: 4,
  url: "https://github.com/acme/shop/pull/4",
  body: "Closes LOCAL-1",
  files: [aFile("src/jitter.ts")],
});
const MOST_STEPS = 40;

/** Thrown where the process is to die. */
class Death extends Error {}

interface Deaths {
  /** Dies before or after the change of a file with this number; 0: never. */
  readonly step?: number;
  readonly git?: "before" | "after" | "index only";
}

/** Records the pull request as a commit; undefined where it died. */
async function record(
  { folder, git }: RealRepository,
  when: "before" | "after",
  { step = 0, git: gitDeath }: Deaths,
): Promise<CommitReport | undefined> {
  let changes = 0;
  const counted = async <T>(change: () => Promise<T>): Promise<T> => {
    changes += 1;
    if (changes === step && when === "before") throw new Death();
    const done = await change();
    if (changes === step && when === "after") throw new Death();
    return done;
  };
  const files = countedStore(folder, counted);
  const commits = createGitCommits({ program: GIT, folder, env: process.env });
  const committer: GitCommits = {
    look: (...args) => commits.look(...args),
    async commit(...args) {
      if (gitDeath === "index only") git("add", ...args[0].files.map(({ path }) => path));
      if (gitDeath === "before" || gitDeath === "index only") throw new Death();
      const made = await commits.commit(...args);
      if (gitDeath === "after") throw new Death();
      return made;
    },
  };
  const meter = createRequestMeter();
  const openTracker = createTrackerCatalog({ files, clock: SYSTEM_CLOCK, meter, ...LOCAL_ONLY });
  const log = createRecordingLog();
  const engine = createEngine({
    files,
    openTracker,
    committer,
    clock: SYSTEM_CLOCK,
    log,
    meter,
    redact,
  });
  const draft = await engine.draftRealization(WORK, { asked: new Set() }, UNATTENDED);
  assert.ok(draft.ok, JSON.stringify(draft));
  try {
    const report = await engine.records.commit(approvePlan(draft.value.plan), WORK, UNATTENDED);
    assert.ok(report.ok, JSON.stringify(report));
    return report.value;
  } catch (error) {
    if (error instanceof Death) return undefined;
    throw error;
  }
}

const GIT = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();

function makeClone(folder: string): RealRepository {
  const clone = createRealRepository(folder);
  clone.git("config", "user.name", "Ada");
  clone.git("config", "user.email", "ada@example.com");
  mkdirSync(join(folder, ".canon/tickets"), { recursive: true });
  mkdirSync(join(folder, "docs/specs"), { recursive: true });
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "CANON.yaml"), "sync:\n  system: local\n");
  writeFileSync(join(folder, SPEC), TEXT);
  writeFileSync(join(folder, "src/jitter.ts"), "export const jitter = 1;\n");
  const ticket = "---\ntitle: Jitter\nstatus: todo\n---\n\nAdds noise.\n";
  clone.commit("Begin", ".canon/tickets/LOCAL-1.md", ticket);
  return clone;
}

/** True where the run came to its end before it was to die. */
function dieAndFinish(when: "before" | "after", deaths: Deaths): Promise<boolean> {
  return inTemporaryFolder(async (folder) => {
    const clone = makeClone(folder);
    const { git } = clone;
    const before = git("rev-parse", "HEAD");
    const first = await record(clone, when, deaths);
    const second = await record(clone, when, {});
    const at = JSON.stringify([when, deaths, second?.problems]);
    assert.equal(readFileSync(join(folder, SPEC), "utf8"), RECORDED, at);
    assert.equal(git("show", `HEAD:${SPEC}`), RECORDED.trim(), at);
    assert.equal(git("status", "--porcelain", "--", "docs", "src", ".canon/links.json"), "", at);
    const subjects = git("log", "--format=%s", `${before}..HEAD`).split("\n");
    assert.deepEqual(subjects, ["docs: record realization of PR #4"], at);
    const ticket = readFileSync(join(folder, ".canon/tickets/LOCAL-1.md"), "utf8");
    assert.equal(ticket.split("Pull request 4 realized").length, 2, at);
    assert.equal(git("ls-files", "--others", "--", ".canon/journal/commits"), "", at);
    return first !== undefined;
  });
}

suite("a death while merged work is recorded as a commit", () => {
  for (const when of ["before", "after"] as const) {
    test(`right ${when} any change to a file: the next run finishes, with one commit and one comment`, async () => {
      for (let step = 1; step <= MOST_STEPS; step++) {
        if (await dieAndFinish(when, { step })) return;
      }
      assert.fail(`more than ${String(MOST_STEPS)} files were changed`);
    }).timeout(180_000);
  }

  test("before the commit, between index and branch, and after the commit", async () => {
    for (const git of ["before", "index only", "after"] as const) {
      assert.equal(await dieAndFinish("after", { git }), false);
    }
  }).timeout(60_000);

  test("takes along nothing that a person changed in between", () =>
    inTemporaryFolder(async (folder) => {
      const clone = makeClone(folder);
      await record(clone, "after", { git: "before" });
      const edited = `${RECORDED}\nMine.\n`;
      writeFileSync(join(folder, SPEC), edited);
      const head = clone.git("rev-parse", "HEAD");
      await assert.rejects(record(clone, "after", {}), /git\/uncommitted/);
      assert.equal(readFileSync(join(folder, SPEC), "utf8"), edited);
      assert.equal(clone.git("rev-parse", "HEAD"), head);
    }));
});
