import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createGitCommits } from "../../../../src/adapters/git/git-commits.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { redact } from "../../../../src/core/redact/redact.ts";
import type { GitCommits } from "../../../../src/ports/git-commits.ts";
import { findProgram } from "../../../../src/adapters/files/find-program.ts";
import { createRealRepository, type RealRepository } from "../../../support/real-repository.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

const SPEC = "docs/specs/a b.md";
const HOOKS = [
  "pre-commit",
  "commit-msg",
  "prepare-commit-msg",
  "post-commit",
  "reference-transaction",
  "post-index-change",
  "post-checkout",
  "pre-auto-gc",
];

interface Desk {
  readonly repository: RealRepository;
  readonly look: (...paths: string[]) => ReturnType<GitCommits["look"]>;
  readonly commit: (
    parent: string,
    ...files: { path: string; text: string }[]
  ) => Promise<string | undefined>;
}

/** A repository with one spec; the workspace may be a folder of it. */
function withDesk(use: (desk: Desk) => Promise<void>, below = ""): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const repository = createRealRepository(folder);
    repository.git("config", "user.name", "Ada");
    repository.git("config", "user.email", "ada@example.com");
    repository.commit("Spec", below + SPEC, "one\n");
    const { env } = process;
    const program = findProgram("git", env["PATH"], folder) ?? "";
    const place = {
      program,
      folder: join(folder, below),
      env: { PATH: env["PATH"], HOME: folder },
    };
    const commits = createGitCommits(place);
    await use({
      repository,
      look: (...paths) => commits.look(paths, NEVER_CANCELLED),
      async commit(parent, ...files) {
        const message = redact("docs: record realization of PR #4\n\ndocs\n").text;
        const draft = { branch: "main", parent, message, files };
        const made = await commits.commit(draft, NEVER_CANCELLED);
        return made.ok ? made.value : made.error.code;
      },
    });
  });
}

