import { environmentAccess, githubAddresses } from "../../adapters/credentials/environment.ts";
import { foreignHost } from "../../adapters/credentials/credential-problems.ts";
import { isOwnHost } from "../../adapters/credentials/own-host.ts";
import { namesInUse } from "../../adapters/credentials/variables.ts";
import { parseBaseUrl } from "../../adapters/http/base-url.ts";
import type { LiveRedactor } from "../../adapters/http/live-redactor.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { Secret } from "../../core/kernel/secret.ts";
import type { TrackerProblem, TrackerTarget } from "../../core/model/ticket.ts";
import type { Credentials } from "../../ports/credentials.ts";
import type { CliHost } from "./cli-host.ts";
import type { FoundAccess } from "./found-access.ts";
import { readGhToken } from "./gh-token.ts";
import { missingCredential } from "./missing-credential.ts";
import type { ServerLogin } from "./server-login.ts";

export interface CliCredentials extends Credentials {
  locate(target: TrackerTarget, signal: CancelSignal): Promise<Result<FoundAccess, TrackerProblem>>;
}

interface CredentialDeps {
  readonly host: CliHost;
  /** Root of the workspace, whose programs are nobody's. */
  readonly root: string;
  readonly redactor: LiveRedactor;
  /** Null when the Canon server is not to be used. */
  readonly login: ServerLogin | null;
}

/** Looks for credentials in the environment, then with `gh`, then in the login file. */
export function createCliCredentials(deps: CredentialDeps): CliCredentials {
  const { host, redactor, login } = deps;
  const gh = askOnce((url, signal) => readGhToken(host, deps.root, url, signal));
  const locate: CliCredentials["locate"] = async (target, signal) => {
    const given = environmentAccess(target, host.env);
    if (given !== undefined) {
      if (!given.ok) return given;
      const names = namesInUse(target.system, host.env).join(", ");
      return ok({ access: given.value, source: `set in the environment: ${names}` });
    }
    const known = target.system === "github" ? await askGh(deps, gh, target, signal) : undefined;
    if (known !== undefined) return known;
    const entry = login === null ? undefined : await login.accessFor(target.system, signal);
    if (entry?.ok === true) return entry;
    return err(missingCredential(target, login === null, entry?.error));
  };
  return {
    locate,
    async find(target, signal) {
      const found = await locate(target, signal);
      if (!found.ok) return found;
      redactor.hold(found.value.access.secret);
      return ok(found.value.access);
    },
  };
}

type AskGh = (url: URL, signal: CancelSignal) => Promise<Secret | undefined>;

/** A run opens a tracker more than once; the program is started for the first time only. */
function askOnce(ask: AskGh): AskGh {
  const asked = new Map<string, Promise<Secret | undefined>>();
  return (url, signal) => {
    const token = asked.get(url.href) ?? ask(url, signal);
    asked.set(url.href, token);
    return token;
  };
}

/** Undefined when `gh` is not there, or not signed in to the host. */
async function askGh(
  { host, redactor }: CredentialDeps,
  gh: AskGh,
  target: TrackerTarget,
  signal: CancelSignal,
): Promise<Result<FoundAccess, TrackerProblem> | undefined> {
  const places = githubAddresses(host.env);
  if (!places.ok) return places;
  const url = parseBaseUrl(places.value.address.value);
  // Which host is asked for is the person's word. A workspace can only agree with it.
  if (!url.ok) return undefined;
  const token = await gh(url.value, signal);
  if (token === undefined) return undefined;
  redactor.hold(token);
  if (target.host !== null && !isOwnHost("github", target.host, url.value)) {
    const advice = "Remove `host` from the configuration, or set GITHUB_API_URL for that host.";
    return err(foreignHost(target, "the credential of gh", url.value.host, advice));
  }
  const access = {
    kind: "direct",
    baseUrl: url.value.href,
    graphqlUrl: places.value.graphql?.value ?? null,
    scheme: { kind: "bearer" },
    secret: token,
  } as const;
  return ok({ access, source: `kept by gh for ${url.value.host}` });
}
