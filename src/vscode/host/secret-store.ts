import type { SecretStorage } from "vscode";
import { Secret } from "../../core/kernel/secret.ts";
import type { CredentialScope, Secrets } from "../../ports/secrets.ts";

/** The part of the editor's secret storage that keeps single values. */
type Storage = Pick<SecretStorage, "get" | "store" | "delete">;

/** Credentials in the editor's own store, each under the system and origin it was given for. */
export class SecretStore implements Secrets {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async get(scope: CredentialScope): Promise<Secret | undefined> {
    const value = await this.#storage.get(keyOf(scope));
    return value === undefined ? undefined : new Secret(value);
  }

  async set(scope: CredentialScope, secret: Secret): Promise<void> {
    await this.#storage.store(keyOf(scope), secret.reveal());
  }

  async remove(scope: CredentialScope): Promise<void> {
    await this.#storage.delete(keyOf(scope));
  }
}

function keyOf({ system, origin }: CredentialScope): string {
  return `canon.credential:${system}:${origin}`;
}
