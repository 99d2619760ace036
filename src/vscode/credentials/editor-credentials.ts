import { t } from "../../core/kernel/texts.ts";
import { freshLogin, serverAccess, type LoginDeps } from "../../adapters/canon-server/login.ts";
import { credentialProblem } from "../../adapters/credentials/credential-problems.ts";
import { environmentAccess } from "../../adapters/credentials/environment.ts";
import type { Environment } from "../../adapters/credentials/variables.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { Secret } from "../../core/kernel/secret.ts";
import type { TrackerProblem, TrackerTarget } from "../../core/model/ticket.ts";
import type { Credentials, DirectAccess, TrackerAccess } from "../../ports/credentials.ts";
import { isSamePlace, readAddress } from "./address.ts";
import type { EditorLoginStore } from "./editor-login-store.ts";
import type { Sessions } from "./editor-sessions.ts";
import type { StoredCredential, StoredCredentials } from "./stored-credentials.ts";
import { isRemote, SYSTEM_GUIDES, type RemoteSystem } from "./systems.ts";

export interface CredentialSources {
  readonly stored: Pick<StoredCredentials, "list">;
  readonly sessions: Sessions;
  readonly logins: EditorLoginStore;
  readonly loginDeps: LoginDeps;
  readonly env: Environment;
  readonly isTrusted: () => boolean;
  /** Called with each secret before it is used, so that it is masked from then on. */
  readonly hold: (secret: Secret) => void;
}

/** A credential, and the place where it was found, in words. */
export interface FoundCredential {
  readonly access: TrackerAccess;
  readonly from: string;
}

type Target = TrackerTarget & { readonly system: RemoteSystem };
type Found = Result<FoundCredential, TrackerProblem> | undefined;

/** Systems that a Canon server can stand in for. */
const BEHIND_SERVER: ReadonlySet<RemoteSystem> = new Set(["github", "jira", "linear"]);

/**
 * Finds the credential that a person gave: stored, a session of the editor, a login to a Canon
 * server, or the environment, in this order.
 *
 * The address always comes with the credential. A workspace chooses among addresses that the
 * person gave; one that it names beyond them gets nothing.
 */
export class EditorCredentials implements Credentials {
  readonly #sources: CredentialSources;

  constructor(sources: CredentialSources) {
    this.#sources = sources;
  }

  async find(
    target: TrackerTarget,
    signal: CancelSignal,
  ): Promise<Result<TrackerAccess, TrackerProblem>> {
    const found = await this.locate(target, signal);
    return found.ok ? ok(found.value.access) : found;
  }

  /** As `find`, and says where the credential comes from. */
  async locate(
    target: TrackerTarget,
    signal: CancelSignal,
  ): Promise<Result<FoundCredential, TrackerProblem>> {
    const { system } = target;
    if (!isRemote(system)) throw new Error("The embedded tracker needs no credential");
    if (!this.#sources.isTrusted()) return err(restricted(target));
    try {
      const found = await this.#search({ ...target, system }, signal);
      if (found.ok) this.#sources.hold(found.value.access.secret);
      return found;
    } catch {
      return err(unreadableStorage(system));
    }
  }

  async #search(
    target: Target,
    signal: CancelSignal,
  ): Promise<Result<FoundCredential, TrackerProblem>> {
    const all = await this.#sources.stored.list();
    const own = all.filter((one) => one.system === target.system);
    return (
      (await this.#stored(target, own)) ??
      (await this.#session(target)) ??
      (await this.#login(target, signal)) ??
      this.#environment(target) ??
      err(unmet(target, own))
    );
  }

  async #stored(target: Target, own: readonly StoredCredential[]): Promise<Found> {
    const { host, system } = target;
    const fitting = own.filter(
      ({ baseUrl }) => host === null || isSamePlace(system, host, baseUrl),
    );
    const [first, ...others] = fitting;
    if (first === undefined) return undefined;
    if (others.length > 0) return err(ambiguous(target, fitting));
    const { baseUrl, graphqlUrl, token } = first;
    if (token === null) return this.#sessionAt(system, first);
    const access: DirectAccess = { kind: "direct", baseUrl, graphqlUrl, ...token };
    return ok({ access, from: t("the editor's secret storage") });
  }

  /**
   * A session that nobody chose for an address is good for the vendor's own address only, and
   * Azure DevOps has none: each organisation is an address of its own.
   */
  async #session({ system, host }: Target): Promise<Found> {
    if (system !== "github") return undefined;
    const named = host ?? SYSTEM_GUIDES[system].address;
    const address = readAddress(system, named);
    return address.ok ? this.#sessionAt(system, address.value) : undefined;
  }

  async #sessionAt(
    system: RemoteSystem,
    { baseUrl, graphqlUrl }: Pick<StoredCredential, "baseUrl" | "graphqlUrl">,
  ): Promise<Found> {
    const session = await this.#sources.sessions.find(system, baseUrl);
    if (session === undefined) return undefined;
    const { secret } = session;
    const access: DirectAccess = {
      ...{ kind: "direct", baseUrl, graphqlUrl, secret },
      scheme: { kind: "bearer" },
    };
    return ok({ access, from: t("the editor's session of {0}", session.account) });
  }

