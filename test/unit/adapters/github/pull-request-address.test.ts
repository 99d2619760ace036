import assert from "node:assert/strict";
import {
  createPullRequestCatalog,
  type OpenPullRequest,
} from "../../../../src/adapters/catalog.ts";
import { parsePullRequestAddress } from "../../../../src/adapters/github/remote-address.ts";
import { createRequestMeter } from "../../../../src/adapters/request-meter.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { ok } from "../../../../src/core/kernel/result.ts";
import { redact } from "../../../../src/core/redact/redact.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";
import { aPull } from "../../../support/github/git-repository.ts";
import { withGitHostBench } from "../../../support/github/git-host-bench.ts";

type Double = Parameters<Parameters<typeof withGitHostBench>[0]>[0]["double"];

function openerFor({ access }: Double, isOffline = false): OpenPullRequest {
  const credentials = { find: () => Promise.resolve(ok(access)) };
  const deps = { clock: createFixedClock(), meter: createRequestMeter(), redact, credentials };
  return createPullRequestCatalog({ ...deps, isOffline: () => isOffline });
}

suite("the address of a pull request", () => {
  test("gives host, repository and number, and nothing else", () => {
    const wanted = {
      host: "github.com",
      repository: { owner: "acme", name: "shop" },
      number: 412,
    };
    for (const tail of ["", "/", "/files", "/commits", "?x=../..", "#discussion_r1"]) {
      const address = `https://github.com/acme/shop/pull/412${tail}`;
      assert.deepEqual(parsePullRequestAddress(address), wanted, address);
    }
  });

  for (const address of [
    "412", "", "acme/shop#412", "https://github.com/acme/shop/issues/412", "https://github.com/acme/shop/pull/0",
    "https://github.com/acme/shop/pull/412x", "https://github.com/acme/shop/pull/99999999999", "https://github.com/acme/pull/412",
    "https://github.com/../shop/pull/412", "https://github.com/acme/..%2f..%2fuser/pull/4", "https://ada:pw@github.com/acme/shop/pull/412",
    "ftp://github.com/acme/shop/pull/412", "file:///acme/shop/pull/412", "javascript:alert(1)", "https://github.com/a/b/c/pull/4",
  ]) {
    test(`is none in ${JSON.stringify(address)}`, () => {
      assert.equal(parsePullRequestAddress(address), undefined);
    });
  } // prettier-ignore

  test("leads to the server of the credential, also where people say github.com", () =>
    withGitHostBench(async ({ double }) => {
      const git = double.state.repositories.get(double.project)?.git;
      git?.pulls.push(aPull());
      for (const server of ["https://github.com", double.origin]) {
        const opened = await openerFor(double)(`${server}/acme/shop/pull/4`, NEVER_CANCELLED);
        assert.ok(opened.ok, JSON.stringify(opened));
        assert.equal(opened.value.number, 4);
        const reading = await opened.value.host.readPullRequest(4, NEVER_CANCELLED);
        assert.equal(reading.kind, "open");
      }
    }));

  test("may be a number in the repository that a remote names; the credential stays at its server", () =>
    withGitHostBench(async ({ double }) => {
      double.state.repositories.get(double.project)?.git.pulls.push(aPull());
      const remotes = [
        ["https://github.com/acme/shop.git", false],
        ["git@github.com:acme/shop.git", false],
        ["ssh://git@ssh.github.com:443/acme/shop", false],
        [`${double.origin}/acme/shop.git`, true],
      ] as const;
      for (const [remote, isServed] of remotes) {
        const opened = await openerFor(double)({ remote, number: 4 }, NEVER_CANCELLED);
        assert.ok(opened.ok, JSON.stringify(opened));
        assert.equal(opened.value.isServed, isServed, remote);
        const reading = await opened.value.host.readPullRequest(4, NEVER_CANCELLED);
        assert.equal(reading.kind, "open", remote);
      }
      const asked = double.requests.length;
      for (const remote of [
        "git@evil.example:acme/shop.git",
        "https://github.com.evil.example/a/b",
      ]) {
        const opened = await openerFor(double)({ remote, number: 4 }, NEVER_CANCELLED);
        assert.equal(!opened.ok && opened.error.code, "git/foreign-host", remote);
      }
      const none = await openerFor(double)({ remote: "/srv/git/shop", number: 4 }, NEVER_CANCELLED);
      assert.equal(!none.ok && none.error.code, "git/unknown-pull-request");
      assert.equal(double.requests.length, asked);
    }));

  for (const host of ["evil.example", "github.com.evil.example", "github.co", "api.github.com", "127.0.0.1:1", "github.com:8443", "[::1]"]) {
    test(`is refused at ${host}, and nothing is sent`, () =>
      withGitHostBench(async ({ double }) => {
        const address = `https://${host}/acme/shop/pull/4`;
        const opened = await openerFor(double)(address, NEVER_CANCELLED);
        assert.equal(!opened.ok && opened.error.code, "git/foreign-host");
        assert.equal(double.requests.length, 0);
      }));
  } // prettier-ignore

  test("is not followed while nothing may leave", () =>
    withGitHostBench(async ({ double }) => {
      const address = "https://github.com/acme/shop/pull/4";
      const opened = await openerFor(double, true)(address, NEVER_CANCELLED);
      assert.equal(!opened.ok && opened.error.code, "git/offline");
    }));
});
