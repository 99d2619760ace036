import type { Secret } from "../../core/kernel/secret.ts";
import type { AuthScheme } from "../../ports/credentials.ts";

/** The value of the `Authorization` header. The only place where a secret is read. */
export function authorizationOf(scheme: AuthScheme, secret: Secret): string {
  const value = secret.reveal();
  switch (scheme.kind) {
    case "basic":
      return `Basic ${Buffer.from(`${scheme.account}:${value}`).toString("base64")}`;
    case "bearer":
      return `Bearer ${value}`;
    case "plain":
      return value;
  }
}
