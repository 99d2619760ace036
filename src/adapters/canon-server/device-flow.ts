import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import { redactJson } from "../../core/redact/redact-json.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Http, HttpFailure, HttpRequest } from "../http/http.ts";
import { path } from "../http/request-path.ts";
import {
  isOrganization,
  readDeviceAnswer,
  readPollAnswer,
  type Approval,
  type DeviceAnswer,
  type PollAnswer,
} from "./answers.ts";
import { explainEnding, explainFailure, failed } from "./login-errors.ts";
import { connectSignIn, type SignIn } from "./sign-in.ts";

/** What a person needs to confirm a login: the page, and the code to compare there. */
export interface DeviceCode {
  readonly url: string;
  readonly userCode: string;
  readonly expiresInS: number;
}

export interface DeviceLogin {
  /** Address of the server that the person approved. */
  readonly server: string;
  /** The organisation to log in to, where a person or the workspace names one. */
  readonly organizationHint: string | null;
  readonly http: Http;
  readonly clock: Clock;
  readonly redact: Redactor;
  /** Called once. The code is for the person's eyes, never for a log. */
  readonly show: (code: DeviceCode) => void | Promise<void>;
  readonly signal: CancelSignal;
}

const SLOWER_BY_S = 5;

/** Begins a login, shows its code, and waits for what the person decides. */
export async function runDeviceFlow(
  login: DeviceLogin,
): Promise<Result<Approval & { readonly server: string }, TrackerError>> {
  const signIn = connectSignIn(login.http, login.server);
  if (!signIn.ok) return signIn;
  const begun = await begin(login, signIn.value);
  if (!begun.ok) return begun;
  const { url, userCode, expiresInS } = begun.value;
  await login.show({ url, userCode, expiresInS });
  const answer = await waitForAnswer(login, signIn.value, begun.value);
  if (!answer.ok) return answer;
  const { origin } = signIn.value;
  if (answer.value.kind === "approved") return ok({ ...answer.value, server: origin });
  return err(explainEnding(answer.value.kind, origin));
}

async function begin(
  { organizationHint, redact, signal }: DeviceLogin,
  { origin, connection }: SignIn,
): Promise<Result<DeviceAnswer, TrackerError>> {
  if (organizationHint !== null && !isOrganization(organizationHint)) {
    const message = t(
      "This cannot be the name of an organisation, so nothing was sent. Such a name consists of letters, digits, dots, hyphens and underscores.",
    );
    return err(failed("tracker/rejected", message));
  }
  const answer = await connection.send(
    {
      method: "POST",
      path: path`/auth/device/code`,
      body: redactJson(organizationHint === null ? {} : { org: organizationHint }, redact),
      effect: "write",
      action: t("beginning the login"),
    },
    signal,
  );
  if (!answer.ok) return err(explainFailure(answer.error));
  const begun = readDeviceAnswer(answer.value.body, origin);
  return begun === undefined ? err(explainEnding("unreadable", origin)) : ok(begun);
}

/** Asks no more often than the server wishes, until the code is used or has expired. */
async function waitForAnswer(
  { clock, signal }: DeviceLogin,
  { connection }: SignIn,
  { deviceCode, intervalS, expiresInS }: DeviceAnswer,
): Promise<Result<Exclude<PollAnswer, { kind: "pending" }>, TrackerError>> {
  const now = (): number => Date.parse(clock.now()) / 1000;
  const endsAt = now() + expiresInS;
  const question: HttpRequest = {
    method: "POST",
    path: path`/auth/device/token`,
    bodySecrets: { device_code: deviceCode },
    effect: "write",
    action: t("waiting for the login to be confirmed"),
  };
  for (let waitS = intervalS; ;) {
    await clock.sleep(waitS * 1000, signal);
    if (signal.aborted) return err(failed("tracker/cancelled", t("The login was cancelled.")));
    if (now() > endsAt) return ok({ kind: "expired" });
    const sent = await connection.send(question, signal);
    if (!sent.ok && isPassing(sent.error)) {
      waitS += SLOWER_BY_S;
      continue;
    }
    // Some servers refuse with 403 and say in the body what became of the code.
    const answer = readPollAnswer(sent.ok ? sent.value.body : sent.error.body);
    if (answer.kind === "unreadable" && !sent.ok) return err(explainFailure(sent.error));
    if (answer.kind !== "pending") return ok(answer);
    if (answer.slowDown) waitS += SLOWER_BY_S;
  }
}

/** A network that fails for a moment ends no login; the code does, once it expires. */
function isPassing({ error, status }: HttpFailure): boolean {
  if (error.code === "tracker/rate-limited") return true;
  return status === null && error.code === "tracker/unreachable";
}
