import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { suite, test } from "mocha";
import { Secret } from "../../../../src/core/kernel/secret.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { createRedactor } from "../../../../src/core/redact/redact.ts";
import { redactJson } from "../../../../src/core/redact/redact-json.ts";
import type { HttpFailure, HttpRequest } from "../../../../src/adapters/http/http.ts";
import { path } from "../../../../src/adapters/http/request-path.ts";
import type { Fault } from "../../../support/remote/double.ts";
import { TOKEN, withConnection, type Scene } from "./a-connection.ts";

const READ: HttpRequest = {
  method: "GET",
  path: path`things/${1}`,
  effect: "read",
  action: "reading things",
};
const WRITE: HttpRequest = {
  method: "POST",
  path: path`things`,
  body: redactJson({ title: "x" }, createRedactor([])),
  effect: "write",
  action: "making a thing",
};

async function failure(scene: Scene, request: HttpRequest): Promise<HttpFailure> {
  const outcome = await scene.connection.send(request, NEVER_CANCELLED);
  assert.ok(!outcome.ok, "it should fail");
  return outcome.error;
}

function always(scene: Scene, fault: Fault): void {
  scene.server.faultFor = () => fault;
}

function once(scene: Scene, fault: Fault): void {
  scene.server.faultFor = (_request, index) => (index === 0 ? fault : undefined);
}

