import { NEVER_CANCELLED, type CancelSignal } from "../../core/kernel/cancel.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import type { Secret } from "../../core/kernel/secret.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { ServerAccess } from "../../ports/credentials.ts";
import { createHttp } from "../http/create-http.ts";
import type { HttpDeps } from "../http/http-deps.ts";
import { isSameSecret } from "../http/same-secret.ts";
import type { Tokens } from "./answers.ts";
import { runDeviceFlow, type DeviceLogin } from "./device-flow.ts";
import { requestTokens, revokeToken } from "./token-requests.ts";

/** A login to a Canon server. It is of use at that server only. */
export interface LoginCredential {
  readonly accessToken: Secret;
  /** Null for a credential that cannot be renewed, such as an API key. */
  readonly refreshToken: Secret | null;
  /** Unix seconds; null where it is not known. */
  readonly expiresAt: number | null;
  /** As the server gave it, never a guess of this machine. */
  readonly organization: string;
  readonly email: string | null;
  /** Origin of the server that gave it. */
  readonly server: string;
}

/** Where a login is kept. The methods reject when the place itself fails. */
export interface LoginStore {
  read(): Promise<LoginCredential | undefined>;
  write(credential: LoginCredential): Promise<void>;
  remove(): Promise<void>;
  /** Runs a task while no other program that shares the place runs one. */
  withLock<T>(task: () => Promise<T>): Promise<T>;
}

/**
 * What the requests about a login itself are made with. They have a way out of their own: a
 * renewal happens in the middle of another request, and would wait for itself in the same queue.
 */
export type LoginDeps = HttpDeps;

/** A token that ends sooner than this would end during a run. */
const AHEAD_S = 30;

/**
 * Logs in by a code that the person confirms in a browser.
 *
 * Asks no more often than the server wishes, and ends when the code expires, when the person or
 * the server says no, when it is cancelled, and at the first word of an error. Stores nothing.
 */
export async function deviceLogin(
  login: DeviceLogin,
): Promise<Result<LoginCredential, TrackerError>> {
  const approved = await runDeviceFlow(login);
  if (!approved.ok) return approved;
  const { tokens, organization, email, server } = approved.value;
  return ok({ ...lasting(tokens, login.clock.now()), organization, email, server });
}

/**
 * The stored login, renewed if it is about to end; undefined when a person has to log in again.
 *
 * A server that cannot be asked now leaves it as it is: the next request says what is wrong.
 */
export async function freshLogin(
  store: LoginStore,
  deps: LoginDeps,
  signal: CancelSignal,
): Promise<LoginCredential | undefined> {
  const login = await store.read();
  if (login === undefined || !endsSoon(login, deps)) return login;
  const renewed = await renewLogin(login, store, deps, signal);
  return renewed === "ended" ? undefined : renewed === "unknown" ? login : renewed;
}

/** The login as the way to trackers behind its server. */
export function serverAccess(
  credential: LoginCredential,
  store: LoginStore,
  deps: LoginDeps,
): ServerAccess {
  let current = credential;
  return {
    kind: "server",
    baseUrl: credential.server,
    organization: credential.organization,
    secret: credential.accessToken,
    async renew(signal) {
      const renewed = await renewLogin(current, store, deps, signal);
      if (typeof renewed === "string") return undefined;
      current = renewed;
      return renewed.accessToken;
    },
  };
}

/** Ends the login at its server as far as that can be reached, and forgets it. */
export async function logout(
  store: LoginStore,
  deps: LoginDeps,
): Promise<LoginCredential | undefined> {
  return store.withLock(async () => {
    const login = await store.read();
    // The token of this moment: an older one would revoke nothing.
    if (login?.refreshToken != null) {
      await revokeToken(createHttp(deps), login.server, login.refreshToken, NEVER_CANCELLED);
    }
    await store.remove();
    return login;
  });
}

type Renewal = LoginCredential | "ended" | "unknown";

/**
 * Exchanges the tokens for new ones, unless another program has done so already: of two renewals
 * at once the server takes the second one for theft and ends the session.
 */
async function renewLogin(
  old: LoginCredential,
  store: LoginStore,
  deps: LoginDeps,
  signal: CancelSignal,
): Promise<Renewal> {
  try {
    return await store.withLock(async () => {
      const login = await store.read();
      if (login?.server !== old.server) return "ended";
      if (!isSameSecret(login.accessToken, old.accessToken)) return login;
      if (login.refreshToken === null) return "ended";
      const answer = await requestTokens(
        createHttp(deps),
        login.server,
        login.refreshToken,
        signal,
      );
      if (typeof answer === "string") return answer;
      const renewed = { ...login, ...lasting(answer, deps.clock.now()) };
      const fresh = { ...renewed, refreshToken: answer.refreshToken ?? login.refreshToken };
      await keep(store, fresh);
      return fresh;
    });
  } catch {
    // The place of the login failed. The refusal by the server is what the person gets to see.
    return "unknown";
  }
}

async function keep(store: LoginStore, login: LoginCredential): Promise<void> {
  try {
    await store.write(login);
  } catch {
    // The old tokens are spent, and the new ones good for this run. The next one has to log in.
  }
}

function lasting(
  { accessToken, refreshToken, expiresInS }: Tokens,
  now: string,
): Pick<LoginCredential, "accessToken" | "refreshToken" | "expiresAt"> {
  return { accessToken, refreshToken, expiresAt: Math.floor(Date.parse(now) / 1000) + expiresInS };
}

/** Source: the Canon command line, which takes a login without a known end for an ended one. */
function endsSoon({ refreshToken, expiresAt }: LoginCredential, { clock }: LoginDeps): boolean {
  if (refreshToken === null) return false;
  return expiresAt === null || expiresAt - Date.parse(clock.now()) / 1000 < AHEAD_S;
}
