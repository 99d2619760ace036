import assert from "node:assert/strict";
import {
  deviceLogin,
  logout,
  serverAccess,
  type LoginCredential,
} from "../../src/adapters/canon-server/login.ts";
import { createHttp } from "../../src/adapters/http/create-http.ts";
import { isSameSecret } from "../../src/adapters/http/same-secret.ts";
import { createRequestMeter } from "../../src/adapters/request-meter.ts";
import { NEVER_CANCELLED, type CancelSignal } from "../../src/core/kernel/cancel.ts";
import { Secret } from "../../src/core/kernel/secret.ts";
import { createRedactor } from "../../src/core/redact/redact.ts";
import { startCanonServerDouble } from "../support/canon-server/canon-server-double.ts";
import { createFixedClock } from "../support/fixed-clock.ts";
import { createMemoryLoginStore } from "../unit/adapters/canon-server/memory-login-store.ts";

suite("hazards of the login", () => {
  test("15. Login: backs off, ends on an error, renews once for all, and revokes what is current", async () => {
    const double = await startCanonServerDouble();
    const clock = createFixedClock();
    const pauses: number[] = [];
    const deps = {
      clock: {
        ...clock,
        sleep: (ms: number, signal: CancelSignal) => {
          pauses.push(ms / 1000);
          return clock.sleep(ms, signal);
        },
      },
      meter: createRequestMeter(),
      redact: createRedactor([]),
      isOffline: () => false,
    };
    const logIn = () =>
      deviceLogin({
        server: double.origin,
        organizationHint: null,
        http: createHttp(deps),
        clock: deps.clock,
        redact: deps.redact,
        show: () => undefined,
        signal: NEVER_CANCELLED,
      });
    try {
      double.logins.steps = ["pending", "error", "approved"];
      assert.equal((await logIn()).ok, false, "an error is the last word");

      pauses.length = 0;
      double.logins.steps = ["slow_down", "slow_down", "approved"];
      const login = await logIn();
      assert.ok(login.ok);
      assert.deepEqual(pauses, [5, 10, 15]);
      assert.equal(login.value.server, double.origin);

      const credential: LoginCredential = login.value;
      const store = createMemoryLoginStore(credential);
      const programs = Array.from({ length: 4 }, () => serverAccess(credential, store, deps));
      await Promise.all(programs.map((one) => one.renew(NEVER_CANCELLED)));
      assert.equal(double.requests.filter(({ url }) => url === "/auth/refresh").length, 1);
      assert.equal(double.logins.revokedSessions, 0);

      const current = store.login?.refreshToken ?? null;
      await logout(store, deps);
      const last = double.requests.at(-1);
      assert.equal(last?.url, "/auth/revoke");
      const { refresh_token: revoked } = JSON.parse(last.body) as { refresh_token: string };
      assert.ok(current !== null && isSameSecret(new Secret(revoked), current));
    } finally {
      await double.close();
    }
  });
});
