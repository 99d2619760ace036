import type { SeenRequest } from "../remote/double.ts";
import type { Answer } from "../remote/fault-server.ts";
import type { GithubState, StoredIssue } from "./github-state.ts";

/** A request whose address and body were understood. */
export interface RestRequest {
  readonly state: GithubState;
  readonly root: string;
  readonly repository: string;
  readonly issue: StoredIssue | undefined;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly request: SeenRequest;
}

export function refusal(status: number, message = MESSAGES[status] ?? "Server Error"): Answer {
  const body = {
    message,
    documentation_url: "https://docs.github.com/rest",
    status: String(status),
  };
  return { status, body };
}

const MESSAGES: Readonly<Record<number, string>> = {
  400: "Problems parsing JSON",
  401: "Bad credentials",
  403: "Resource not accessible by personal access token",
  404: "Not Found",
  409: "Conflict",
  429: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
  503: "Service unavailable",
};
