import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { deviceLogin } from "../../../../src/adapters/canon-server/login.ts";
import { authorizationOf } from "../../../../src/adapters/http/authorize.ts";
import { createHttp } from "../../../../src/adapters/http/create-http.ts";
import { createRequestMeter } from "../../../../src/adapters/request-meter.ts";
import { NEVER_CANCELLED, type CancelSignal } from "../../../../src/core/kernel/cancel.ts";
import { createRedactor } from "../../../../src/core/redact/redact.ts";
import {
  startCanonServerDouble,
  type CanonServerDouble,
} from "../../../support/canon-server/canon-server-double.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";

interface Attempt {
  readonly result: Awaited<ReturnType<typeof deviceLogin>>;
  readonly shown: readonly { url: string; userCode: string; expiresInS: number }[];
  /** Seconds between the polls. */
  readonly pauses: readonly number[];
}

async function attempt(
  double: CanonServerDouble,
  options: { server?: string; hint?: string; signal?: CancelSignal; offline?: boolean } = {},
): Promise<Attempt> {
  const clock = createFixedClock();
  const pauses: number[] = [];
  const watched = {
    ...clock,
    sleep(ms: number, signal: CancelSignal) {
      pauses.push(ms / 1000);
      return clock.sleep(ms, signal);
    },
  };
  const redact = createRedactor([]);
  const isOffline = (): boolean => options.offline ?? false;
  const http = createHttp({ clock, meter: createRequestMeter(), redact, isOffline });
  const shown: { url: string; userCode: string; expiresInS: number }[] = [];
  const result = await deviceLogin({
    server: options.server ?? double.origin,
    organizationHint: options.hint ?? null,
    http,
    clock: watched,
    redact,
    show: (code) => void shown.push(code),
    signal: options.signal ?? NEVER_CANCELLED,
  });
  return { result, shown, pauses };
}

async function onServer(task: (double: CanonServerDouble) => Promise<void>): Promise<void> {
  const double = await startCanonServerDouble();
  try {
    await task(double);
  } finally {
    await double.close();
  }
}

function errorOf({ result }: Attempt) {
  assert.ok(!result.ok);
  return result.error;
}

