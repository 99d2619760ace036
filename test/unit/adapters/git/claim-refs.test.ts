import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "mocha";
import { createClaimStore } from "../../../../src/adapters/git/claim-refs.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import type { Result } from "../../../../src/core/kernel/result.ts";
import type { ClaimStore, ClaimWrite } from "../../../../src/ports/claim-store.ts";
import { GitRepository } from "../../../support/git-repository.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

const GIT = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
const ENV = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
const NAME = "0123456789abcdef".repeat(2);
const OTHER = "fedcba9876543210".repeat(2);
const SPEC = "docs/a.md";

interface Bench {
  readonly remote: string;
  /** A clone as the remote is now. */
  readonly clone: (name: string) => GitRepository;
}

function withRemote(task: (bench: Bench) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const remote = join(folder, "remote.git");
    execFileSync("git", ["init", "-q", "--bare", "-b", "main", remote]);
    const start = (name: string): GitRepository => {
      mkdirSync(join(folder, name));
      const repository = new GitRepository(join(folder, name));
      repository.git("remote", "add", "origin", remote);
      return repository;
    };
    const first = start("first");
    first.commit("Begin", { [SPEC]: "one\n", "docs/b.md": "one\n" });
    first.git("push", "-q", "origin", "main");
    const clone = (name: string): GitRepository => {
      const repository = start(name);
      repository.git("pull", "-q", "origin", "main");
      return repository;
    };
    await task({ remote, clone });
  });
}

function storeOf({ root }: GitRepository, folder = root, remote = "origin"): ClaimStore {
  return createClaimStore({ program: GIT, folder, env: ENV, remote });
}

async function valueOf<T, E>(asked: Promise<Result<T, E>>): Promise<T> {
  const answer = await asked;
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

function list(store: ClaimStore) {
  return valueOf(store.list(NEVER_CANCELLED));
}

async function write(store: ClaimStore, ...writes: readonly ClaimWrite[]) {
  return valueOf(store.write(writes, NEVER_CANCELLED));
}

function claim(text: string | null, expected: string | null = null, name = NAME): ClaimWrite {
  return { name, expected, text };
}

suite("claims as references of a remote", function () {
  this.timeout(60_000);

  test("are read by every clone, and go away again", () =>
    withRemote(async ({ clone, remote }) => {
      const [a, b] = [storeOf(clone("a")), storeOf(clone("b"))];
      await write(a, claim("first\n"), claim("second\n", null, OTHER));
      const seen = await list(b);
      assert.deepEqual(
        [...seen].map(([name, { text }]) => [name, text]),
        [
          [NAME, "first\n"],
          [OTHER, "second\n"],
        ],
      );
      const gone = await write(b, claim(null, seen.get(NAME)?.id ?? null));
      assert.deepEqual(gone.get(NAME), { kind: "done", id: null });
      assert.deepEqual([...(await list(a)).keys()], [OTHER]);
      const heads = execFileSync("git", ["-C", remote, "branch", "--list"], { encoding: "utf8" });
      assert.equal(heads.trim(), "* main");
    }));

  test("are got by exactly one of two clones that write at the same moment", () =>
    withRemote(async ({ clone }) => {
      const clones = [clone("a"), clone("b")];
      for (let round = 0, expected: string | null = null; round < 5; round++) {
        const writes = clones.map((one, index) =>
          write(storeOf(one), claim(`${String(round)} by ${String(index)}\n`, expected)),
        );
        const written = (await Promise.all(writes)).map((one) => one.get(NAME));
        assert.deepEqual(written.map((one) => one?.kind).sort(), ["done", "taken"]);
        const winner = written.find((one) => one?.kind === "done");
        expected = winner?.kind === "done" ? winner.id : null;
        const [, first] = clones;
        assert.equal((await list(storeOf(first ?? clone("c")))).get(NAME)?.id, expected);
      }
    }));

  test("are told apart where some of them were taken", () =>
    withRemote(async ({ clone }) => {
      const [a, b] = [storeOf(clone("a")), storeOf(clone("b"))];
      await write(a, claim("theirs\n"));
      const written = await write(b, claim("mine\n"), claim("mine\n", null, OTHER));
      assert.deepEqual([written.get(NAME)?.kind, written.get(OTHER)?.kind], ["taken", "done"]);
    }));

  test("of a folder of the repository are its own", () =>
    withRemote(async ({ clone }) => {
      const a = clone("a");
      const docs = storeOf(a, join(a.root, "docs"));
      await write(storeOf(a), claim("root\n"));
      assert.equal((await list(docs)).size, 0);
      assert.equal((await write(docs, claim("docs\n"))).get(NAME)?.kind, "done");
      assert.deepEqual(
        [...(await valueOf(docs.sharedTexts(["a.md"], NEVER_CANCELLED)))],
        [["a.md", "one\n"]],
      );
    }));

  test("are refused where the server does not want them, and then nothing is there", () =>
    withRemote(async ({ clone, remote }) => {
      const hook = join(remote, "hooks/update");
      writeFileSync(hook, '#!/bin/sh\ncase "$1" in refs/canon/*) exit 1;; esac\n');
      chmodSync(hook, 0o755);
      const a = storeOf(clone("a"));
      assert.deepEqual((await write(a, claim("mine\n"))).get(NAME), { kind: "refused" });
      assert.equal((await list(a)).size, 0);
    }));

  test("need a remote that the clone knows and that answers, and no message has its address", () =>
    withRemote(async ({ clone }) => {
      const a = clone("a");
      for (const name of ["nowhere", "--upload-pack=evil", "/tmp"]) {
        const listed = await storeOf(a, a.root, name).list(NEVER_CANCELLED);
        assert.equal(listed.ok ? "" : listed.error.code, "git/no-remote");
      }
      const word = ["hun", "ter2"].join("");
      a.git("remote", "set-url", "origin", `http://ines:${word}@127.0.0.1:1/shop.git`);
      const listed = await storeOf(a).list(NEVER_CANCELLED);
      assert.equal(listed.ok ? "" : listed.error.code, "git/remote-unreachable");
      assert.ok(!JSON.stringify(listed).includes(word));
    }));

  test("leave the clone as it was", () =>
    withRemote(async ({ clone }) => {
      const a = clone("a");
      const refs = (): string => a.git("for-each-ref") + a.git("status", "--porcelain");
      const before = refs();
      await write(storeOf(clone("b")), claim("theirs\n"));
      await list(storeOf(a));
      await write(storeOf(a), claim("mine\n", null, OTHER));
      assert.equal(refs(), before);
    }));

  test("come with what the branch has changed since the clone was made", () =>
    withRemote(async ({ clone }) => {
      const [old, writer] = [clone("old"), clone("writer")];
      const moved = async () => [
        ...(await valueOf(storeOf(old).movedOn([SPEC, "docs/b.md", "new.md"], NEVER_CANCELLED))),
      ];
      assert.deepEqual(await moved(), []);
      old.commit("Own", { "docs/b.md": "own\n" });
      assert.deepEqual(await moved(), []);
      writer.commit("Theirs", { [SPEC]: "two\n" });
      writer.git("push", "-q", "origin", "main");
      assert.deepEqual(await moved(), [SPEC]);
      writer.git("rm", "-q", SPEC);
      writer.commit("Gone");
      writer.git("push", "-q", "origin", "main");
      assert.deepEqual(await moved(), [SPEC]);
      old.git("pull", "-q", "--rebase", "origin", "main");
      assert.deepEqual(await moved(), []);
    }));
});
