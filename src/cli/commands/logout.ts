import { logout } from "../../adapters/canon-server/login.ts";
import { createRequestMeter } from "../../adapters/request-meter.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { loginStore } from "../host/server-login.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";

/** Whoever logs out does not want to wait for a server that is gone. */
const PATIENCE_MS = 5000;

/** Ends the login at its server, as far as that answers, and removes it from this machine. */
export async function logoutCommand(context: CommandContext): Promise<ExitCode> {
  const { host, output, isOffline } = context;
  const { redact } = output.redactor;
  const store = loginStore(host, output.redactor);
  try {
    const deps = {
      clock: SYSTEM_CLOCK,
      meter: createRequestMeter(),
      redact,
      isOffline: () => isOffline,
      patienceMs: PATIENCE_MS,
    };
    const ended = store === undefined ? undefined : await logout(store, deps);
    const server = ended?.server ?? null;
    const said = server === null ? "There was no login." : `Logged out of ${new URL(server).host}.`;
    output.lines([output.theme.clean(said)]);
    output.document({ server, problems: [] });
    return DONE;
  } catch {
    refuse(context, [notRemoved()], { server: null });
    return ATTENTION;
  }
}

function notRemoved(): Problem {
  return {
    code: "cli/login",
    severity: "error",
    line: null,
    message: "The login could not be removed. Delete ~/.config/canon/credentials.json yourself.",
  };
}
