import * as vscode from "vscode";
import { Secret } from "../../core/kernel/secret.ts";
import type { DirectAccess } from "../../ports/credentials.ts";
import type { App } from "../app.ts";
import type { Place } from "../host/steps.ts";
import { choose, type } from "../host/steps.ts";
import type { Accounts } from "./accounts.ts";
import { readAddress, type TrackerAddress } from "./address.ts";
import { checkCredential } from "./check-credential.ts";
import type { CredentialRequest } from "./credential-request.ts";
import { providerFor } from "./editor-sessions.ts";
import { namedInWorkspace, type WorkspaceNames } from "./named-in-workspace.ts";
import { chooseSystem } from "./choose-system.ts";
import type { StoredCredential } from "./stored-credentials.ts";
import { SYSTEM_GUIDES, type RemoteSystem } from "./systems.ts";

type Move = "next" | "back" | "cancelled" | "done";
type Step = (place: Place) => Promise<Move>;

/** Asks for a credential and stores it once its tracker has accepted it; true when it did. */
export async function giveCredential(app: App, request?: CredentialRequest): Promise<boolean> {
  const names = await namedInWorkspace(app);
  if (names === undefined) return false;
  return new Questions(await app.accounts(), names, request).ask();
}

/** The questions in their order, each with a way back to the one before. */
class Questions {
  readonly #accounts: Accounts;
  readonly #names: WorkspaceNames;
  readonly #request: CredentialRequest | undefined;
  #system: RemoteSystem = "jira";
  #address: TrackerAddress = { baseUrl: "", graphqlUrl: null };
  #account = "";

  constructor(accounts: Accounts, names: WorkspaceNames, request?: CredentialRequest) {
    this.#accounts = accounts;
    this.#names = names;
    this.#request = request;
    if (request !== undefined) this.#system = request.system;
  }

