import * as vscode from "vscode";
import type { LoginCredential } from "../../adapters/canon-server/login.ts";
import type { Disposable } from "../host/disposable.ts";
import { plainToken } from "../host/secret-store.ts";
import type { Accounts } from "./accounts.ts";

type Changes = vscode.AuthenticationProviderAuthenticationSessionsChangeEvent;
type Session = vscode.AuthenticationSession;

/** Registers the login to a Canon server with the editor's list of accounts; asks nobody. */
export class CanonAuthentication implements vscode.AuthenticationProvider, Disposable {
  readonly onDidChangeSessions: vscode.Event<Changes>;
  readonly #changed = new vscode.EventEmitter<Changes>();
  readonly #accounts: () => Promise<Accounts>;
  readonly #moved: () => void;
  readonly #registration: Disposable;
  #shown: readonly Session[] = [];

  /** `moved` is called when somebody logged in or out, not when a login was renewed. */
  constructor(accounts: () => Promise<Accounts>, moved: () => void) {
    this.#accounts = accounts;
    this.#moved = moved;
    this.onDidChangeSessions = this.#changed.event;
    const { registerAuthenticationProvider } = vscode.authentication;
    this.#registration = registerAuthenticationProvider("canon", "Canon", this, {
      supportsMultipleAccounts: false,
    });
  }

  async getSessions(): Promise<Session[]> {
    const login = await (await this.#accounts()).logins.read();
    const sessions = login === undefined ? [] : [sessionOf(login)];
    this.#shown = sessions;
    return sessions;
  }

  async createSession(): Promise<Session> {
    const { logIn } = await import("./log-in.ts");
    const login = await logIn(await this.#accounts());
    if (login === undefined) throw new Error(vscode.l10n.t("The login to Canon was not finished."));
    return sessionOf(login);
  }

  async removeSession(): Promise<void> {
    const { logOut } = await import("./log-in.ts");
    await logOut(await this.#accounts());
  }

  /** Tells the editor what became of the login, whichever window changed it. */
  async refresh(): Promise<void> {
    const before = this.#shown;
    const now = await this.getSessions();
    const [old] = before;
    const [fresh] = now;
    if (old?.accessToken === fresh?.accessToken) return;
    const isSame = old !== undefined && old.id === fresh?.id;
    this.#changed.fire({
      added: isSame ? [] : now,
      removed: isSame ? [] : before,
      changed: isSame ? now : [],
    });
    if (!isSame) this.#moved();
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

function sessionOf(login: LoginCredential): Session {
  const { server, organization, email, accessToken } = login;
  const { host } = new URL(server);
  return {
    id: `${organization}@${host}`,
    accessToken: plainToken(accessToken),
    account: {
      id: organization,
      label: vscode.l10n.t("{0} ({1} at {2})", email ?? organization, organization, host),
    },
    scopes: [],
  };
}