  async #login({ system }: Target, signal: CancelSignal): Promise<Found> {
    if (!BEHIND_SERVER.has(system)) return undefined;
    const { logins, loginDeps, hold } = this.#sources;
    const login = await freshLogin(logins, loginDeps, signal);
    if (login === undefined) return undefined;
    const access = serverAccess(login, logins, loginDeps);
    const renew = async (while_: CancelSignal): Promise<Secret | undefined> => {
      const secret = await access.renew(while_);
      if (secret !== undefined) hold(secret);
      return secret;
    };
    const { host } = new URL(login.server);
    return ok({
      access: { ...access, renew },
      from: t("the login to the Canon server at {0}", host),
    });
  }

  #environment(target: Target): Found {
    const found = environmentAccess(target, this.#sources.env);
    if (found?.ok !== true) return found;
    return ok({ access: found.value, from: t("the environment") });
  }
}

function restricted(target: TrackerTarget): TrackerProblem {
  return credentialProblem(
    "config/missing-credential",
    t(
      '"{0}" was not asked: the window is in Restricted Mode. Trust the folder to let Canon use your credentials.',
      target.name,
    ),
  );
}

function unreadableStorage(system: RemoteSystem): TrackerProblem {
  const { label } = SYSTEM_GUIDES[system];
  return credentialProblem(
    "config/tracker-unavailable",
    t(
      "The editor's secret storage could not be read, so {0} was not asked. Unlock the keyring of your system, then try again.",
      label,
    ),
  );
}

function unmet({ system, host }: Target, own: readonly StoredCredential[]): TrackerProblem {
  const { label } = SYSTEM_GUIDES[system];
  const [first] = own;
  if (host !== null && first !== undefined) {
    const given = new URL(first.baseUrl).host;
    return credentialProblem(
      "config/foreign-host",
      t(
        'The configuration names {0} for {1}, and your credential is for {2}. Nothing was sent. If you trust that host, give a credential for it with "Canon: Set Credentials"; else correct the configuration.',
        host,
        label,
        given,
      ),
    );
  }
  return credentialProblem(
    "config/missing-credential",
    host === null
      ? t(
          'Canon has no credential for {0}. Nothing was sent. Give one with "Canon: Set Credentials".',
          label,
        )
      : t(
          'Canon has no credential for {0} at {1}. Nothing was sent. Give one with "Canon: Set Credentials".',
          label,
          host,
        ),
  );
}

function ambiguous(target: Target, fitting: readonly StoredCredential[]): TrackerProblem {
  const { label } = SYSTEM_GUIDES[target.system];
  const places = fitting.map(({ baseUrl }) => baseUrl.replace(/^https?:\/\/|\/$/g, ""));
  return credentialProblem(
    "config/tracker-unavailable",
    t(
      'There are credentials for {0} at {1}, and the configuration does not say which is meant. Nothing was sent. Write one of them as `host` of "{2}", or remove the others with "Canon: Remove Credentials".',
      label,
      places.slice(0, 4).join(", "),
      target.name,
    ),
  );
}