  async ask(): Promise<boolean> {
    let at = 0;
    for (;;) {
      const steps = this.#steps();
      const step = steps[at];
      if (step === undefined) return false;
      const { label } = SYSTEM_GUIDES[this.#system];
      const isChosen = at > 0 || this.#request !== undefined;
      const title = isChosen
        ? vscode.l10n.t("Canon: credential for {0}", label)
        : vscode.l10n.t("Canon: Set Credentials");
      // How many questions there are depends on the answer to the first.
      const total = isChosen ? steps.length : null;
      const move = await step({ title, step: at + 1, total });
      if (move === "done") return true;
      if (move === "cancelled") return false;
      at += move === "next" ? 1 : -1;
    }
  }

  #steps(): Step[] {
    const { asksAccount } = SYSTEM_GUIDES[this.#system];
    const { baseUrl } = this.#address;
    const hasSession = baseUrl !== "" && providerFor(this.#system, baseUrl) !== undefined;
    return [
      ...(this.#request === undefined ? [(place: Place) => this.#askSystem(place)] : []),
      (place) => this.#askAddress(place),
      ...(hasSession ? [(place: Place) => this.#askWay(place)] : []),
      ...(asksAccount ? [(place: Place) => this.#askAccount(place)] : []),
      (place) => this.#askToken(place),
    ];
  }

  async #askSystem(place: Place): Promise<Move> {
    const stored = await this.#accounts.stored.list();
    const answer = await chooseSystem(place, this.#names, stored);
    if (typeof answer === "string") return answer;
    if (answer.value === "canon") {
      await vscode.commands.executeCommand("canon.logIn");
      return "cancelled";
    }
    this.#system = answer.value;
    this.#address = { baseUrl: "", graphqlUrl: null };
    return "next";
  }

  async #askAddress(place: Place): Promise<Move> {
    const system = this.#system;
    const guide = SYSTEM_GUIDES[system];
    const named = this.#request?.host ?? this.#names.hosts.get(system) ?? null;
    const refuse = (text: string): string | undefined => {
      const address = readAddress(system, text);
      return address.ok ? undefined : vscode.l10n.t("It {0}.", address.error);
    };
    const known = this.#address.baseUrl === "" ? undefined : this.#address.baseUrl;
    const answer = await type(place, {
      prompt:
        known === undefined && named !== null
          ? vscode.l10n.t("Check that this address is right before you go on")
          : guide.addressHelp(),
      value: known ?? named ?? guide.address,
      refuse,
    });
    if (typeof answer === "string") return answer;
    const address = readAddress(system, answer.value);
    if (!address.ok) return "cancelled";
    this.#address = address.value;
    return "next";
  }

  async #askWay(place: Place): Promise<Move> {
    const vendor = this.#system === "github" ? "GitHub" : "Microsoft";
    const answer = await choose(place, vscode.l10n.t("How do you want to sign in?"), [
      {
        label: `$(account) ${vscode.l10n.t("Sign in with {0}", vendor)}`,
        description: vscode.l10n.t("an account that the editor keeps"),
        value: "session" as const,
      },
      {
        label: `$(key) ${vscode.l10n.t("Use a personal access token")}`,
        description: vscode.l10n.t("kept in the editor's secret storage"),
        value: "token" as const,
      },
    ]);
    if (typeof answer === "string") return answer;
    return answer.value === "token" ? "next" : this.#signIn(vendor);
  }

  async #askAccount(place: Place): Promise<Move> {
    const isCloud = new URL(this.#address.baseUrl).hostname.endsWith(".atlassian.net");
    const answer = await type(place, {
      prompt: isCloud
        ? vscode.l10n.t("E-mail of your Atlassian account")
        : vscode.l10n.t("E-mail of your Atlassian account. Leave it empty for Jira Data Center"),
      placeholder: "ada@example.com",
      value: this.#account,
      refuse: (text) => {
        if (text === "" && isCloud)
          return vscode.l10n.t("Jira Cloud takes a token only with its e-mail address.");
        return /^(?:[^\s@:]+@[^\s@:]+)?$/.test(text)
          ? undefined
          : vscode.l10n.t("This is no e-mail address.");
      },
    });
    if (typeof answer === "string") return answer;
    this.#account = answer.value;
    return "next";
  }

  async #askToken(place: Place): Promise<Move> {
    const guide = SYSTEM_GUIDES[this.#system];
    const { baseUrl } = this.#address;
    const { origin } = new URL(baseUrl);
    const scheme = guide.scheme(guide.asksAccount ? this.#account : "");
    let owner = "";
    const answer = await type(place, {
      prompt: vscode.l10n.t(
        "{0}. It is kept in the editor's secret storage and sent to {1} only",
        guide.tokenHelp(),
        origin,
      ),
      placeholder: vscode.l10n.t("Paste the token"),
      isSecret: true,
      page: { tooltip: vscode.l10n.t("Create a token"), url: guide.tokenPage(new URL(baseUrl)) },
      refuse: (text) =>
        /^[\x21-\x7e]*$/.test(text) ? undefined : vscode.l10n.t("A token holds no blanks."),
      attempt: async (text) => {
        if (text === "") return vscode.l10n.t("Paste the token.");
        const secret = new Secret(text);
        const access: DirectAccess = { kind: "direct", ...this.#address, scheme, secret };
        const checked = await this.#check(access);
        if (!checked.ok) return checked.error;
        owner = checked.value;
        return this.#store(owner, { scheme, secret });
      },
    });
    if (typeof answer === "string") return answer;
    return this.#connected(owner);
  }

  async #signIn(vendor: string, isAgain = false): Promise<Move> {
    const { sessions } = this.#accounts;
    const session = await sessions.signIn(this.#system, this.#address.baseUrl, isAgain);
    if (session === undefined) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "You are not signed in with {0}. Nothing was changed. Try again, or use a token.",
          vendor,
        ),
      );
      return "cancelled";
    }
    const { secret } = session;
    const scheme = { kind: "bearer" } as const;
    const checked = await this.#check({ kind: "direct", ...this.#address, scheme, secret });
    if (!checked.ok) {
      const again = vscode.l10n.t("Sign In Again");
      const choice = await vscode.window.showErrorMessage(checked.error, again);
      return choice === again ? this.#signIn(vendor, true) : "cancelled";
    }
    const owner = checked.value;
    const trouble = await this.#store(owner, null);
    if (trouble === undefined) return this.#connected(owner);
    void vscode.window.showErrorMessage(trouble);
    return "cancelled";
  }

  /** What is wrong, where the editor does not take it. */
  async #store(owner: string, token: StoredCredential["token"]): Promise<string | undefined> {
    try {
      await this.#accounts.stored.set({ system: this.#system, ...this.#address, owner, token });
      return undefined;
    } catch {
      return vscode.l10n.t(
        "The editor's secret storage did not keep it. Unlock the keyring of your system, or set one up, then try again.",
      );
    }
  }

  #check(access: DirectAccess) {
    const { files, projects } = this.#names;
    const project = projects.get(this.#system) ?? null;
    return checkCredential({ system: this.#system, access, project, files }, this.#accounts);
  }

  #connected(owner: string): Move {
    this.#accounts.renewals.renewed(this.#system);
    const { label } = SYSTEM_GUIDES[this.#system];
    const { host } = new URL(this.#address.baseUrl);
    void vscode.window.showInformationMessage(
      owner === ""
        ? vscode.l10n.t("Connected to {0} at {1}.", label, host)
        : vscode.l10n.t("Connected to {0} at {1} as {2}.", label, host, owner),
    );
    return "done";
  }
}
