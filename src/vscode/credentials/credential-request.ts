import { REMOTE_SYSTEMS, type RemoteSystem } from "./systems.ts";

/** Which credential is wanted, and the address to fill in. Plain data, so that commands take it. */
export interface CredentialRequest {
  readonly system: RemoteSystem;
  readonly host: string | null;
}

/** Arguments can come from anybody: what is no request gives undefined. */
export function asCredentialRequest(value: unknown): CredentialRequest | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { system, host } = value as Partial<Record<keyof CredentialRequest, unknown>>;
  const known = REMOTE_SYSTEMS.find((each) => each === system);
  if (known === undefined) return undefined;
  return { system: known, host: typeof host === "string" && host.length <= 500 ? host : null };
}
