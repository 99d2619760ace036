import type { DirectAccess } from "../../ports/credentials.ts";
import type { RemoteDeps } from "../http/remote-deps.ts";
import { createGithubApi, type GithubApi } from "./api.ts";
import { githubRateLimit } from "./rate-limit.ts";

/** The public server asks for a second between writes; others have limits of their own. */
const PUBLIC_WRITE_GAP_MS = 1000;

/** The two ways to ask GitHub, each told the credential for its own address only. */
export function connectGithub(
  { access, http, redact }: RemoteDeps<DirectAccess>,
  restUrl: URL,
  graphqlUrl: URL,
): GithubApi {
  const { scheme, secret } = access;
  const connect = (baseUrl: URL, headers: Readonly<Record<string, string>>) =>
    http.connect({
      name: "GitHub",
      baseUrl,
      credential: { origin: baseUrl.origin, scheme, secret },
      headers: { Accept: "application/vnd.github+json", ...headers },
      rateLimit: githubRateLimit,
      writeGapMs: baseUrl.hostname === "api.github.com" ? PUBLIC_WRITE_GAP_MS : 0,
    });
  const rest = connect(restUrl, { "X-GitHub-Api-Version": "2022-11-28" });
  const graphql = connect(graphqlUrl, { "GraphQL-Features": "issue_types,sub_issues" });
  return createGithubApi({ rest, graphql, restUrl, redact });
}
