import {
  freshLogin,
  serverAccess,
  type LoginCredential,
  type LoginDeps,
  type LoginStore,
} from "../../adapters/canon-server/login.ts";
import { DEFAULT_SERVER, serverOrigin } from "../../adapters/canon-server/sign-in.ts";
import type { LiveRedactor } from "../../adapters/http/live-redactor.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { SystemName } from "../../core/model/ticket-ref.ts";
import { variable, type CliHost } from "./cli-host.ts";
import type { FoundAccess } from "./found-access.ts";
import { createLoginFile } from "./login-file.ts";

/** The way to trackers through the Canon server that a person is logged in to. */
export interface ServerLogin {
  /** Errors: why the login is of no use now, as a sentence. */
  accessFor(
    system: SystemName,
    signal: CancelSignal,
  ): Promise<Result<FoundAccess, string> | undefined>;
}

/** Trackers that a Canon server speaks to. */
const SERVED: readonly SystemName[] = ["github", "jira", "linear"];

export function createServerLogin(host: CliHost, store: LoginStore, deps: LoginDeps): ServerLogin {
  return {
    async accessFor(system, signal) {
      if (!SERVED.includes(system)) return undefined;
      try {
        const stored = await store.read();
        return stored === undefined ? undefined : await use(stored, signal);
      } catch {
        return err(
          "The login file cannot be read. Check who owns ~/.config/canon/credentials.json.",
        );
      }
    },
  };

  async function use(
    stored: LoginCredential,
    signal: CancelSignal,
  ): Promise<Result<FoundAccess, string>> {
    const hostName = new URL(stored.server).host;
    // A login is for its own server. Naming another one here does not send it there.
    const isNamed = variable(host, "CANON_URL") !== undefined;
    if (isNamed && originOf(serverAddress(host)) !== stored.server) {
      return err(
        `The login is for ${hostName}, and CANON_URL names another server. Unset CANON_URL, or log in there with canon login.`,
      );
    }
    const login = await freshLogin(store, deps, signal);
    if (login === undefined) {
      return err(`The login to ${hostName} has ended. Log in again with canon login.`);
    }
    const source = `the login to ${hostName} for ${login.organization}`;
    return ok({ access: serverAccess(login, store, deps), source });
  }
}

/** Where the login is kept; undefined where this process has no home folder. */
export function loginStore(host: CliHost, redactor: LiveRedactor): LoginStore | undefined {
  const home = variable(host, "HOME") ?? variable(host, "USERPROFILE");
  if (home === undefined) return undefined;
  const hold = redactor.hold.bind(redactor);
  return createLoginFile({ home, defaultServer: serverAddress(host), hold });
}

/** The Canon server that a person means when they name none on the command line. */
export function serverAddress(host: CliHost): string {
  return variable(host, "CANON_URL") ?? DEFAULT_SERVER;
}

function originOf(address: string): string | undefined {
  const origin = serverOrigin(address);
  return origin.ok ? origin.value : undefined;
}
