import type { Secret } from "../core/kernel/secret.ts";
import type { SystemName } from "../core/model/ticket.ts";

/** Who a credential is for: one system at one origin. */
export interface CredentialScope {
  readonly system: SystemName;
  /** Scheme, host and port, as `new URL(…).origin` gives them. */
  readonly origin: string;
}

/** Credentials that a person gave, each for one origin. */
export interface Secrets {
  get(scope: CredentialScope): Promise<Secret | undefined>;
  set(scope: CredentialScope, secret: Secret): Promise<void>;
  remove(scope: CredentialScope): Promise<void>;
}
