import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { createHttp } from "../../../../src/adapters/http/create-http.ts";
import type { ConnectionOptions, Http } from "../../../../src/adapters/http/http.ts";
import { createGithubTracker } from "../../../../src/adapters/github/tracker.ts";
import { createRequestMeter } from "../../../../src/adapters/request-meter.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { err } from "../../../../src/core/kernel/result.ts";
import { Secret } from "../../../../src/core/kernel/secret.ts";
import { redact } from "../../../../src/core/redact/redact.ts";
import type { DirectAccess } from "../../../../src/ports/credentials.ts";
import { aTarget } from "../../../support/builders.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";
import { startGithubDouble } from "../../../support/github/github-double.ts";
import { startFaultServer } from "../../../support/remote/fault-server.ts";

suite("opening GitHub", () => {
  test("finds GraphQL beside the REST interface, at the same server", () => {
    const cases = [
      ["https://api.github.com", "https://api.github.com/graphql/"],
      ["https://ghe.example/api/v3", "https://ghe.example/api/graphql/"],
      ["https://ghe.example/api/v3/", "https://ghe.example/api/graphql/"],
      ["https://api.acme.ghe.com", "https://api.acme.ghe.com/graphql/"],
      ["https://ghe.example/git/api/v3", "https://ghe.example/git/api/graphql/"],
    ] as const;
    for (const [baseUrl, graphql] of cases) {
      const [rest, second] = connectionsFor({ baseUrl });
      assert.equal(second?.baseUrl.href, graphql);
      assert.equal(second.baseUrl.origin, rest?.baseUrl.origin);
    }
  });

  test("spaces writes by a second at the public server only", () => {
    assert.equal(connectionsFor({ baseUrl: "https://api.github.com" })[0]?.writeGapMs, 1000);
    assert.equal(connectionsFor({ baseUrl: "https://ghe.example/api/v3" })[0]?.writeGapMs, 0);
    assert.equal(connectionsFor({ baseUrl: "http://127.0.0.1:9" })[0]?.writeGapMs, 0);
  });

  test("gives each address a credential of its own origin", () => {
    const options = connectionsFor({
      baseUrl: "https://rest.example",
      graphqlUrl: "https://graph.example/graphql",
    });
    assert.deepEqual(
      options.map(({ baseUrl, credential }) => [baseUrl.origin, credential?.origin]),
      [
        ["https://rest.example", "https://rest.example"],
        ["https://graph.example", "https://graph.example"],
      ],
    );
  });

  test("refuses addresses that could mislead a credential", () => {
    for (const parts of [
      { baseUrl: "http://ghe.example" },
      { baseUrl: "https://a@b.example" },
      { graphqlUrl: "https://ghe.example/graphql?x=1" },
      { graphqlUrl: "ftp://ghe.example" },
    ]) {
      const opened = open({ access: anAccess(parts) });
      assert.equal(!opened.ok && opened.error.code, "config/bad-address", JSON.stringify(parts));
    }
  });

  test("wants a repository by owner and name", () => {
    for (const project of [
      null,
      "",
      "shop",
      "a/b/c",
      "https://github.com/acme/shop",
      "acme/..",
      "acme/sh op",
    ]) {
      const opened = open({ project });
      assert.equal(!opened.ok && opened.error.code, "config/missing-project", String(project));
      assert.match(opened.ok ? "" : opened.error.message, /acme\/shop/);
    }
  });

  test("opens without a request", () => {
    let sent = 0;
    const opened = open({
      http: {
        connect: () => ({
          send() {
            sent += 1;
            return Promise.reject(new Error("nothing should be sent"));
          },
        }),
      },
    });
    assert.ok(opened.ok);
    assert.equal(sent, 0);
  });

  test("follows no redirect of a write or query to another host, and takes no credential there", async () => {
    const double = await startGithubDouble();
    const other = await startFaultServer({
      isWrite: () => false,
      answer: () => ({ status: 200, body: {} }),
      refuse: (status) => ({ status }),
    });
    try {
      const clock = createFixedClock();
      const http = createHttp({
        clock,
        meter: createRequestMeter(),
        redact,
        isOffline: () => false,
      });
      const opened = open({ access: double.access, http });
      assert.ok(opened.ok);
      double.faultFor = () => ({ kind: "redirect", to: `${other.origin}/repos/acme/shop/issues` });
      const reading = await opened.value.readTickets(["1"], NEVER_CANCELLED);
      assert.equal(reading.get("1")?.kind, "unreadable");
      assert.equal((await opened.value.newestKey(NEVER_CANCELLED)).ok, false);
      assert.equal(other.requests.length, 0);
    } finally {
      await double.close();
      await other.close();
    }
  });
});

function connectionsFor(parts: Partial<DirectAccess>): ConnectionOptions[] {
  const options: ConnectionOptions[] = [];
  const http: Http = {
    connect(one) {
      options.push(one);
      const error = { code: "tracker/unreachable", message: "not here" } as const;
      const failure = {
        error,
        status: null,
        executed: "no",
        retryAfterMs: null,
        body: null,
      } as const;
      return { send: () => Promise.resolve(err(failure)) };
    },
  };
  assert.ok(open({ access: anAccess(parts), http }).ok);
  return options;
}

function anAccess(parts: Partial<DirectAccess>): DirectAccess {
  return {
    kind: "direct",
    baseUrl: "https://api.github.com",
    graphqlUrl: null,
    scheme: { kind: "bearer" },
    secret: new Secret("not a real one"),
    ...parts,
  };
}

function open({
  access = anAccess({}),
  project = "acme/shop",
  http = { connect: () => ({ send: () => Promise.reject(new Error("nothing should be sent")) }) },
}: {
  access?: DirectAccess;
  project?: string | null;
  http?: Http;
}) {
  return createGithubTracker({
    target: aTarget({ system: "github", project }),
    access,
    http,
    clock: createFixedClock(),
    redact,
  });
}
