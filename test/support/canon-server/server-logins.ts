import { randomBytes } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import type { Answer } from "../remote/fault-server.ts";

interface Session {
  refreshToken: string;
  readonly spent: Set<string>;
  isRevoked: boolean;
  isRefreshing: boolean;
}

/** What the person at the browser, or the provider behind the server, does with a poll. */
export type PollStep =
  "pending" | "slow_down" | "approved" | "denied" | "expired" | "error" | "provider-failed";

/** The part of a Canon server that hands out logins. */
export class ServerLogins {
  /** Answers to the next polls; the last one holds for ever. */
  steps: PollStep[] = ["approved"];
  organization: string | null = "acme";
  expiresInS = 3600;
  /** Overrides parts of the answer to the first question. */
  deviceAnswer: Readonly<Record<string, unknown>> = {};
  /** Refuses the first question with this status. */
  deviceStatus = 200;
  readonly asked: string[] = [];
  readonly origin: () => string;
  readonly #accessTokens = new Set<string>();
  readonly #sessions: Session[] = [];
  readonly #codes = new Set<string>();

  constructor(origin: () => string) {
    this.origin = origin;
  }

  accepts(authorization: string | undefined): boolean {
    return this.#accessTokens.has(authorization?.replace(/^Bearer /, "") ?? "");
  }

  /** Lets every access token expire; sessions stay. */
  expireAll(): void {
    this.#accessTokens.clear();
  }

  get revokedSessions(): number {
    return this.#sessions.filter((one) => one.isRevoked).length;
  }

  /** Hands out tokens as a finished login does. */
  grant(): { readonly accessToken: string; readonly refreshToken: string } {
    const session = {
      refreshToken: token("rt"),
      spent: new Set<string>(),
      isRevoked: false,
      isRefreshing: false,
    };
    this.#sessions.push(session);
    return { accessToken: this.#newAccessToken(), refreshToken: session.refreshToken };
  }

  async answer(path: string, body: unknown): Promise<Answer> {
    const fields =
      typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
    switch (path) {
      case "/auth/device/code":
        return this.#code(fields);
      case "/auth/device/token":
        return this.#poll(fields);
      case "/auth/refresh":
        return this.#refresh(fields);
      case "/auth/revoke":
        return this.#revoke(fields);
      default:
        return { status: 404, body: { detail: "Not Found" } };
    }
  }

  #code(fields: Readonly<Record<string, unknown>>): Answer {
    const { org, ...rest } = fields;
    const isSlug = org === undefined || (typeof org === "string" && /^[\w.-]{1,100}$/.test(org));
    if (!isSlug || Object.keys(rest).length > 0) return unprocessable("org");
    if (this.deviceStatus !== 200) {
      return { status: this.deviceStatus, body: { detail: "Device auth not available" } };
    }
    this.asked.push(org ?? "");
    const deviceCode = token("dc");
    this.#codes.add(deviceCode);
    const page = `${this.origin()}/activate`;
    return {
      status: 200,
      body: {
        device_code: deviceCode,
        user_code: "WDJB-MJHT",
        verification_uri: page,
        verification_uri_complete: `${page}?user_code=WDJB-MJHT`,
        interval: 5,
        expires_in: 900,
        ...this.deviceAnswer,
      },
    };
  }

  #poll(fields: Readonly<Record<string, unknown>>): Answer {
    const { device_code: code, ...rest } = fields;
    if (typeof code !== "string" || Object.keys(rest).length > 0)
      return unprocessable("device_code");
    if (!this.#codes.has(code)) return { status: 200, body: { status: "expired" } };
    const step = this.steps.length > 1 ? this.steps.shift() : this.steps[0];
    switch (step) {
      case "pending":
        return { status: 200, body: { status: "pending", slow_down: false } };
      case "slow_down":
        return { status: 200, body: { status: "pending", slow_down: true } };
      case "approved": {
        this.#codes.delete(code);
        const { accessToken, refreshToken } = this.grant();
        return {
          status: 200,
          body: {
            status: "approved",
            access_token: accessToken,
            refresh_token: refreshToken,
            expires_in: this.expiresInS,
            email: "dana@acme.example",
            org: this.organization,
            session_created: true,
          },
        };
      }
      case "provider-failed":
        return { status: 502, body: { status: "error", detail: "Token exchange failed" } };
      case "error":
        return { status: 200, body: { status: "error", detail: "invalid_grant" } };
      default:
        return { status: 200, body: { status: step ?? "denied" } };
    }
  }

  /** Takes a moment, so that two refreshes at once meet: the session is then revoked. */
  async #refresh(fields: Readonly<Record<string, unknown>>): Promise<Answer> {
    const { refresh_token: old, ...rest } = fields;
    if (typeof old !== "string" || Object.keys(rest).length > 0) {
      return unauthorized("No refresh token provided");
    }
    const session = this.#sessions.find((one) => one.refreshToken === old || one.spent.has(old));
    if (session === undefined || session.isRevoked) {
      return unauthorized("Invalid or expired refresh token");
    }
    const isRace = session.isRefreshing || session.refreshToken !== old;
    session.isRefreshing = true;
    for (let count = 0; count < 20; count++) await turn();
    session.isRefreshing = false;
    if (isRace) session.isRevoked = true;
    if (session.isRevoked)
      return unauthorized("Concurrent refresh detected, please re-authenticate");
    session.spent.add(old);
    session.refreshToken = token("rt");
    return {
      status: 200,
      body: {
        access_token: this.#newAccessToken(),
        expires_in: this.expiresInS,
        refresh_token: session.refreshToken,
      },
    };
  }

  #revoke(fields: Readonly<Record<string, unknown>>): Answer {
    const { refresh_token: old } = fields;
    if (typeof old !== "string" || old === "") {
      return { status: 400, body: { detail: "No refresh token provided" } };
    }
    const session = this.#sessions.find((one) => one.refreshToken === old);
    if (session !== undefined) session.isRevoked = true;
    return { status: 200, body: { ok: true } };
  }

  #newAccessToken(): string {
    const made = token("at");
    this.#accessTokens.add(made);
    return made;
  }
}

/** Made of parts, so that it looks like no token of anybody. */
function token(kind: string): string {
  return `${kind}.${randomBytes(24).toString("hex")}`;
}

function unauthorized(detail: string): Answer {
  return { status: 401, body: { detail } };
}

function unprocessable(field: string): Answer {
  const detail = [{ type: "value_error", loc: ["body", field], msg: "Value error" }];
  return { status: 422, body: { detail } };
}
