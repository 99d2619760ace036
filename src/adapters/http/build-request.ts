import type { Secret } from "../../core/kernel/secret.ts";
import { authorizationOf } from "./authorize.ts";
import type { ConnectionOptions, HttpRequest } from "./http.ts";

/** The whole address: an empty path is the base address itself, without its last slash. */
export function urlOf({ baseUrl }: ConnectionOptions, request: HttpRequest): URL {
  const url = new URL(baseUrl);
  const below = request.path.replace(/^\//, "");
  url.pathname = below === "" ? url.pathname.replace(/(?<=.)\/$/, "") : url.pathname + below;
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.append(name, String(value));
  }
  return url;
}

/** The headers of one request; the credential is among them only where it was given for. */
export function headersOf(
  { credential, headers }: ConnectionOptions,
  request: HttpRequest,
  target: URL,
  secret: Secret | undefined,
): Record<string, string> {
  const all: Record<string, string> = {
    Accept: "application/json",
    "User-Agent": "canon",
    ...headers,
    ...request.headers,
  };
  if (hasBody(request)) all["Content-Type"] = request.contentType ?? "application/json";
  if (credential !== null && secret !== undefined && credential.origin === target.origin) {
    all["Authorization"] = authorizationOf(credential.scheme, secret);
  }
  return all;
}

/** The body as it is sent: null for none. */
export function bodyOf(request: HttpRequest): string | null {
  if (request.bodySecrets === undefined) return request.body ?? null;
  const members = Object.entries(request.bodySecrets).map(([key, one]) => [key, one.reveal()]);
  return JSON.stringify({
    ...(JSON.parse(request.body ?? "{}") as object),
    ...(Object.fromEntries(members) as object),
  });
}

function hasBody({ body, bodySecrets }: HttpRequest): boolean {
  return body !== undefined || bodySecrets !== undefined;
}
