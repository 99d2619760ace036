import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import type { Problem } from "../../../src/core/kernel/problem.ts";
import { err, ok, type Result } from "../../../src/core/kernel/result.ts";
import { formatPutAside, parsePutAside, MERGES_FILE } from "../../../src/core/plan/merges-file.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { formatLinks } from "../../../src/core/plan/links-file.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import type { GitHistory, MergedCommit } from "../../../src/ports/git-history.ts";
import type { MergedPullRequest, OpenedGitHost } from "../../../src/ports/git-host.ts";
import { listMerges, putAside, type OpenMerges } from "../../../src/sync/list-merges.ts";
import { aWork } from "../../support/a-work.ts";
import { createMemoryFileStore } from "../../support/memory-file-store.ts";
import { configFor } from "../../support/workspace.ts";

const NOW = "2026-02-01T10:00:00Z";
const SPEC = `# Payments

## 1. Keys
<!-- canon:ticket:jira:PAY-1 -->
<!-- canon:realized-in:PR#4 src/keys.ts -->

- [x] Same key
  <!-- canon:realized-in:commit-0123456789ab src/keys.ts -->
`;
const TOLD = ["https://github.com/acme/shop/pull/5", "PR#6"];
const NEVER = {
  status: null,
  raw: null,
  title: null,
  text: null,
  bytes: null,
  parent: null,
  at: null,
};
const LINKS = formatLinks(
  new Map([["jira:PAY-1", { ...NEVER, criteria: [], revision: "1", told: TOLD }]]),
);

function pull(number: number, day: number): MergedPullRequest {
  const url = `https://github.com/acme/shop/pull/${String(number)}`;
  const mergedAt = `2026-01-${String(day).padStart(2, "0")}T10:00:00Z`;
  return { number, title: `Title ${String(number)}`, url, author: "ada", mergedAt };
}

function commit(number: number | null, id: string): MergedCommit {
  return { commit: id, number, title: "Merged", author: "Ada", mergedAt: "2026-01-20T10:00:00Z" };
}

interface World {
  readonly pulls?: Result<readonly MergedPullRequest[], Problem>;
  readonly commits?: readonly MergedCommit[];
  readonly body?: string;
}

async function list(
  { pulls, commits, body = "" }: World,
  files = createMemoryFileStore({ ".canon/links.json": LINKS }),
): Promise<Result<OpenMerges, Problem[]>> {
  const document = parseSpec(SPEC);
  const { config } = parseConfig(configFor("jira", "PAY"), "CANON.yaml");
  const history: GitHistory = {
    listMerged: () => Promise.resolve(ok({ commits: commits ?? [], head: "", isComplete: true })),
    findPullRequest: () => Promise.resolve(ok(undefined)),
    readWork: () => Promise.resolve(ok(aWork({ body, isOnDefaultBranch: true }))),
  };
  const host = {
    repository: "acme/shop",
    listMergedPullRequests: () =>
      Promise.resolve(
        pulls?.ok === true
          ? ok({ pullRequests: pulls.value, isComplete: true })
          : (pulls ?? err(NO_HOST)),
      ),
  };
  const opened = { host, prefix: "", branch: "main" } as unknown as OpenedGitHost;
  return listMerges(
    {
      files,
      config,
      specs: [{ file: "docs/specs/payments.md", hash: "", document, isUnsaved: false }],
      openGitHost: () => Promise.resolve(pulls === undefined ? err(NO_HOST) : ok(opened)),
      work: {
        openPullRequest: () => Promise.resolve(err(NO_HOST)),
        readRemote: () => Promise.resolve(err(NO_HOST)),
        openHistory: () =>
          Promise.resolve(commits === undefined ? undefined : { history, prefix: "" }),
      },
      now: NOW,
    },
    { isRelated: true },
    NEVER_CANCELLED,
  );
}

const NO_HOST: Problem = { code: "git/no-remote", severity: "error", line: null, message: "None." };

suite("merges that nobody has dealt with", () => {
  test("leave out what evidence names, what tickets were told of, and what is too old", async () => {
    const pulls = ok([
      pull(3, 1),
      pull(4, 20),
      pull(5, 21),
      pull(6, 22),
      pull(7, 23),
      pull(40, 24),
    ]);
    const listed = await list({ pulls });
    assert.ok(listed.ok);
    assert.deepEqual(
      listed.value.merges.map(({ name }) => name),
      ["PR#40", "PR#7"],
    );
    assert.deepEqual([listed.value.from, listed.value.isHostSilent], ["host", false]);
  });

  test("leave out what was put aside on this machine, until that is taken back", async () => {
    const files = createMemoryFileStore({ ".canon/links.json": LINKS });
    const names = async (): Promise<string[]> => {
      const listed = await list({ pulls: ok([pull(7, 23), pull(8, 24)]) }, files);
      return listed.ok ? listed.value.merges.map(({ name }) => name) : [];
    };
    assert.ok((await putAside(files, ["PR#8"], true)).ok);
    assert.deepEqual(await names(), ["PR#7"]);
    assert.ok((await putAside(files, ["PR#8"], false)).ok);
    assert.deepEqual(await names(), ["PR#8", "PR#7"]);
    files.files.set(MERGES_FILE, "not JSON");
    assert.deepEqual(await names(), ["PR#8", "PR#7"]);
  });

  test("come from the clone where no host can be asked, and say how many sections are sure", async () => {
    const commits = [
      commit(7, "7".repeat(40)),
      commit(null, "0123456789ab".padEnd(40, "0")),
      commit(4, "4".repeat(40)),
    ];
    const listed = await list({ commits, body: "Closes PAY-1" });
    assert.ok(listed.ok);
    assert.deepEqual(
      listed.value.merges.map(({ name, sections }) => [name, sections]),
      [["PR#7", 1]],
    );
    assert.equal(listed.value.from, "clone");
    const unsure = await list({ commits, body: "See PAY-1" });
    assert.deepEqual(unsure.ok && unsure.value.merges.map(({ sections }) => sections), [null]);
  });

  test("say why there are none to be had, and tell a silent host from none", async () => {
    const none = await list({});
    assert.deepEqual(none.ok || none.error.map(({ code }) => code), ["git/no-remote"]);
    const silent = await list({ pulls: err({ ...NO_HOST, message: "No answer." }), commits: [] });
    assert.ok(silent.ok);
    assert.deepEqual([silent.value.from, silent.value.isHostSilent], ["clone", true]);
  });

  test("are remembered up to a ceiling, the latest last", () => {
    const names = Array.from({ length: 2100 }, (_, index) => `PR#${String(index)}`);
    const kept = parsePutAside(formatPutAside([...names, "PR#1"]));
    assert.equal(kept.length, 2000);
    assert.equal(kept.at(-1), "PR#2099");
    assert.deepEqual(parsePutAside('{"version":2}'), []);
  });
});
