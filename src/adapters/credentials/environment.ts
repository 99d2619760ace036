import { err, ok, type Result } from "../../core/kernel/result.ts";
import { Secret } from "../../core/kernel/secret.ts";
import { t } from "../../core/kernel/texts.ts";
import type { SystemName } from "../../core/model/ticket-ref.ts";
import type { TrackerProblem, TrackerTarget } from "../../core/model/ticket.ts";
import type { AuthScheme, DirectAccess } from "../../ports/credentials.ts";
import { parseBaseUrl } from "../http/base-url.ts";
import { credentialProblem, foreignHost } from "./credential-problems.ts";
import { isOwnHost } from "./own-host.ts";
import { CREDENTIAL_VARIABLES, readVariable, type Environment } from "./variables.ts";

const LINEAR = "https://api.linear.app/graphql";
const GITHUB = "https://api.github.com";

/**
 * The credential that the environment holds for a connection, with the address named beside it.
 *
 * Shape:  undefined where the environment has nothing to say about the system.
 * Errors: `config/foreign-host` when the workspace names another host than the environment, for
 *         a credential goes only where the person who set it said; `config/bad-address`;
 *         `config/missing-credential` when a variable lacks the one that belongs to it.
 */
export function environmentAccess(
  target: TrackerTarget,
  env: Environment,
): Result<DirectAccess, TrackerProblem> | undefined {
  const read = READERS[target.system](env);
  if (read === undefined) return undefined;
  if (!read.ok) return read;
  const { secret, scheme, address, graphql } = read.value;
  const baseUrl = addressIn(address);
  if (!baseUrl.ok) return baseUrl;
  const graphqlUrl = graphql === null ? ok(null) : addressIn(graphql);
  if (!graphqlUrl.ok) return graphqlUrl;
  if (target.host !== null && !isOwnHost(target.system, target.host, baseUrl.value)) {
    const { host } = baseUrl.value;
    const advice = t(
      "Remove `host` from the configuration, or set {0} and {1} for that host.",
      address.name,
      secret.name,
    );
    return err(foreignHost(target, t("the credential in {0}", secret.name), host, advice));
  }
  return ok({
    kind: "direct",
    baseUrl: baseUrl.value.href,
    graphqlUrl: graphqlUrl.value?.href ?? null,
    scheme,
    secret: new Secret(secret.value),
  });
}

/** Every credential that the environment holds, to be masked wherever it would be shown. */
export function environmentSecrets(env: Environment): Secret[] {
  const names = Object.values(CREDENTIAL_VARIABLES).flatMap((one) => one?.secret ?? []);
  const values = names.flatMap((name) => readVariable(env, name) ?? []);
  return [...values, ...proxyPasswords(env)].map((value) => new Secret(value));
}

interface Variable {
  readonly name: string;
  readonly value: string;
}

interface Reading {
  readonly secret: Variable;
  readonly scheme: AuthScheme;
  readonly address: Variable;
  readonly graphql: Variable | null;
}

type Reader = (env: Environment) => Result<Reading, TrackerProblem> | undefined;

const READERS: Readonly<Record<SystemName, Reader>> = {
  jira(env) {
    const pair = readPair(env, "Jira", "JIRA_API_TOKEN", "JIRA_HOST");
    const account = readVariable(env, "JIRA_EMAIL");
    const scheme: AuthScheme =
      account === undefined ? { kind: "bearer" } : { kind: "basic", account };
    return pair?.ok === true ? ok({ ...pair.value, scheme, graphql: null }) : pair;
  },
  linear(env) {
    const secret = find(env, "LINEAR_API_KEY");
    if (secret === undefined) return undefined;
    const address = find(env, "LINEAR_API_URL") ?? { name: "LINEAR_API_URL", value: LINEAR };
    return ok({ secret, address, scheme: { kind: "plain" }, graphql: null });
  },
  github(env) {
    const secret = find(env, "GITHUB_TOKEN") ?? find(env, "GH_TOKEN");
    if (secret === undefined) return undefined;
    const places = githubAddresses(env);
    return places.ok ? ok({ ...places.value, secret, scheme: { kind: "bearer" } }) : places;
  },
  "azure-devops"(env) {
    const pair = readPair(env, "Azure DevOps", "AZURE_DEVOPS_PAT", "AZURE_DEVOPS_ORG_URL");
    const scheme: AuthScheme = { kind: "basic", account: "" };
    return pair?.ok === true ? ok({ ...pair.value, scheme, graphql: null }) : pair;
  },
  local: () => undefined,
};

/** The two addresses of GitHub's interface. The second follows from the first where it is unset. */
export function githubAddresses(
  env: Environment,
): Result<Pick<Reading, "address" | "graphql">, TrackerProblem> {
  const rest = find(env, "GITHUB_API_URL");
  const graphql = find(env, "GITHUB_GRAPHQL_URL");
  if (rest === undefined && graphql !== undefined) {
    return err(
      credentialProblem(
        "config/missing-credential",
        t(
          "GITHUB_GRAPHQL_URL is set and GITHUB_API_URL is not. Nothing was sent. Set both for GitHub Enterprise Server, and none of them for github.com.",
        ),
      ),
    );
  }
  const address = rest ?? { name: "GITHUB_API_URL", value: GITHUB };
  const value = address.value.replace(/\/+$/, "").replace(/\/api\/v3$/, "/api");
  return ok({ address, graphql: graphql ?? { name: address.name, value: `${value}/graphql` } });
}

function find(env: Environment, name: string): Variable | undefined {
  const value = readVariable(env, name);
  return value === undefined ? undefined : { name, value };
}

function readPair(
  env: Environment,
  system: string,
  secretName: string,
  addressName: string,
): Result<Pick<Reading, "secret" | "address">, TrackerProblem> | undefined {
  const secret = find(env, secretName);
  const address = find(env, addressName);
  if (secret !== undefined && address !== undefined) return ok({ secret, address });
  if (secret === undefined && address === undefined) return undefined;
  const [set, unset] = secret === undefined ? [addressName, secretName] : [secretName, addressName];
  return err(
    credentialProblem(
      "config/missing-credential",
      t(
        "{0} is set and {1} is not, so nothing was sent to {2}. Set both, or none of them.",
        set,
        unset,
        system,
      ),
    ),
  );
}

function addressIn({ name, value }: Variable): Result<URL, TrackerProblem> {
  const url = parseBaseUrl(value);
  if (url.ok) return url;
  return err(
    credentialProblem(
      "config/bad-address",
      t(
        "The address in {0} {1}. Nothing was sent. Write one such as https://example.com.",
        name,
        url.error,
      ),
    ),
  );
}

function proxyPasswords(env: Environment): string[] {
  return ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"].flatMap((name) => {
    const text = readVariable(env, name) ?? "";
    const password = URL.canParse(text) ? new URL(text).password : "";
    return password === "" ? [] : [password];
  });
}
