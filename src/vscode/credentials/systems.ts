import { t } from "../../core/kernel/texts.ts";
import type { SystemName } from "../../core/model/ticket-ref.ts";
import type { AuthScheme } from "../../ports/credentials.ts";

/** A system that lies behind a network, so that it wants a credential. */
export type RemoteSystem = Exclude<SystemName, "local">;

export interface SystemGuide {
  readonly label: string;
  /** What is filled in before a person types an address. */
  readonly address: string;
  readonly addressHelp: () => string;
  readonly tokenHelp: () => string;
  /** Where a token is made; null where this depends on the address alone. */
  readonly tokenPage: (address: URL) => string;
  /** A person's account goes into the credential, as with Jira Cloud. */
  readonly asksAccount: boolean;
  readonly scheme: (account: string) => AuthScheme;
}

const BEARER: AuthScheme = { kind: "bearer" };

/** What a person needs to know to give a credential, system by system. */
export const SYSTEM_GUIDES: Readonly<Record<RemoteSystem, SystemGuide>> = {
  jira: {
    label: "Jira",
    address: "",
    addressHelp: () =>
      t("Address of your Jira, for example acme.atlassian.net or example.com/jira"),
    tokenHelp: () =>
      t("An API token of your Atlassian account, or a personal access token of Data Center"),
    tokenPage: ({ hostname, href }) =>
      hostname.endsWith(".atlassian.net")
        ? "https://id.atlassian.com/manage-profile/security/api-tokens"
        : `${href}secure/ViewProfile.jspa`,
    asksAccount: true,
    scheme: (account) => (account === "" ? BEARER : { kind: "basic", account }),
  },
  linear: {
    label: "Linear",
    address: "https://api.linear.app/graphql",
    addressHelp: () => t("Address of Linear. Press Enter unless you know of another"),
    tokenHelp: () => t("A personal API key of your Linear account"),
    tokenPage: () => "https://linear.app/settings/account/security",
    asksAccount: false,
    scheme: () => ({ kind: "plain" }),
  },
  github: {
    label: "GitHub",
    address: "https://api.github.com",
    addressHelp: () =>
      t("Press Enter for github.com, or write the address of your Enterprise Server"),
    tokenHelp: () => t("A personal access token that may read and write issues"),
    tokenPage: ({ hostname, origin }) =>
      hostname === "api.github.com"
        ? "https://github.com/settings/tokens"
        : `${origin}/settings/tokens`,
    asksAccount: false,
    scheme: () => BEARER,
  },
  "azure-devops": {
    label: "Azure DevOps",
    address: "https://dev.azure.com/",
    addressHelp: () => t("Address of your organisation, for example https://dev.azure.com/acme"),
    tokenHelp: () => t("A personal access token that may read and write work items"),
    tokenPage: ({ href }) => `${href}_usersSettings/tokens`,
    asksAccount: false,
    scheme: () => ({ kind: "basic", account: "" }),
  },
};

export const REMOTE_SYSTEMS = ["jira", "linear", "github", "azure-devops"] as const;

export function isRemote(system: SystemName): system is RemoteSystem {
  return system !== "local";
}
