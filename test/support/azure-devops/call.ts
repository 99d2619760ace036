import type { AzureState } from "./azure-state.ts";
import { Refused } from "./refusals.ts";

/** A request below one project, or below the organisation where `project` is null. */
export interface Call {
  readonly state: AzureState;
  readonly method: string;
  readonly project: string | null;
  /** Decoded segments after `_apis`, the fixed ones in lower case. */
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: string;
}

export function listed(value: readonly unknown[]): unknown {
  return { count: value.length, value };
}

export function notFound(): Refused {
  return new Refused(404, "VssServiceException", "The controller for this path was not found.");
}
