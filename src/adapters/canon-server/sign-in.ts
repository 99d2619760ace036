import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import { parseBaseUrl } from "../http/base-url.ts";
import type { Http, HttpConnection } from "../http/http.ts";

/** Where people log in unless they name another server. */
export const DEFAULT_SERVER = "https://canonhq.co";

/** The part of a Canon server that hands out logins. It is asked without a credential. */
export interface SignIn {
  readonly origin: string;
  readonly connection: HttpConnection;
}

/**
 * Reads the address of a Canon server, as its origin.
 *
 * Errors: `tracker/rejected` with what is wrong about it.
 */
export function serverOrigin(address: string): Result<string, TrackerError> {
  const url = parseBaseUrl(address);
  if (url.ok && url.value.pathname === "/") return ok(url.value.origin);
  const wrong = url.ok ? t("holds more than a host") : url.error;
  return err({
    code: "tracker/rejected",
    message: t(
      "The address of the Canon server {0}. Nothing was sent. Write one such as {1}.",
      wrong,
      DEFAULT_SERVER,
    ),
  });
}

export function connectSignIn(http: Http, server: string): Result<SignIn, TrackerError> {
  const origin = serverOrigin(server);
  if (!origin.ok) return origin;
  const baseUrl = new URL(origin.value);
  const connection = http.connect({ name: t("Canon server"), baseUrl, credential: null });
  return ok({ origin: origin.value, connection });
}