suite("a connection to a tracker", () => {
  test("sends a request with the credential and gives the JSON back", () =>
    withConnection({}, async ({ connection, server, meter }) => {
      const outcome = await connection.send(
        { ...READ, query: { a: "b c", d: 1 } },
        NEVER_CANCELLED,
      );
      assert.deepEqual(outcome.ok && outcome.value.body, { fine: true });
      const [request] = server.requests;
      assert.equal(request?.url, "/base/things/1?a=b+c&d=1");
      assert.equal(request.headers["authorization"], `Bearer ${TOKEN}`);
      assert.equal(meter.total().reads, 1);
    }));

  test("basic and plain credentials have the form their servers want", async () => {
    for (const [scheme, header] of [
      [{ kind: "basic", account: "ada@example.com" }, `Basic ${btoa(`ada@example.com:${TOKEN}`)}`],
      [{ kind: "plain" }, TOKEN],
    ] as const) {
      await withConnection({}, async ({ connect, server }) => {
        const credential = { origin: server.origin, scheme, secret: new Secret(TOKEN) };
        await connect({ credential }).send(READ, NEVER_CANCELLED);
        assert.equal(server.requests[0]?.headers["authorization"], header);
      });
    }
  });

  test("A15: a credential for another origin is attached to nothing", () =>
    withConnection({}, async ({ connect, server }) => {
      for (const origin of ["https://127.0.0.1", server.origin.replace(/\d+$/, "1"), "null", ""]) {
        const credential = {
          origin,
          scheme: { kind: "bearer" as const },
          secret: new Secret(TOKEN),
        };
        await connect({ credential }).send(READ, NEVER_CANCELLED);
      }
      assert.equal(server.requests.length, 4);
      for (const { headers } of server.requests) assert.equal(headers["authorization"], undefined);
    }));

  for (const request of [READ, WRITE]) {
    test(`A5: a redirect of a ${request.effect} to another host is refused, and nothing is sent there`, async () => {
      let strangers = 0;
      const stranger = createServer((_incoming, response) => {
        strangers += 1;
        response.end("{}");
      });
      await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
      const { port } = stranger.address() as AddressInfo;
      await withConnection({}, async (scene) => {
        always(scene, { kind: "redirect", to: `http://127.0.0.1:${port}/base/things` });
        const { error, executed } = await failure(scene, request);
        assert.equal(error.code, "tracker/unreadable-answer");
        assert.match(error.message, new RegExp(`pointed to 127\\.0\\.0\\.1:${port}`));
        assert.equal(executed, request.effect === "write" ? "unknown" : "no");
        assert.equal(scene.server.requests.length, 1);
      });
      stranger.close();
      assert.equal(strangers, 0);
    });
  }

  test("A6: a read follows redirects of its own host three times at most", () =>
    withConnection({}, async (scene) => {
      always(scene, { kind: "redirect", to: "/base/again" });
      await failure(scene, READ);
      assert.equal(scene.server.requests.length, 4);
      scene.server.faultFor = (_request, index) =>
        index === 4 ? { kind: "redirect", to: "/base/again" } : undefined;
      assert.ok((await scene.connection.send(READ, NEVER_CANCELLED)).ok);
    }));

  const REFUSALS: readonly (readonly [status: number, code: string, advice: RegExp])[] = [
    [400, "tracker/rejected", /refused the request/],
    [401, "tracker/unauthorized", /Set it again/],
    [403, "tracker/forbidden", /Ask for access/],
    [404, "tracker/not-found", /Check the project/],
    [409, "tracker/rejected", /Sync again/],
    [422, "tracker/rejected", /refused the request/],
    [500, "tracker/unreachable", /sync again in a while/],
    [503, "tracker/unreachable", /sync again in a while/],
  ];
  for (const [status, code, advice] of REFUSALS) {
    test(`a ${status} is ${code} and says what to do`, () =>
      withConnection({}, async (scene) => {
        always(scene, { kind: "status", status });
        const { error, executed } = await failure(scene, WRITE);
        assert.equal(error.code, code);
        assert.match(error.message, advice);
        assert.equal(executed, status >= 500 ? "unknown" : "no");
        assert.equal(scene.server.requests.length, 1, "a write is sent once");
      }));
  }

  test("E2: what is no JSON is unreadable, never missing and never done", async () => {
    for (const kind of ["html", "truncate"] as const) {
      for (const request of [READ, WRITE]) {
        await withConnection({}, async (scene) => {
          always(scene, { kind });
          const { error, executed } = await failure(scene, request);
          assert.equal(error.code, "tracker/unreadable-answer");
          assert.equal(executed, request.effect === "write" ? "unknown" : "no");
        });
      }
    }
  });

  test("E2: a 404 in HTML is no word of the tracker about a ticket", () =>
    withConnection({}, async (scene) => {
      scene.answers = [{ status: 404, body: "<html>", headers: { "Content-Type": "text/html" } }];
      assert.equal((await failure(scene, READ)).error.code, "tracker/unreadable-answer");
    }));

  test("reads are tried three times, with a pause that grows", () =>
    withConnection({}, async (scene) => {
      const began = Date.parse(scene.clock.now());
      always(scene, { kind: "status", status: 503 });
      await failure(scene, READ);
      assert.equal(scene.server.requests.length, 3);
      assert.equal(Date.parse(scene.clock.now()) - began, 1500);
    }));

  test("a read that failed once goes on unnoticed", () =>
    withConnection({}, async (scene) => {
      once(scene, { kind: "cut" });
      assert.ok((await scene.connection.send(READ, NEVER_CANCELLED)).ok);
    }));

  test("E3: a write whose answer was lost is never sent again", async () => {
    for (const fault of [
      { kind: "cut" },
      { kind: "truncate" },
      { kind: "status", status: 502 },
    ] as const) {
      await withConnection({}, async (scene) => {
        always(scene, fault);
        const { executed } = await failure(scene, WRITE);
        assert.equal(executed, "unknown");
        assert.equal(scene.server.requests.length, 1);
      });
    }
  });

  test("a refused connection did nothing, and says so", () =>
    withConnection({}, async (scene) => {
      await scene.server.close();
      const { error, executed } = await failure(scene, WRITE);
      assert.equal(executed, "no");
      assert.match(error.message, /could not be reached while making a thing \(ECONNREFUSED\)/);
    }));

  test("a 429 is waited for, also by a write", () =>
    withConnection({}, async (scene) => {
      const began = Date.parse(scene.clock.now());
      once(scene, { kind: "status", status: 429, retryAfter: "7" });
      assert.ok((await scene.connection.send(WRITE, NEVER_CANCELLED)).ok);
      assert.equal(Date.parse(scene.clock.now()) - began, 7000);
    }));

  test("E5: a wait of more than a minute fails at once, for what follows as well", () =>
    withConnection({}, async (scene) => {
      const began = scene.clock.now();
      always(scene, { kind: "status", status: 429, retryAfter: "86400" });
      const first = await failure(scene, READ);
      assert.equal(first.error.code, "tracker/rate-limited");
      assert.match(first.error.message, /asks to wait 1440 minutes/);
      await failure(scene, WRITE);
      assert.equal(scene.server.requests.length, 1);
      assert.equal(scene.clock.now(), began);
    }));

  test("E5: storms of 429 end", () =>
    withConnection({}, async (scene) => {
      always(scene, { kind: "status", status: 429 });
      assert.equal((await failure(scene, READ)).error.code, "tracker/rate-limited");
      assert.equal(scene.server.requests.length, 3);
    }));

  test("a server that does not answer is given up, and not asked again in this run", () =>
    withConnection(
      {},
      async (scene) => {
        always(scene, { kind: "hang" });
        const first = await failure(scene, WRITE);
        assert.match(first.error.message, /did not answer within 1 s while making a thing/);
        assert.equal(first.executed, "unknown");
        scene.clock.advance(40);
        const second = await failure(scene, WRITE);
        assert.match(second.error.message, /was not asked again/);
        assert.equal(second.executed, "no");
        assert.equal(scene.server.requests.length, 1);
        scene.server.faultFor = () => undefined;
        scene.clock.advance(20_000);
        assert.ok((await scene.connection.send(WRITE, NEVER_CANCELLED)).ok, "the next run asks");
      },
      { patienceMs: 30 },
    ));

  test("nothing leaves while offline", () =>
    withConnection(
      {},
      async (scene) => {
        assert.match((await failure(scene, READ)).error.message, /offline/);
        assert.equal(scene.server.requests.length, 0);
      },
      { isOffline: true },
    ));

  test("nothing leaves once cancelled, and a cancelled write is not called undone", () =>
    withConnection({}, async (scene) => {
      const aborted = AbortSignal.abort();
      const early = await scene.connection.send(WRITE, aborted);
      assert.equal(!early.ok && early.error.executed, "no");
      assert.equal(scene.server.requests.length, 0);
      const controller = new AbortController();
      scene.server.faultFor = () => {
        controller.abort();
        return { kind: "hang" };
      };
      const late = await scene.connection.send(WRITE, controller.signal);
      assert.equal(!late.ok && late.error.executed, "unknown");
      assert.equal(!late.ok && late.error.error.code, "tracker/cancelled");
    }));

  test("a refused credential is renewed once", () =>
    withConnection({}, async (scene) => {
      const renewed = ["renewed", "credential"].join("-");
      const credential = {
        origin: scene.server.origin,
        scheme: { kind: "bearer" as const },
        secret: new Secret(TOKEN),
        renew: () => Promise.resolve(new Secret(renewed)),
      };
      once(scene, { kind: "status", status: 401 });
      const connection = scene.connect({ credential });
      assert.ok((await connection.send(WRITE, NEVER_CANCELLED)).ok);
      assert.equal(scene.server.requests[1]?.headers["authorization"], `Bearer ${renewed}`);
      always(scene, { kind: "status", status: 401 });
      const again = await connection.send(READ, NEVER_CANCELLED);
      assert.equal(!again.ok && again.error.error.code, "tracker/unauthorized");
      assert.equal(scene.server.requests.length, 4);
    }));

  test("A9: messages hold nothing that the server said or was sent", () =>
    withConnection({}, async (scene) => {
      for (const status of [400, 401, 403, 404, 409, 422, 500]) {
        scene.answers = [
          { status, body: { message: `${TOKEN} <script>` }, headers: { "X-Evil": TOKEN } },
        ];
        const { error } = await failure(scene, WRITE);
        assert.ok(!JSON.stringify(error).includes(TOKEN));
        assert.ok(!error.message.includes("script"));
      }
    }));

  test("E6: an address that would carry a credential is not requested", () =>
    withConnection({}, async (scene) => {
      const token = ["ghp", "_", "a".repeat(36)].join("");
      const { error } = await failure(scene, { ...READ, query: { q: token } });
      assert.equal(error.code, "tracker/rejected");
      assert.ok(!error.message.includes(token));
      assert.equal(scene.server.requests.length, 0);
    }));

  test("E6: every string of a body goes through the redactor, keys too", () => {
    const token = ["ghp", "_", "a".repeat(36)].join("");
    const json = redactJson(
      { a: [token, { [token]: 1, b: `x ${TOKEN}` }] },
      createRedactor([TOKEN]),
    );
    assert.ok(!json.includes(token) && !json.includes(TOKEN));
    assert.equal(
      redactJson({ a: [1, null, true, "x"] }, createRedactor([])),
      '{"a":[1,null,true,"x"]}',
    );
  });

  test("E7: when the redactor throws, nothing is sent", () => {
    assert.throws(() =>
      redactJson({ a: "x" }, () => {
        throw new Error("broken rule");
      }),
    );
  });

  test("reads go side by side, writes one after the other", () =>
    withConnection({ writeGapMs: 1000 }, async (scene) => {
      const began = Date.parse(scene.clock.now());
      await Promise.all([1, 2, 3].map(() => scene.connection.send(WRITE, NEVER_CANCELLED)));
      assert.equal(Date.parse(scene.clock.now()) - began, 2000);
      await Promise.all([1, 2, 3].map(() => scene.connection.send(READ, NEVER_CANCELLED)));
      assert.equal(Date.parse(scene.clock.now()) - began, 2000);
    }));

  test("patience that one connection was asked for holds for the whole server", () =>
    withConnection({}, async (scene) => {
      once(scene, { kind: "status", status: 429, retryAfter: "600" });
      await failure(scene, READ);
      const other = await scene.connect().send(READ, NEVER_CANCELLED);
      assert.equal(!other.ok && other.error.error.code, "tracker/rate-limited");
    }));

  test("a server that asks for more patience while somebody waits gets it", () =>
    withConnection({}, async ({ clock, connect, connection }) => {
      const began = Date.parse(clock.now());
      const asking = (waitMs: number) => connect({ rateLimit: () => ({ waitMs }) });
      assert.ok((await asking(5000).send(READ, NEVER_CANCELLED)).ok);
      const sleep = clock.sleep.bind(clock);
      clock.sleep = async () => {
        clock.sleep = sleep;
        assert.ok((await asking(20_000).send(READ, NEVER_CANCELLED)).ok);
      };
      assert.ok((await connection.send(READ, NEVER_CANCELLED)).ok);
      assert.equal(Date.parse(clock.now()) - began, 25_000);
    }));

  test("a sign-in page of the same host means that the credential was refused", () =>
    withConnection({ signInPath: "/auth/login" }, async (scene) => {
      always(scene, { kind: "redirect", to: "/auth/login?next=x" });
      assert.equal((await failure(scene, WRITE)).error.code, "tracker/unauthorized");
    }));
});
