import { fieldsOf } from "../../core/kernel/json-fields.ts";
import { isOrganization } from "../../adapters/canon-server/answers.ts";
import type { LoginCredential } from "../../adapters/canon-server/login.ts";
import { serverOrigin } from "../../adapters/canon-server/sign-in.ts";
import { Secret } from "../../core/kernel/secret.ts";

/**
 * Reads the content of a login file; undefined when it holds no login.
 *
 * Shape:  a login by browser has an access and a refresh token; an API key and a bare token have
 *         neither end nor renewal. A login without a server of its own belongs to
 *         `defaultServer`.
 * Source: the credential file of the Canon command line.
 */
export function parseLogin(text: string, defaultServer: string): LoginCredential | undefined {
  const file = asObject(text);
  const accessToken = firstText(file, "access_token", "api_key", "token");
  const organization = firstText(file, "org_login", "org");
  const server = serverOrigin(firstText(file, "server", "api_url") ?? defaultServer);
  if (accessToken === undefined || organization === undefined || !server.ok) return undefined;
  if (!isOrganization(organization) || !/^[\x21-\x7e]+$/.test(accessToken)) return undefined;
  const refreshToken = firstText(file, "refresh_token");
  const { expires_at: expiresAt } = file;
  return {
    accessToken: new Secret(accessToken),
    refreshToken: refreshToken === undefined ? null : new Secret(refreshToken),
    expiresAt: typeof expiresAt === "number" && Number.isFinite(expiresAt) ? expiresAt : null,
    organization,
    email: firstText(file, "email") ?? null,
    server: server.value,
  };
}

/** The first of the named fields that holds a text. */
function firstText(
  file: Readonly<Record<string, unknown>>,
  ...names: readonly string[]
): string | undefined {
  return names
    .map((name) => file[name])
    .find((value): value is string => typeof value === "string" && value !== "");
}

function asObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
}
