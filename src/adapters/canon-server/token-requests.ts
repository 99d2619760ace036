import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Secret } from "../../core/kernel/secret.ts";
import { t } from "../../core/kernel/texts.ts";
import type { Http } from "../http/http.ts";
import { path } from "../http/request-path.ts";
import { readTokens, type Tokens } from "./answers.ts";
import { connectSignIn } from "./sign-in.ts";

/**
 * Asks for new tokens, once: the server takes a second use of the same token for theft.
 *
 * Shape: `ended` when the server says that the session is over; `unknown` when it could not be
 *        asked, or its answer was lost.
 */
export async function requestTokens(
  http: Http,
  server: string,
  refreshToken: Secret,
  signal: CancelSignal,
): Promise<Tokens | "ended" | "unknown"> {
  const signIn = connectSignIn(http, server);
  if (!signIn.ok) return "unknown";
  const answer = await signIn.value.connection.send(
    {
      method: "POST",
      path: path`/auth/refresh`,
      bodySecrets: { refresh_token: refreshToken },
      effect: "write",
      action: t("renewing the login"),
    },
    signal,
  );
  if (!answer.ok) return answer.error.status === 401 ? "ended" : "unknown";
  return readTokens(answer.value.body) ?? "unknown";
}

/** Ends a session. What the server answers changes nothing: the login is forgotten here anyway. */
export async function revokeToken(
  http: Http,
  server: string,
  refreshToken: Secret,
  signal: CancelSignal,
): Promise<void> {
  const signIn = connectSignIn(http, server);
  if (!signIn.ok) return;
  await signIn.value.connection.send(
    {
      method: "POST",
      path: path`/auth/revoke`,
      bodySecrets: { refresh_token: refreshToken },
      effect: "write",
      action: t("ending the login"),
    },
    signal,
  );
}
