import * as vscode from "vscode";
import { Secret } from "../../core/kernel/secret.ts";
import { readAddress } from "./address.ts";
import type { RemoteSystem } from "./systems.ts";

/** A session that the editor itself keeps with a system. */
export interface EditorSession {
  readonly account: string;
  readonly secret: Secret;
}

/** The sessions that the editor keeps; they belong to the vendor's own host. */
export interface Sessions {
  /** The session a person has let Canon use already; asks nobody. */
  find(system: RemoteSystem, baseUrl: string): Promise<EditorSession | undefined>;
}

interface Provider {
  readonly id: string;
  readonly scopes: readonly string[];
}

const GITHUB: Provider = { id: "github", scopes: ["repo"] };
const ENTERPRISE: Provider = { id: "github-enterprise", scopes: ["repo"] };
/** The scope names Azure DevOps as the only service that the token is for. */
const AZURE: Provider = {
  id: "microsoft",
  scopes: ["499b84ac-1321-427f-aa17-267ca6975798/.default"],
};

/** The editor waits five seconds for a provider that nobody brings; it is asked for once only. */
const PATIENCE_MS = 1500;

export class EditorSessions implements Sessions {
  readonly #absent = new Set<string>();

  async find(system: RemoteSystem, baseUrl: string): Promise<EditorSession | undefined> {
    const provider = providerFor(system, baseUrl);
    if (provider === undefined || this.#absent.has(provider.id)) return undefined;
    const late = Symbol("late");
    try {
      const found = await Promise.race([
        vscode.authentication.getSession(provider.id, provider.scopes, { silent: true }),
        wait(PATIENCE_MS, late),
      ]);
      if (typeof found === "symbol") this.#absent.add(provider.id);
      return typeof found === "symbol" ? undefined : sessionOf(found);
    } catch {
      // No such provider here. The person may still sign in, which asks for it again.
      this.#absent.add(provider.id);
      return undefined;
    }
  }

  /**
   * Lets the person sign in; undefined when they turn it down or nobody offers it here.
   *
   * Shape: with `isAgain`, a session that is there already is not good enough.
   */
  async signIn(
    system: RemoteSystem,
    baseUrl: string,
    isAgain: boolean,
  ): Promise<EditorSession | undefined> {
    const provider = providerFor(system, baseUrl);
    if (provider === undefined) return undefined;
    try {
      const session = await vscode.authentication.getSession(provider.id, provider.scopes, {
        ...(isAgain ? { forceNewSession: true } : { createIfNone: true }),
        clearSessionPreference: true,
      });
      this.#absent.delete(provider.id);
      return sessionOf(session);
    } catch {
      return undefined;
    }
  }
}

/**
 * Who keeps sessions for an address.
 *
 * The Enterprise Server is the one of the person's own settings: a workspace can set it as well.
 */
export function providerFor(system: RemoteSystem, baseUrl: string): Provider | undefined {
  const { origin, hostname } = new URL(baseUrl);
  if (system === "azure-devops") return hostname === "dev.azure.com" ? AZURE : undefined;
  if (system !== "github") return undefined;
  if (origin === "https://api.github.com") return GITHUB;
  const settings = vscode.workspace.getConfiguration("github-enterprise");
  const own = settings.inspect<string>("uri")?.globalValue;
  if (own === undefined || settings.get("uri") !== own) return undefined;
  const address = readAddress("github", own);
  return address.ok && new URL(address.value.baseUrl).origin === origin ? ENTERPRISE : undefined;
}

function sessionOf(session: vscode.AuthenticationSession | undefined): EditorSession | undefined {
  if (session === undefined || session.accessToken === "") return undefined;
  return { account: session.account.label, secret: new Secret(session.accessToken) };
}

function wait<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, value);
  });
}
