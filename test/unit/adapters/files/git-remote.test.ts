import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { suite, test } from "mocha";
import { remoteUrl } from "../../../../src/adapters/files/git-config.ts";
import { readGitRemote } from "../../../../src/adapters/files/git-remote.ts";
import { isServedBy, parseRemoteAddress } from "../../../../src/adapters/github/remote-address.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

const CONFIG = '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@github.com:acme/shop.git\n';

suite("the remote of a workspace's repository", () => {
  test("is read from the repository around the folder, also from a worktree", () =>
    inTemporaryFolder(async (folder) => {
      const main = join(folder, "main");
      await mkdir(join(main, ".git/worktrees/two"), { recursive: true });
      await mkdir(join(main, "docs/deep"), { recursive: true });
      await mkdir(join(folder, "two"));
      await writeFile(join(main, ".git/config"), CONFIG);
      await writeFile(join(main, ".git/HEAD"), "ref: refs/heads/pr/cycle-7-clean\n");
      await writeFile(join(main, ".git/worktrees/two/HEAD"), `${"a".repeat(40)}\n`);
      await writeFile(join(main, ".git/worktrees/two/commondir"), "../..\n");
      await writeFile(join(folder, "two/.git"), `gitdir: ${join(main, ".git/worktrees/two")}\n`);
      const url = "git@github.com:acme/shop.git";
      const branch = "pr/cycle-7-clean";
      assert.deepEqual(await readGitRemote(main), { ok: true, value: { url, prefix: "", branch } });
      const deep = await readGitRemote(join(main, "docs/deep"));
      assert.deepEqual(deep, { ok: true, value: { url, prefix: "docs/deep/", branch } });
      const worktree = await readGitRemote(join(folder, "two"));
      assert.deepEqual(worktree, { ok: true, value: { url, prefix: "", branch: null } });
    }));

  test("is missing where the repository names none", () =>
    inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, ".git"));
      await writeFile(join(folder, ".git/config"), "[core]\n");
      const read = await readGitRemote(folder);
      assert.equal(read.ok ? null : read.error.code, "git/no-remote");
    }));

  test("is what git would take from its configuration", () => {
    assert.equal(remoteUrl(CONFIG, "origin"), "git@github.com:acme/shop.git");
    assert.equal(remoteUrl(CONFIG, "upstream"), undefined);
    const odd =
      '[Remote "origin"]\r\n  URL="https://a.example/x y" ; why\r\n[remote "b"]\nurl = c # d\n';
    assert.equal(remoteUrl(odd, "origin"), "https://a.example/x y");
    assert.equal(remoteUrl(odd, "b"), "c");
  });
});

suite("the address of a git remote", () => {
  test("names a repository in any of the usual forms", () => {
    for (const url of [
      "https://github.com/acme/shop.git",
      "https://ada:secret@GitHub.com/acme/shop/",
      "ssh://git@github.com:22/acme/shop.git",
      "git@github.com:acme/shop.git",
      "github.com:acme/shop",
    ]) {
      const address = parseRemoteAddress(url);
      assert.deepEqual(address?.repository, { owner: "acme", name: "shop" }, url);
      assert.equal(address.host, "github.com");
    }
    for (const url of [
      "/srv/git/shop.git",
      "file:///srv/acme/shop",
      "https://github.com/shop",
      "C:\\acme\\shop",
      "",
    ]) {
      assert.equal(parseRemoteAddress(url), undefined, url);
    }
  });

  test("is used only at the server that the credential was given for", () => {
    const check = (url: string, baseUrl: string): boolean => {
      const address = parseRemoteAddress(url);
      assert.ok(address !== undefined);
      return isServedBy(address, baseUrl);
    };
    assert.ok(check("git@github.com:acme/shop", "https://api.github.com/"));
    assert.ok(check("ssh://git@ssh.github.com:443/acme/shop", "https://api.github.com/"));
    assert.ok(check("https://git.acme.example/acme/shop", "https://git.acme.example/api/v3"));
    assert.ok(check("https://acme.ghe.com/acme/shop", "https://api.acme.ghe.com/"));
    assert.ok(!check("https://evil.example/acme/shop", "https://api.github.com/"));
    assert.ok(!check("https://github.com.evil.example/acme/shop", "https://api.github.com/"));
    assert.ok(!check("git@gitlab.com:acme/shop", "https://git.acme.example/api/v3"));
  });
});