suite("commits through the plumbing of git", () => {
  test("hold these files only; what else is staged or changed stays as it was", () =>
    withDesk(async ({ repository: { git, folder }, commit }) => {
      writeFileSync(join(folder, "staged.txt"), "staged\n");
      git("add", "staged.txt");
      writeFileSync(join(folder, "README.md"), "# Dirty\n");
      writeFileSync(join(folder, "new.txt"), "new\n");
      const parent = git("rev-parse", "HEAD");
      writeFileSync(join(folder, SPEC), "two\n");
      const id = await commit(parent, { path: SPEC, text: "two\n" });
      assert.equal(git("rev-parse", "HEAD"), id);
      assert.equal(git("rev-parse", "HEAD^"), parent);
      assert.equal(git("diff", "--name-only", "HEAD^", "HEAD"), SPEC);
      assert.equal(
        git("log", "-1", "--format=%an <%ae>: %s"),
        "Ada <ada@example.com>: docs: record realization of PR #4",
      );
      const status = git("-c", "core.quotePath=false", "status", "--porcelain");
      assert.equal(status, "M README.md\nA  staged.txt\n?? new.txt");
      git("fsck", "--strict");
    }));

  test("count paths from the workspace, and keep the mode of a file", () =>
    withDesk(async ({ repository: { git, folder }, commit, look }) => {
      chmodSync(join(folder, "apps/shop", SPEC), 0o755);
      git("commit", "-q", "-am", "Mode");
      const looked = await look(SPEC);
      assert.ok(looked.ok);
      assert.deepEqual(looked.value.files.get(SPEC), {
        committed: "one\n",
        staged: "one\n",
        obstacle: null,
      });
      writeFileSync(join(folder, "apps/shop", SPEC), "two\n");
      await commit(
        looked.value.commit,
        { path: SPEC, text: "two\n" },
        { path: "new.md", text: "new\n" },
      );
      assert.equal(git("status", "--porcelain"), "D apps/shop/new.md");
      assert.match(
        git("ls-tree", "-r", "HEAD"),
        /^100755 blob \S+\tapps\/shop\/docs\/specs\/a b\.md$/m,
      );
    }, "apps/shop/"));

  test("run no hook, no filter and nothing that signs", () =>
    withDesk(async ({ repository: { git, folder }, commit, look }) => {
      const mark = join(folder, "ran");
      const script = `#!/bin/sh\necho "$0" >> ${mark}\nexit 1\n`;
      mkdirSync(join(folder, ".git/hooks"), { recursive: true });
      for (const hook of HOOKS)
        writeFileSync(join(folder, ".git/hooks", hook), script, { mode: 0o755 });
      const program = join(folder, "evil.sh");
      writeFileSync(program, script, { mode: 0o755 });
      git("config", "commit.gpgSign", "true");
      git("config", "gpg.program", program);
      git("config", "core.fsmonitor", program);
      git("config", "core.editor", program);
      git("config", "filter.evil.clean", program);
      git("config", "filter.evil.smudge", program);
      const parent = git("rev-parse", "HEAD");
      writeFileSync(join(folder, ".gitattributes"), "*.md filter=evil\n");
      writeFileSync(join(folder, SPEC), "two\n");
      const looked = await look(SPEC);
      assert.ok(looked.ok);
      assert.equal(looked.value.files.get(SPEC)?.obstacle, "filtered");
      assert.match((await commit(parent, { path: SPEC, text: "two\n" })) ?? "", /^[0-9a-f]{40}$/);
      git("config", "filter.e=vil.clean", program);
      assert.equal(await commit(parent, { path: SPEC, text: "three\n" }), "git/not-committed");
      assert.equal(existsSync(mark) ? readFileSync(mark, "utf8") : "", "");
    }));

  test("say how a file stands: ignored, not committed, staged, undecided, a link", () =>
    withDesk(async ({ repository, look }) => {
      const { git, folder } = repository;
      const standing = async (path: string) => {
        const looked = await look(path);
        assert.ok(looked.ok, JSON.stringify(looked));
        return looked.value.files.get(path);
      };
      writeFileSync(join(folder, ".gitignore"), "/.canon/\n");
      mkdirSync(join(folder, ".canon"));
      writeFileSync(join(folder, ".canon/links.json"), "{}\n");
      assert.equal((await standing(".canon/links.json"))?.obstacle, "ignored");
      assert.deepEqual(await standing("none.md"), {
        committed: null,
        staged: null,
        obstacle: null,
      });
      writeFileSync(join(folder, SPEC), "two\n");
      git("add", SPEC);
      assert.deepEqual(await standing(SPEC), {
        committed: "one\n",
        staged: "two\n",
        obstacle: null,
      });
      git(
        "update-index",
        "--add",
        "--cacheinfo",
        `120000,${git("rev-parse", `HEAD:${SPEC}`)},link.md`,
      );
      assert.equal((await standing("link.md"))?.obstacle, "not-regular");
      git("reset", "-q", "--hard");
      repository.branch("other");
      repository.commit("Other", SPEC, "other\n");
      git("checkout", "-q", "main");
      repository.commit("Ours", SPEC, "ours\n");
      assert.throws(() => git("merge", "-q", "other"));
      const looked = await look(SPEC);
      assert.equal(looked.ok ? "" : looked.error.code, "git/under-way");
      git("update-ref", "-d", "MERGE_HEAD");
      assert.equal((await standing(SPEC))?.obstacle, "unmerged");
    }));

  test("are refused on no branch, before the first commit, and without a name", () =>
    withDesk(async ({ repository: { git, folder }, look }) => {
      const code = async (): Promise<string> => {
        const looked = await look(SPEC);
        return looked.ok ? "" : looked.error.code;
      };
      assert.equal(await code(), "");
      git("config", "--unset", "user.name");
      git("config", "user.useConfigOnly", "true");
      assert.equal(await code(), "git/no-identity");
      git("checkout", "-q", "--detach");
      assert.equal(await code(), "git/detached");
      git("checkout", "-q", "--orphan", "fresh");
      assert.equal(await code(), "git/no-such-commit");
      writeFileSync(join(folder, ".git/REVERT_HEAD"), "");
      assert.equal(await code(), "git/under-way");
    }));

  test("leave a branch alone that moved meanwhile, and the index with what it has now", () =>
    withDesk(async ({ repository, commit }) => {
      const { git, folder } = repository;
      const parent = git("rev-parse", "HEAD");
      const newer = repository.commit("Meanwhile", "README.md", "# More\n");
      writeFileSync(join(folder, SPEC), "two\n");
      assert.equal(await commit(parent, { path: SPEC, text: "two\n" }), "git/branch-moved");
      assert.equal(git("rev-parse", "HEAD"), newer);
      assert.equal(git("diff", "--cached", "--name-only"), "");
      writeFileSync(join(folder, ".git/index.lock"), "");
      assert.equal(await commit(newer, { path: SPEC, text: "two\n" }), "git/index-busy");
      assert.equal(git("rev-parse", "HEAD"), newer);
    }));
});
