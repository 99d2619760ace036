import { t } from "../../core/kernel/texts.ts";
import { isOwnHost } from "../../adapters/credentials/own-host.ts";
import { parseBaseUrl } from "../../adapters/http/base-url.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { RemoteSystem } from "./systems.ts";

/** Where a tracker's interface is. `graphqlUrl` is GitHub's second address, null elsewhere. */
export interface TrackerAddress {
  readonly baseUrl: string;
  readonly graphqlUrl: string | null;
}

/**
 * Reads an address as a person types it, or as a workspace names it.
 *
 * Shape:  the page that people know leads to the interface behind it: `github.com`, an Enterprise
 *         Server, `linear.app`.
 * Errors: what is wrong, as the end of a sentence that begins with the address.
 */
export function readAddress(system: RemoteSystem, text: string): Result<TrackerAddress, string> {
  const read = parseBaseUrl(text.trim());
  if (!read.ok) return read;
  const url = read.value;
  switch (system) {
    case "jira":
      return ok({ baseUrl: url.href, graphqlUrl: null });
    case "linear":
      if (url.hostname === "linear.app") url.hostname = "api.linear.app";
      if (url.pathname === "/") url.pathname = "/graphql/";
      return ok({ baseUrl: url.href, graphqlUrl: null });
    case "github":
      return ok(githubAddress(url));
    case "azure-devops":
      if (url.hostname === "dev.azure.com" && url.pathname === "/") {
        return err(
          t("names no organisation. Write it behind the host, as in https://dev.azure.com/acme"),
        );
      }
      return ok({ baseUrl: url.href, graphqlUrl: null });
  }
}

/**
 * Tells whether the host that a workspace names is the one a credential was given for.
 *
 * A workspace that names a path as well means that path: two organisations share a host at Azure.
 */
export function isSamePlace(system: RemoteSystem, named: string, baseUrl: string): boolean {
  const given = new URL(baseUrl);
  if (!isOwnHost(system, named, given)) {
    const address = readAddress(system, named);
    return address.ok && new URL(address.value.baseUrl).href === given.href;
  }
  const url = parseBaseUrl(named);
  return url.ok && (url.value.pathname === "/" || given.pathname.startsWith(url.value.pathname));
}

function githubAddress(url: URL): TrackerAddress {
  const { hostname, pathname, origin } = url;
  if (hostname === "github.com" || hostname === "api.github.com") {
    return { baseUrl: "https://api.github.com/", graphqlUrl: "https://api.github.com/graphql/" };
  }
  if (hostname.endsWith(".ghe.com")) {
    const host = hostname.startsWith("api.") ? hostname : `api.${hostname}`;
    return { baseUrl: `https://${host}/`, graphqlUrl: `https://${host}/graphql/` };
  }
  const below = pathname.replace(/\/api(?:\/v3|\/graphql)?\/$/, "/");
  return {
    baseUrl: `${origin}${below}api/v3/`,
    graphqlUrl: `${origin}${below}api/graphql/`,
  };
}
