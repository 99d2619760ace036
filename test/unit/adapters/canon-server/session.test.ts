import assert from "node:assert/strict";
import { suite, test } from "mocha";
import {
  freshLogin,
  logout,
  serverAccess,
  type LoginCredential,
  type LoginDeps,
} from "../../../../src/adapters/canon-server/login.ts";
import { authorizationOf } from "../../../../src/adapters/http/authorize.ts";
import { isSameSecret } from "../../../../src/adapters/http/same-secret.ts";
import { createRequestMeter } from "../../../../src/adapters/request-meter.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { Secret } from "../../../../src/core/kernel/secret.ts";
import { createRedactor } from "../../../../src/core/redact/redact.ts";
import {
  startCanonServerDouble,
  type CanonServerDouble,
} from "../../../support/canon-server/canon-server-double.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";
import { createMemoryLoginStore, type MemoryLoginStore } from "./memory-login-store.ts";

const NOW_S = Date.parse("2026-01-05T10:00:00.000Z") / 1000;

interface Scene {
  readonly double: CanonServerDouble;
  readonly store: MemoryLoginStore;
  readonly login: LoginCredential;
  readonly deps: LoginDeps;
  /** How often the server was asked for new tokens. */
  readonly refreshes: () => number;
}

async function loggedIn(
  task: (scene: Scene) => Promise<void>,
  parts: Partial<LoginCredential> = {},
): Promise<void> {
  const double = await startCanonServerDouble();
  try {
    const { accessToken, refreshToken } = double.logins.grant();
    const login = {
      accessToken: new Secret(accessToken),
      refreshToken: new Secret(refreshToken),
      expiresAt: NOW_S + 3600,
      organization: "acme",
      email: null,
      server: double.origin,
      ...parts,
    };
    const redact = createRedactor([accessToken, refreshToken]);
    const clock = createFixedClock();
    const deps = { clock, meter: createRequestMeter(), redact, isOffline: () => false };
    const refreshes = (): number =>
      double.requests.filter(({ url }) => url === "/auth/refresh").length;
    await task({ double, store: createMemoryLoginStore(login), login, deps, refreshes });
  } finally {
    await double.close();
  }
}

function works({ double }: Scene, secret: Secret | undefined): boolean {
  assert.ok(secret);
  return double.logins.accepts(authorizationOf({ kind: "bearer" }, secret));
}

