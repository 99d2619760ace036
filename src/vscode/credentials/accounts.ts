import * as vscode from "vscode";
import type { LoginDeps } from "../../adapters/canon-server/login.ts";
import { environmentSecrets } from "../../adapters/credentials/environment.ts";
import { createLiveRedactor } from "../../adapters/http/live-redactor.ts";
import { createRequestMeter } from "../../adapters/request-meter.ts";
import type { Secret } from "../../core/kernel/secret.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import type { SecretStore } from "../host/secret-store.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import { EditorCredentials } from "./editor-credentials.ts";
import { EditorLoginStore, LOGIN_KEY } from "./editor-login-store.ts";
import { EditorSessions } from "./editor-sessions.ts";
import { RenewalPrompts } from "./renewal-prompts.ts";
import { StoredCredentials } from "./stored-credentials.ts";

/**
 * Who the person is to trackers and servers; one for the whole window.
 *
 * This module pulls in the redactor and the way out. Load it with `import()` when a credential is
 * wanted, never when the extension starts.
 */
export interface Accounts {
  readonly credentials: EditorCredentials;
  readonly stored: StoredCredentials;
  readonly sessions: EditorSessions;
  readonly logins: EditorLoginStore;
  readonly loginDeps: LoginDeps;
  readonly renewals: RenewalPrompts;
  /** Masks every credential that was found so far, beside what looks like one. */
  readonly redact: Redactor;
  readonly isOffline: () => boolean;
  readonly hold: (secret: Secret) => void;
  readonly dispose: () => void;
}

export interface AccountChanges {
  /** A stored credential came or went, in this window or another one. */
  readonly credentials: () => void;
  /** The same for the login to a Canon server; a renewal counts as well. */
  readonly login: () => void;
}

export function createAccounts(store: SecretStore, changed: AccountChanges): Accounts {
  const live = createLiveRedactor();
  const { redact } = live;
  const hold = (secret: Secret): void => {
    live.hold(secret);
  };
  for (const secret of environmentSecrets(process.env)) hold(secret);
  const isOffline = (): boolean => process.env["CANON_OFFLINE"] === "1";
  const meter = createRequestMeter();
  const loginDeps: LoginDeps = { clock: SYSTEM_CLOCK, meter, redact, isOffline };
  const stored = new StoredCredentials(store, changed.credentials);
  const sessions = new EditorSessions();
  const logins = new EditorLoginStore(store);
  const watch = store.watch((key) => {
    if (key === LOGIN_KEY) changed.login();
  });
  const credentials = new EditorCredentials({
    ...{ stored, sessions, logins, loginDeps, hold },
    env: process.env,
    isTrusted: () => vscode.workspace.isTrusted,
  });
  return {
    ...{ credentials, stored, sessions, logins, loginDeps, redact, isOffline, hold },
    renewals: new RenewalPrompts(),
    dispose: () => {
      stored.dispose();
      watch.dispose();
    },
  };
}
