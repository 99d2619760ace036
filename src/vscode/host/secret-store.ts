import { isRecord } from "../../core/kernel/json-fields.ts";
import type { SecretStorage } from "vscode";
import { Secret } from "../../core/kernel/secret.ts";
import type { Disposable } from "./disposable.ts";

/** The part of the editor's secret storage that Canon relies on. */
export interface Storage extends Pick<SecretStorage, "get" | "store" | "delete" | "keys"> {
  readonly onDidChange: (listener: (event: { readonly key: string }) => void) => Disposable;
}

/** One entry of the storage: what is known beside the secrets lies with them. */
export interface SecretEntry {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, Secret>>;
}

/**
 * The editor's own safe, which takes plain text.
 *
 * The only place of the editor's side that reads a secret in the plain. An entry that another
 * version wrote, or that is damaged, counts as absent.
 */
export class SecretStore {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** `changed` hears of entries that any window stored or removed. */
  watch(changed: (key: string) => void): Disposable {
    return this.#storage.onDidChange(({ key }) => {
      changed(key);
    });
  }

  async keys(prefix: string): Promise<string[]> {
    const keys = await this.#storage.keys();
    return keys.filter((key) => key.startsWith(prefix)).sort();
  }

  async get(key: string): Promise<SecretEntry | undefined> {
    const { facts, secrets } = parse(await this.#storage.get(key));
    if (!isRecord(facts) || !isRecord(secrets)) return undefined;
    const sealed: Record<string, Secret> = {};
    for (const [name, value] of Object.entries(secrets)) {
      if (typeof value !== "string" || value === "") return undefined;
      sealed[name] = new Secret(value);
    }
    return { facts, secrets: sealed };
  }

  /** Errors: rejects when the storage refuses an entry, or takes it and keeps nothing. */
  async set(key: string, { facts, secrets }: SecretEntry): Promise<void> {
    const plain = Object.entries(secrets).map(([name, secret]) => [name, secret.reveal()]);
    const value = { facts, secrets: Object.fromEntries(plain) as Record<string, string> };
    const text = JSON.stringify(value);
    await this.#storage.store(key, text);
    // Without a keyring, some editors take everything and have nothing the next time.
    if ((await this.#storage.get(key)) !== text) throw new Error("The storage kept nothing.");
  }

  async remove(key: string): Promise<void> {
    await this.#storage.delete(key);
  }
}

/** For the editor's list of accounts, which asks the person before another extension sees one. */
export function plainToken(secret: Secret): string {
  return secret.reveal();
}

function parse(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