suite("a login to a Canon server", () => {
  test("is renewed, and both new tokens are kept", () =>
    loggedIn(async (scene) => {
      const { store, login, deps, double } = scene;
      const access = serverAccess(login, store, deps);
      double.logins.expireAll();
      const renewed = await access.renew(NEVER_CANCELLED);
      assert.ok(works(scene, renewed));
      assert.ok(works(scene, store.login?.accessToken));
      assert.ok(!isSameSecret(store.login?.refreshToken ?? new Secret(""), login.refreshToken!));
      assert.equal(store.login?.expiresAt, NOW_S + 3600);
      double.logins.expireAll();
      assert.ok(works(scene, await access.renew(NEVER_CANCELLED)), "and once more");
      assert.equal(scene.refreshes(), 2);
    }));

  test("is renewed once for many that need it at the same time", () =>
    loggedIn(async (scene) => {
      const { store, login, deps } = scene;
      const programs = Array.from({ length: 8 }, () => serverAccess(login, store, deps));
      const renewed = await Promise.all(programs.map((one) => one.renew(NEVER_CANCELLED)));
      for (const secret of renewed) assert.ok(works(scene, secret));
      assert.equal(scene.refreshes(), 1);
      assert.equal(scene.double.logins.revokedSessions, 0);
    }));

  test("two renewals with the same token end the session, which is why there is a lock", () =>
    loggedIn(async (scene) => {
      const { store, login, deps } = scene;
      const unlocked = { ...store, withLock: <T>(task: () => Promise<T>) => task() };
      const programs = [serverAccess(login, unlocked, deps), serverAccess(login, unlocked, deps)];
      await Promise.all(programs.map((one) => one.renew(NEVER_CANCELLED)));
      assert.equal(scene.refreshes(), 2);
      assert.equal(scene.double.logins.revokedSessions, 1);
    }));

  test("takes over what another program has renewed", () =>
    loggedIn(async (scene) => {
      const { store, login, deps, double } = scene;
      const access = serverAccess(login, store, deps);
      const { accessToken } = double.logins.grant();
      store.login = { ...login, accessToken: new Secret(accessToken) };
      assert.ok(works(scene, await access.renew(NEVER_CANCELLED)));
      assert.equal(scene.refreshes(), 0);
    }));

  test("has ended when the server says so, when it is gone, or belongs elsewhere", () =>
    loggedIn(async ({ store, login, deps, refreshes }) => {
      const access = serverAccess(login, store, deps);
      store.login = { ...login, refreshToken: new Secret("rt.unknown") };
      assert.equal(await access.renew(NEVER_CANCELLED), undefined);
      assert.equal(refreshes(), 1);
      store.login = undefined;
      assert.equal(await access.renew(NEVER_CANCELLED), undefined);
      store.login = { ...login, server: "https://other.example" };
      assert.equal(await access.renew(NEVER_CANCELLED), undefined);
      store.login = { ...login, refreshToken: null };
      assert.equal(await access.renew(NEVER_CANCELLED), undefined);
      assert.equal(refreshes(), 1);
    }));

  test("is not renewed twice when the answer was lost", () =>
    loggedIn(async ({ store, login, deps, double, refreshes }) => {
      double.faultFor = ({ url }) => (url === "/auth/refresh" ? { kind: "cut" } : undefined);
      assert.equal(await serverAccess(login, store, deps).renew(NEVER_CANCELLED), undefined);
      assert.equal(refreshes(), 1);
    }));

  test("is good for this run when the new tokens cannot be stored", () =>
    loggedIn(async (scene) => {
      const { store, login, deps } = scene;
      store.isFull = true;
      assert.ok(works(scene, await serverAccess(login, store, deps).renew(NEVER_CANCELLED)));
    }));

  test("is renewed ahead when it ends within 30 s, or nobody knows when", () =>
    loggedIn(async ({ store, login, deps, refreshes }) => {
      assert.equal(await freshLogin(store, deps, NEVER_CANCELLED), login);
      assert.equal(refreshes(), 0);
      for (const [index, expiresAt] of [NOW_S + 29, NOW_S - 5, null].entries()) {
        store.login = { ...store.login!, expiresAt };
        const fresh = await freshLogin(store, deps, NEVER_CANCELLED);
        assert.equal(fresh?.expiresAt, NOW_S + 3600);
        assert.equal(refreshes(), index + 1);
      }
    }));

  test("stays as it is when it cannot be renewed ahead, and is none when it has ended", () =>
    loggedIn(
      async ({ store, deps, double, login }) => {
        double.faultFor = () => ({ kind: "status", status: 503 });
        assert.equal(await freshLogin(store, deps, NEVER_CANCELLED), login);
        double.faultFor = () => ({ kind: "status", status: 401 });
        assert.equal(await freshLogin(store, deps, NEVER_CANCELLED), undefined);
      },
      { expiresAt: NOW_S },
    ));

  test("an API key has neither end nor renewal", () =>
    loggedIn(
      async ({ store, deps, login, refreshes }) => {
        assert.equal(await freshLogin(store, deps, NEVER_CANCELLED), login);
        assert.equal(refreshes(), 0);
      },
      { refreshToken: null, expiresAt: null },
    ));

  test("logging out revokes the token of this moment, and forgets the login in any case", () =>
    loggedIn(async ({ store, login, deps, double }) => {
      await serverAccess(login, store, deps).renew(NEVER_CANCELLED);
      assert.equal((await logout(store, deps))?.server, double.origin);
      assert.equal(double.requests.at(-1)?.url, "/auth/revoke");
      assert.equal(store.login, undefined);
      assert.equal(await logout(store, deps), undefined);

      store.login = login;
      double.faultFor = () => ({ kind: "status", status: 500 });
      assert.equal(await logout(store, deps), login);
      assert.equal(store.login, undefined);
    }));
});
