import type { LoginCredential, LoginStore } from "../../adapters/canon-server/login.ts";
import type { SecretStore } from "../host/secret-store.ts";

export const LOGIN_KEY = "canon.login";

/**
 * The login to a Canon server, in the editor's secret storage.
 *
 * The lock holds within this window. Windows share the storage, so that whoever renews reads it
 * again first, which the lock's task does.
 */
export class EditorLoginStore implements LoginStore {
  readonly #store: SecretStore;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: SecretStore) {
    this.#store = store;
  }

  async read(): Promise<LoginCredential | undefined> {
    const entry = await this.#store.get(LOGIN_KEY);
    const accessToken = entry?.secrets["accessToken"];
    if (entry === undefined || accessToken === undefined) return undefined;
    const { expiresAt, organization, email, server } = entry.facts;
    if (typeof organization !== "string" || typeof server !== "string") return undefined;
    return {
      accessToken,
      refreshToken: entry.secrets["refreshToken"] ?? null,
      expiresAt: typeof expiresAt === "number" ? expiresAt : null,
      organization,
      email: typeof email === "string" ? email : null,
      server,
    };
  }

  async write({ accessToken, refreshToken, ...facts }: LoginCredential): Promise<void> {
    const renewal = refreshToken === null ? {} : { refreshToken };
    await this.#store.set(LOGIN_KEY, { facts: { ...facts }, secrets: { accessToken, ...renewal } });
  }

  remove(): Promise<void> {
    return this.#store.remove(LOGIN_KEY);
  }

  withLock<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(task, task);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
