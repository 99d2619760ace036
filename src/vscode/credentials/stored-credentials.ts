import type { Secret } from "../../core/kernel/secret.ts";
import type { AuthScheme } from "../../ports/credentials.ts";
import type { Disposable } from "../host/disposable.ts";
import type { SecretEntry, SecretStore } from "../host/secret-store.ts";
import type { TrackerAddress } from "./address.ts";
import { REMOTE_SYSTEMS, type RemoteSystem } from "./systems.ts";

/** A credential as a person gave it: for one system, at one address. */
export interface StoredCredential extends TrackerAddress {
  readonly system: RemoteSystem;
  /** Who it belongs to, as the tracker says; to be shown in lists. */
  readonly owner: string;
  /** Null: the person chose the editor's own session with this system. */
  readonly token: { readonly scheme: AuthScheme; readonly secret: Secret } | null;
}

type Name = Pick<StoredCredential, "system" | "baseUrl">;

const PREFIX = "canon.credential:";

/** The credentials that a person gave. What was read is kept until any window changes an entry. */
export class StoredCredentials {
  readonly #store: SecretStore;
  readonly #watch: Disposable;
  #known: Promise<readonly StoredCredential[]> | undefined;

  /** `changed` is called when an entry came, changed or went, in this window or another one. */
  constructor(store: SecretStore, changed: () => void) {
    this.#store = store;
    this.#watch = store.watch((key) => {
      if (!key.startsWith(PREFIX)) return;
      this.#known = undefined;
      changed();
    });
  }

  list(): Promise<readonly StoredCredential[]> {
    this.#known ??= this.#readAll().catch((error: unknown) => {
      // The next one who asks tries again.
      this.#known = undefined;
      throw error;
    });
    return this.#known;
  }

  async set({ token, ...facts }: StoredCredential): Promise<void> {
    const entry: SecretEntry =
      token === null
        ? { facts, secrets: {} }
        : { facts: { ...facts, scheme: token.scheme }, secrets: { token: token.secret } };
    await this.#store.set(keyOf(facts), entry);
    this.#known = undefined;
  }

  async remove(name: Name): Promise<void> {
    await this.#store.remove(keyOf(name));
    this.#known = undefined;
  }

  dispose(): void {
    this.#watch.dispose();
    this.#known = undefined;
  }

  async #readAll(): Promise<StoredCredential[]> {
    const keys = await this.#store.keys(PREFIX);
    const entries = await Promise.all(keys.map((key) => this.#store.get(key)));
    return entries.flatMap((entry) => (entry === undefined ? [] : (read(entry) ?? [])));
  }
}

function keyOf({ system, baseUrl }: Name): string {
  return `${PREFIX}${system}:${baseUrl}`;
}

function read({ facts, secrets }: SecretEntry): StoredCredential | undefined {
  const { baseUrl, graphqlUrl, owner, scheme } = facts;
  const system = REMOTE_SYSTEMS.find((each) => each === facts["system"]);
  if (system === undefined || typeof baseUrl !== "string" || !URL.canParse(baseUrl)) {
    return undefined;
  }
  const rest = {
    system,
    baseUrl,
    graphqlUrl: typeof graphqlUrl === "string" ? graphqlUrl : null,
    owner: typeof owner === "string" ? owner : "",
  };
  const secret = secrets["token"];
  if (secret === undefined) return { ...rest, token: null };
  return isScheme(scheme) ? { ...rest, token: { scheme, secret } } : undefined;
}

function isScheme(value: unknown): value is AuthScheme {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  if (value.kind === "basic") return "account" in value && typeof value.account === "string";
  return value.kind === "bearer" || value.kind === "plain";
}
