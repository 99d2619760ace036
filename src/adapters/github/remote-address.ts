import { parseRepository, type Repository } from "./issue-place.ts";

/** A repository as the address of a git remote names it. `host` has a port where one is written. */
export interface RemoteAddress {
  readonly host: string;
  readonly repository: Repository;
}

/** Reads `https://host/owner/name.git`, `ssh://git@host/…` and `git@host:owner/name`. */
export function parseRemoteAddress(url: string): RemoteAddress | undefined {
  const short = /^(?:[A-Za-z0-9._-]+@)?([A-Za-z0-9.-]+):(?!\/\/)([^:]+)$/.exec(url);
  const [host, path] = short === null ? longForm(url) : [short[1] ?? "", short[2] ?? ""];
  const repository = parseRepository(path.replace(/^\/+|\/+$/g, "").replace(/\.git$/, ""));
  return host === "" || repository === undefined
    ? undefined
    : { host: host.toLowerCase(), repository };
}

function longForm(url: string): [host: string, path: string] {
  if (!URL.canParse(url)) return ["", ""];
  const { protocol, host, hostname, pathname } = new URL(url);
  if (protocol === "ssh:" || protocol === "git+ssh:") return [hostname, pathname];
  return protocol === "https:" || protocol === "http:" ? [host, pathname] : ["", ""];
}

/**
 * Tells whether a remote lies at the server that a credential was given for.
 *
 * Shape:  `api.github.com` serves github.com; a server of one's own serves its own host, or the
 *         one below `api.`.
 */
export function isServedBy({ host }: RemoteAddress, baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const restUrl = new URL(baseUrl);
  const plain = host === "ssh.github.com" ? "github.com" : host;
  const served = restUrl.host.toLowerCase();
  return plain === served || `api.${plain}` === served;
}

/** A pull request as its page's address names it. */
export interface PullRequestAddress extends RemoteAddress {
  readonly number: number;
}

/** GraphQL has no larger whole numbers, and no repository has as many pull requests. */
const LARGEST_NUMBER = 2_147_483_647;

/**
 * Reads `https://host/owner/name/pull/412`, with or without the name of one of its tabs.
 *
 * Shape: host, repository and number; nothing else of the address is ever used.
 */
export function parsePullRequestAddress(url: string): PullRequestAddress | undefined {
  if (url.length > 2000 || !URL.canParse(url)) return undefined;
  const { protocol, host, pathname, username, password } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return undefined;
  if (username !== "" || password !== "") return undefined;
  const [, path = "", digits] =
    /^\/([^/]+\/[^/]+)\/pull\/([1-9]\d{0,9})(?:\/\w{0,20})?\/?$/.exec(pathname) ?? [];
  const repository = parseRepository(path);
  const number = Number(digits);
  if (repository === undefined || !(number <= LARGEST_NUMBER)) return undefined;
  return { host: host.toLowerCase(), repository, number };
}

/** The same for a number in the repository that the address of a git remote names. */
export function toPullRequestAddress(
  name: string | { readonly remote: string; readonly number: number },
): PullRequestAddress | undefined {
  if (typeof name === "string") return parsePullRequestAddress(name);
  const address = parseRemoteAddress(name.remote);
  return address === undefined ? undefined : { ...address, number: name.number };
}

/**
 * Tells whether a pull request may be asked for at the server that a credential was given for.
 *
 * Shape: people name pull requests by github.com also where their credential's server stands in
 *        for it; the request goes to that server and nowhere else.
 */
export function isAskedAt(address: RemoteAddress, baseUrl: string): boolean {
  return isPublic(address) || isServedBy(address, baseUrl);
}

/** Tells whether a remote lies at github.com. */
export function isPublic({ host }: RemoteAddress): boolean {
  return host === "github.com" || host === "ssh.github.com";
}
