import type { LoginCredential } from "../../adapters/canon-server/login.ts";
import type { CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { loginStore } from "../host/server-login.ts";

/** Shows the login that is kept on this machine. Asks no server. */
export async function whoamiCommand({ host, output }: CommandContext): Promise<ExitCode> {
  const login = await readLogin(host, output.redactor);
  if (login === undefined) {
    output.lines(["Not logged in. canon login logs in to a Canon server."]);
    output.document({
      server: null,
      organization: null,
      email: null,
      expiresAt: null,
      problems: [],
    });
    return ATTENTION;
  }
  const { server, organization, email } = login;
  const expiresAt = timeOf(login);
  const { clean } = output.theme;
  output.lines([
    clean(`${email ?? "somebody without an e-mail address"}, for ${organization}`),
    clean(`at ${new URL(server).host}`),
  ]);
  output.document({ server, organization, email, expiresAt, problems: [] });
  return DONE;
}

async function readLogin(
  host: CommandContext["host"],
  redactor: CommandContext["output"]["redactor"],
): Promise<LoginCredential | undefined> {
  try {
    return await loginStore(host, redactor)?.read();
  } catch {
    // A file that this person may not read is no login of theirs.
    return undefined;
  }
}

function timeOf({ expiresAt }: LoginCredential): string | null {
  const date = new Date((expiresAt ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
