import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { SecretStore } from "../host/secret-store.ts";
import type { Accounts } from "./accounts.ts";
import { CanonAuthentication } from "./canon-authentication.ts";

/** The accounts of the window: loaded on first use, and watched from then on. */
export class AccountHost implements Disposable {
  /** Fires when tickets that could not be read may be readable now, or the other way round. */
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #store: SecretStore;
  readonly #authentication: CanonAuthentication;
  #accounts: Promise<Accounts> | undefined;

  constructor(store: SecretStore) {
    this.#store = store;
    this.onDidChange = this.#changed.event;
    this.#authentication = new CanonAuthentication(this.load, () => {
      this.#changed.fire();
    });
  }

  readonly load = (): Promise<Accounts> => {
    this.#accounts ??= this.#create();
    return this.#accounts;
  };

  dispose(): void {
    this.#authentication.dispose();
    this.#changed.dispose();
    void this.#accounts?.then((accounts) => {
      accounts.dispose();
    });
  }

  async #create(): Promise<Accounts> {
    const { createAccounts } = await import("./accounts.ts");
    const accounts = createAccounts(this.#store, {
      credentials: () => {
        this.#changed.fire();
        void tellSignedIn(accounts).catch(ignore);
      },
      login: () => {
        void this.#authentication.refresh().catch(ignore);
        void tellSignedIn(accounts).catch(ignore);
      },
    });
    // What is there now is no change later.
    void this.#authentication.getSessions().catch(ignore);
    return accounts;
  }
}

/** Tells the walkthrough whether somebody is signed in: to a tracker, or to a Canon server. */
async function tellSignedIn({ stored, logins }: Accounts): Promise<void> {
  const isSignedIn = (await stored.list()).length > 0 || (await logins.read()) !== undefined;
  await vscode.commands.executeCommand("setContext", "canon.isSignedIn", isSignedIn);
}

/** A storage that cannot be read is told of where a credential is wanted. */
function ignore(): void {
  // Nothing to show: the list of accounts stays as it is.
}
