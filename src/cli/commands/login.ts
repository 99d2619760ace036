import { deviceLogin, type LoginStore } from "../../adapters/canon-server/login.ts";
import { isOrganization } from "../../adapters/canon-server/answers.ts";
import { serverOrigin } from "../../adapters/canon-server/sign-in.ts";
import { createHttp } from "../../adapters/http/create-http.ts";
import { createRequestMeter } from "../../adapters/request-meter.ts";
import type { CanonConfig } from "../../core/config/config.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import { misuse, refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { loginStore, serverAddress } from "../host/server-login.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import { withWorkspace } from "../workspace.ts";

interface LoginFlags {
  readonly server: string | undefined;
  readonly organization: string | undefined;
}

const NO_LOGIN = { server: null, organization: null, email: null };

/**
 * Logs in by a code that the person confirms in a browser, here or on any other device.
 *
 * Needs no terminal: the page and the code are printed, and nothing is asked.
 */
export async function loginCommand(
  context: CommandContext,
  { server = serverAddress(context.host), organization }: LoginFlags,
): Promise<ExitCode> {
  const { host, output } = context;
  const store = loginStore(host, output.redactor);
  if (store === undefined) return refuse(context, [noHome()], NO_LOGIN);
  const address = serverOrigin(server);
  if (!address.ok) return refuse(context, [misuse("bad-server", address.error.message)], NO_LOGIN);
  if (organization !== undefined && !isOrganization(organization)) {
    return refuse(context, [notAnOrganization()], NO_LOGIN);
  }
  return withWorkspace(
    context,
    async ({ engine, run }) => {
      const { redact } = output.redactor;
      const hint = organization ?? organizationIn((await engine.loadConfig()).config);
      const http = createHttp({
        clock: SYSTEM_CLOCK,
        meter: createRequestMeter(),
        redact,
        isOffline: () => context.isOffline,
      });
      const login = await deviceLogin({
        server: address.value,
        organizationHint: hint,
        http,
        clock: SYSTEM_CLOCK,
        redact,
        signal: run.signal,
        show: (code) => showCode(context, code.url, code.userCode, code.expiresInS),
      });
      if (!login.ok) return notLoggedIn(context, login.error);
      return keepLogin(context, store, login.value);
    },
    { asksNobody: true },
  );
}

type Login = Parameters<LoginStore["write"]>[0];

async function keepLogin(
  context: CommandContext,
  store: LoginStore,
  login: Login,
): Promise<ExitCode> {
  const { output } = context;
  try {
    await store.withLock(() => store.write(login));
  } catch {
    const message =
      "The login was granted and could not be stored. Check who owns ~/.config/canon, then log in again.";
    return notLoggedIn(context, { code: "tracker/storage", message });
  }
  const { server, organization, email } = login;
  const who = email === null ? "" : ` as ${email}`;
  const said = `Logged in to ${new URL(server).host}${who}, for ${organization}.`;
  output.lines([output.theme.clean(said)]);
  output.document({ server, organization, email, problems: [] });
  return DONE;
}

/** The code goes to the person's screen as it is; with `--json`, stdout is the document's. */
function showCode(
  { output }: CommandContext,
  url: string,
  userCode: string,
  expiresInS: number,
): void {
  const minutes = Math.max(1, Math.floor(expiresInS / 60));
  const lines = [
    `Open this page in a browser, on any device: ${url}`,
    `Confirm only if it shows this code: ${userCode}`,
    `Waiting for up to ${minutes} min. Ctrl-C stops.`,
  ];
  if (output.isJson) for (const line of lines) output.note(line);
  else output.lines(lines);
}

function notLoggedIn(context: CommandContext, error: TrackerError): ExitCode {
  refuse(context, [loginProblem(error)], NO_LOGIN);
  return ATTENTION;
}

function loginProblem({ message }: TrackerError): Problem {
  return { code: "cli/login", severity: "error", line: null, message };
}

/** The owner of the repositories on GitHub is the organisation there; else the spec's own team. */
function organizationIn({ systems, team }: CanonConfig): string | null {
  const projects = [...systems.values()].filter(({ system }) => system === "github");
  const owners = projects.flatMap(({ project }) => /^([^/]+)\//.exec(project ?? "")?.[1] ?? []);
  return [...owners, ...(team === null ? [] : [team])].find(isOrganization) ?? null;
}

function notAnOrganization(): Problem {
  return misuse(
    "bad-organization",
    "The name of an organisation consists of letters, digits, dots, hyphens and underscores. Nothing was sent.",
  );
}

function noHome(): Problem {
  return misuse("no-home", "There is no home folder to keep the login in. Set HOME.");
}
