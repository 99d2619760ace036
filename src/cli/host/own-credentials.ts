import type { LoginDeps } from "../../adapters/canon-server/login.ts";
import type { CommandContext } from "../context.ts";
import { createCliCredentials, type CliCredentials } from "./cli-credentials.ts";
import { createServerLogin, loginStore } from "./server-login.ts";

/** The credentials of the person who runs a command, with `--local` those of trackers alone. */
export function ownCredentials(context: CommandContext, deps: LoginDeps): CliCredentials {
  const { host, root, output, isLocal } = context;
  const { redactor } = output;
  const store = isLocal ? undefined : loginStore(host, redactor);
  const login = store === undefined ? null : createServerLogin(host, store, deps);
  return createCliCredentials({ host, root, redactor, login });
}
