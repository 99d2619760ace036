import * as vscode from "vscode";
import { deviceLogin, logout, type LoginCredential } from "../../adapters/canon-server/login.ts";
import type { DeviceCode } from "../../adapters/canon-server/device-flow.ts";
import { DEFAULT_SERVER, serverOrigin } from "../../adapters/canon-server/sign-in.ts";
import { createHttp } from "../../adapters/http/create-http.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import { isTrusted } from "../commands/may-write.ts";
import { withRun } from "../host/run.ts";
import { type, type Place } from "../host/steps.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import type { Accounts } from "./accounts.ts";

const TITLE = vscode.l10n.t("Canon: Log In");

interface Server {
  readonly address: string;
  readonly organization: string | null;
}

/** Logs in by a code that the person confirms in a browser; undefined when nothing came of it. */
export async function logIn(accounts: Accounts): Promise<LoginCredential | undefined> {
  if (!(await isTrusted())) return undefined;
  const before = await accounts.logins.read();
  const server = await askServer(before?.server);
  if (server === undefined) return undefined;
  const login = await withRun(
    vscode.l10n.t("Canon: waiting for you to confirm the login"),
    ({ signal }) => {
      // Closing the message that shows the code ends the login, as the button of the progress does.
      const stop = new AbortController();
      const onAbort = (): void => {
        stop.abort();
      };
      signal.addEventListener("abort", onAbort, { once: true });
      const { redact, loginDeps } = accounts;
      return deviceLogin({
        server: server.address,
        organizationHint: server.organization,
        http: createHttp(loginDeps),
        clock: SYSTEM_CLOCK,
        redact,
        show: async (code) => {
          if (!(await showCode(server.address, code))) stop.abort();
        },
        signal: stop.signal,
      });
    },
  );
  if (!login.ok) {
    if (login.error.code === "tracker/cancelled") sayNothingHappened();
    else void vscode.window.showErrorMessage(messageLine(login.error.message));
    return undefined;
  }
  return keep(accounts, login.value);
}

/** Ends the login at its server and forgets it here. */
export async function logOut(accounts: Accounts): Promise<void> {
  const { logins, loginDeps } = accounts;
  const login = await withRun(vscode.l10n.t("Canon: logging out"), () => logout(logins, loginDeps));
  const text =
    login === undefined
      ? vscode.l10n.t("Canon: you were not logged in.")
      : vscode.l10n.t("Canon: logged out of {0}.", new URL(login.server).host);
  vscode.window.setStatusBarMessage(text, 8000);
}

async function keep(
  accounts: Accounts,
  login: LoginCredential,
): Promise<LoginCredential | undefined> {
  const { logins, hold, renewals } = accounts;
  hold(login.accessToken);
  if (login.refreshToken !== null) hold(login.refreshToken);
  try {
    await logins.withLock(() => logins.write(login));
  } catch {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        "You are logged in, but the editor's secret storage did not keep it. Unlock the keyring of your system, or set one up, then log in again.",
      ),
    );
    return undefined;
  }
  renewals.renewed("canon");
  const { host } = new URL(login.server);
  const { email, organization } = login;
  const text =
    email === null
      ? vscode.l10n.t("Logged in to Canon at {0}, for {1}.", host, organization)
      : vscode.l10n.t("Logged in to Canon at {0} as {1}, for {2}.", host, email, organization);
  void vscode.window.showInformationMessage(messageLine(text));
  return login;
}

/** The address is the person's own: typed, or of their environment, never of a workspace. */
async function askServer(before: string | undefined): Promise<Server | undefined> {
  const own = process.env["CANON_URL"]?.trim();
  const usual = own === undefined || own === "" ? DEFAULT_SERVER : own;
  let address = before ?? usual;
  for (;;) {
    const first = await askAddress({ title: TITLE, step: 1, total: 2 }, address);
    if (typeof first === "string") return undefined;
    address = first.value;
    const second = await askOrganization({ title: TITLE, step: 2, total: 2 });
    if (second === "cancelled") return undefined;
    if (second === "back") continue;
    return { address, organization: second.value === "" ? null : second.value };
  }
}

function askAddress(place: Place, value: string) {
  return type(place, {
    prompt: vscode.l10n.t("Address of the Canon server"),
    value,
    refuse: (text) => {
      const origin = serverOrigin(text);
      return origin.ok ? undefined : origin.error.message;
    },
  });
}

function askOrganization(place: Place) {
  return type(place, {
    prompt: vscode.l10n.t("Organisation to log in to. Press Enter for your own"),
    refuse: (text) =>
      /^(?:[A-Za-z0-9_][A-Za-z0-9._-]{0,99})?$/.test(text)
        ? undefined
        : vscode.l10n.t("A name consists of letters, digits, dots, hyphens and underscores."),
  });
}

/** The host is said before a page opens, and the code is what to compare there. */
async function showCode(server: string, { url, userCode, expiresInS }: DeviceCode) {
  const go = vscode.l10n.t("Copy Code and Open Browser");
  const { host } = new URL(server.includes("://") ? server : `https://${server}`);
  const page = new URL(url).host;
  const minutes = Math.max(1, Math.floor(expiresInS / 60));
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t("Log in to Canon at {0} with the code {1}", host, userCode),
    {
      modal: true,
      detail: vscode.l10n.t(
        "A page at {0} opens. Confirm there only if it shows this very code. The code is good for {1} minutes.",
        page,
        minutes,
      ),
    },
    go,
  );
  if (choice !== go) return false;
  await vscode.env.clipboard.writeText(userCode);
  await vscode.env.openExternal(vscode.Uri.parse(url, true));
  return true;
}

function sayNothingHappened(): void {
  vscode.window.setStatusBarMessage(vscode.l10n.t("Canon: the login was cancelled."), 5000);
}