suite("logging in by a code in the browser", () => {
  test("gives the tokens, the organisation the server names, and the server they are for", () =>
    onServer(async (double) => {
      double.logins.organization = "acme-inc";
      const { result, shown } = await attempt(double, { hint: "acme" });
      assert.ok(result.ok);
      const { accessToken, refreshToken, ...rest } = result.value;
      assert.deepEqual(rest, {
        expiresAt: Date.parse("2026-01-05T10:00:05.000Z") / 1000 + 3600,
        organization: "acme-inc",
        email: "dana@acme.example",
        server: double.origin,
      });
      assert.deepEqual(double.logins.asked, ["acme"]);
      assert.ok(double.logins.accepts(authorizationOf({ kind: "bearer" }, accessToken)));
      assert.ok(refreshToken !== null);
      const url = `${double.origin}/activate?user_code=WDJB-MJHT`;
      assert.deepEqual(shown, [{ url, userCode: "WDJB-MJHT", expiresInS: 900 }]);
    }));

  test("A12: asks no more often than the server wishes, and more slowly when it says so", () =>
    onServer(async (double) => {
      double.logins.steps = ["pending", "slow_down", "pending", "slow_down", "approved"];
      const { result, pauses } = await attempt(double);
      assert.ok(result.ok);
      assert.deepEqual(pauses, [5, 5, 10, 10, 15]);
    }));

  test("A12: ends when the code expires, and never polls for ever", () =>
    onServer(async (double) => {
      double.logins.steps = ["pending"];
      double.logins.deviceAnswer = { interval: 7, expires_in: 60 };
      const { pauses, ...outcome } = await attempt(double);
      assert.match(errorOf({ ...outcome, pauses }).message, /expired/);
      assert.equal(pauses.length, 9);
    }));

  for (const [step, code, advice] of [
    ["denied", "tracker/forbidden", /refused in the browser/],
    ["expired", "tracker/unauthorized", /Log in again/],
    ["error", "tracker/rejected", /could not finish/],
    ["provider-failed", "tracker/rejected", /could not finish/],
  ] as const) {
    test(`takes "${step}" for the last word`, () =>
      onServer(async (double) => {
        double.logins.steps = ["pending", step, "approved"];
        const outcome = await attempt(double);
        assert.equal(errorOf(outcome).code, code);
        assert.match(errorOf(outcome).message, advice);
        assert.equal(outcome.pauses.length, 2);
      }));
  }

  test("asks on when the network fails for a moment", () =>
    onServer(async (double) => {
      double.logins.steps = ["pending", "approved"];
      double.faultFor = ({ url }, index) =>
        url === "/auth/device/token" && index < 3 ? { kind: "drop" } : undefined;
      assert.ok((await attempt(double)).result.ok);
    }));

  test("an account without an organisation is no login", () =>
    onServer(async (double) => {
      double.logins.organization = null;
      assert.match(errorOf(await attempt(double)).message, /no organisation/);
      double.logins.organization = "../admin";
      assert.equal(errorOf(await attempt(double)).code, "tracker/unreadable-answer");
    }));

  test("A12: sends nobody to a page that is neither the server's nor behind https", () =>
    onServer(async (double) => {
      for (const page of [
        "http://evil.example/activate",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://user:pw@login.example/",
        "activate",
        "",
      ]) {
        double.logins.deviceAnswer = { verification_uri: page, verification_uri_complete: page };
        const outcome = await attempt(double);
        assert.equal(errorOf(outcome).code, "tracker/unreadable-answer", page);
        assert.deepEqual(outcome.shown, []);
      }
      const page = "https://login.example/activate";
      double.logins.deviceAnswer = {
        verification_uri: page,
        verification_uri_complete: "http://x",
      };
      assert.equal((await attempt(double)).shown[0]?.url, page);
    }));

  test("shows no code that could steer a terminal", () =>
    onServer(async (double) => {
      for (const code of ["\u001b[2J", "A B\n", "x".repeat(41), "", 7]) {
        double.logins.deviceAnswer = { user_code: code };
        const outcome = await attempt(double);
        assert.equal(errorOf(outcome).code, "tracker/unreadable-answer");
        assert.deepEqual(outcome.shown, []);
      }
    }));

  for (const [status, advice] of [
    [404, /Check the address/],
    [501, /not set up/],
    [502, /Try again/],
    [503, /not set up/],
  ] as const) {
    test(`says what ${status} at the beginning means`, () =>
      onServer(async (double) => {
        double.logins.deviceStatus = status;
        assert.match(errorOf(await attempt(double)).message, advice);
      }));
  }

  test("can be cancelled while it waits", () =>
    onServer(async (double) => {
      const stop = new AbortController();
      double.logins.steps = ["pending"];
      double.faultFor = ({ url }) => {
        if (url === "/auth/device/token") stop.abort();
        return undefined;
      };
      const outcome = await attempt(double, { signal: stop.signal });
      assert.equal(errorOf(outcome).code, "tracker/cancelled");
    }));

  test("sends nothing to an address that is none, for a bad name, or offline", () =>
    onServer(async (double) => {
      for (const server of ["http://evil.example", `${double.origin}/path`, "", "file:///x"]) {
        assert.equal(errorOf(await attempt(double, { server })).code, "tracker/rejected", server);
      }
      assert.equal(errorOf(await attempt(double, { hint: "a b" })).code, "tracker/rejected");
      const offline = await attempt(double, { offline: true });
      assert.match(errorOf(offline).message, /CANON_OFFLINE/);
      assert.equal(double.requests.length, 0);
    }));

  test("A12: the device code is in no address and no message", () =>
    onServer(async (double) => {
      double.logins.steps = ["pending", "error"];
      const outcome = await attempt(double);
      const codes = double.requests
        .filter(({ url }) => url === "/auth/device/token")
        .map(({ body }) => (JSON.parse(body) as { device_code: string }).device_code);
      assert.match(codes[0] ?? "", /^dc\./);
      const seen = JSON.stringify([
        outcome,
        double.requests.map(({ url, headers }) => [url, headers]),
      ]);
      for (const code of codes) assert.ok(!seen.includes(code));
    }));
});
