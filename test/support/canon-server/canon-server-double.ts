import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Secret } from "../../../src/core/kernel/secret.ts";
import type { ServerAccess } from "../../../src/ports/credentials.ts";
import type { RemoteDouble } from "../remote/double.ts";
import { startFaultServer, type Answer } from "../remote/fault-server.ts";
import { ServerLogins } from "./server-logins.ts";
import { ServerTickets, type Tracker } from "./server-tickets.ts";
import { answerTickets } from "./ticket-routes.ts";

/** A Canon server with GitHub, Jira and Linear behind it, and the logins of one organisation. */
export interface CanonServerDouble extends RemoteDouble<ServerAccess> {
  readonly logins: ServerLogins;
  /** The tickets of the tracker that this double was started for. */
  readonly behind: ServerTickets;
  readonly connected: Set<Tracker>;
  hasStore: boolean;
  /** How somebody without a valid login is turned away. */
  turnAway: "401" | "307";
}

export const ORGANIZATION = "acme";
const PROJECTS = { github: "acme/shop", jira: "PAY", linear: "PAY" } as const;

/** `access` and the login file of `env` hold the same login. */
export async function startCanonServerDouble(
  tracker: Tracker = "github",
): Promise<CanonServerDouble> {
  const trackers = {
    github: new ServerTickets("github"),
    jira: new ServerTickets("jira"),
    linear: new ServerTickets("linear"),
  };
  const logins: ServerLogins = new ServerLogins(() => server.origin);
  const routes = {
    organization: ORGANIZATION,
    trackers,
    connected: new Set<Tracker>(["github", "jira", "linear"]),
    hasStore: true,
  };
  const server = await startFaultServer({
    isWrite: (_, url) => /\/api\/tickets\/(?:create|update|link-pr)$/.test(url),
    refuse: (status) => ({ status, body: { detail: "refused" } }),
    answer: ({ method, url, headers, body }) => {
      const value = parse(body);
      if (method !== "POST" || value === undefined) return notFound;
      if (url.startsWith("/auth/")) return logins.answer(url, value);
      return logins.accepts(headers["authorization"] as string | undefined)
        ? answerTickets(routes, url, value)
        : turnAway();
    },
  });
  const { accessToken, refreshToken } = logins.grant();
  const home = mkdtempSync(join(tmpdir(), "canon-home-"));
  writeLoginFile(home, { accessToken, refreshToken, server: server.origin });
  const behind = trackers[tracker];
  const project = PROJECTS[tracker];
  let manner: CanonServerDouble["turnAway"] = "307";

  function turnAway(): Answer {
    if (manner === "307") return { status: 307, headers: { Location: "/auth/login" } };
    return { status: 401, body: { detail: "Not authenticated" } };
  }

  return {
    origin: server.origin,
    project,
    logins,
    behind,
    connected: routes.connected,
    requests: server.requests,
    access: {
      kind: "server",
      baseUrl: server.origin,
      organization: ORGANIZATION,
      secret: new Secret(accessToken),
      renew: () => Promise.resolve(undefined),
    },
    env: { HOME: home, CANON_URL: server.origin },
    get hasStore() {
      return routes.hasStore;
    },
    set hasStore(value) {
      routes.hasStore = value;
    },
    get turnAway() {
      return manner;
    },
    set turnAway(value) {
      manner = value;
    },
    get faultFor() {
      return server.faultFor;
    },
    set faultFor(value) {
      server.faultFor = value;
    },
    tickets: () =>
      behind.all.map((one) => ({
        key: one.id,
        title: one.title,
        description: one.description,
        status: behind.nameOf(one),
        type: one.type,
        parentKey: one.parentKey,
        comments: one.comments,
      })),
    seed(count) {
      const draft = { description: "", labels: [], type: "Task", parentKey: null };
      const status = { state: "todo", blocked_by: null };
      return Array.from(
        { length: count },
        (_, index) => behind.create(project, { ...draft, status, title: `Part ${index + 1}` }).id,
      );
    },
    move: (key, status) => behind.moveByHand(key, status),
    async close() {
      rmSync(home, { recursive: true, force: true });
      await server.close();
    },
  };
}

interface LoginOnDisk {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly server?: string;
  /** Unix seconds; an hour ahead unless told. */
  readonly expiresAt?: number;
}

/** Writes a login where the command line of that home looks for it; gives the path. */
export function writeLoginFile(home: string, login: LoginOnDisk): string {
  const folder = join(home, ".config/canon");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "credentials.json");
  const { accessToken, refreshToken, server, expiresAt = Date.now() / 1000 + 3600 } = login;
  const content = {
    method: "oauth",
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_at: expiresAt,
    org: ORGANIZATION,
    email: "dana@acme.example",
    ...(server === undefined ? {} : { server }),
  };
  writeFileSync(path, JSON.stringify(content, null, 2), { mode: 0o600 });
  return path;
}

const notFound: Answer = { status: 404, body: { detail: "Not Found" } };

function parse(text: string): unknown {
  try {
    return text === "" ? {} : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
