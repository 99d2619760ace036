import { fieldsOf } from "../../core/kernel/json-fields.ts";
import { Secret } from "../../core/kernel/secret.ts";

/** What a server hands out when a login begins. The device code is as good as a password. */
export interface DeviceAnswer {
  readonly deviceCode: Secret;
  readonly userCode: string;
  readonly url: string;
  readonly intervalS: number;
  readonly expiresInS: number;
}

/** What a server says while a person decides. */
export type PollAnswer =
  | { readonly kind: "pending"; readonly slowDown: boolean }
  | { readonly kind: "expired" | "denied" | "error" | "no-organization" | "unreadable" }
  | ({ readonly kind: "approved" } & Approval);

/** What a confirmed login brings. */
export interface Approval {
  readonly tokens: Tokens;
  readonly organization: string;
  readonly email: string | null;
}

export interface Tokens {
  readonly accessToken: Secret;
  /** Null where the server gave none: then the login ends with the access token. */
  readonly refreshToken: Secret | null;
  readonly expiresInS: number;
}

const DEFAULT_INTERVAL_S = 5;
const DEFAULT_LIFETIME_S = 900;
const LONGEST_INTERVAL_S = 60;
const LONGEST_LIFETIME_S = 3600;
const DEFAULT_TOKEN_LIFETIME_S = 86_400;

/**
 * Reads the beginning of a device login.
 *
 * Shape:  undefined for anything else, also when the page to confirm on is neither on the server
 *         itself nor behind https: a person is not sent there.
 * Source: the device flow of the Canon server, which follows RFC 8628.
 */
export function readDeviceAnswer(body: unknown, server: string): DeviceAnswer | undefined {
  const answer = fieldsOf(body);
  const deviceCode = asText(answer["device_code"], 4096);
  const userCode = asText(answer["user_code"], 40);
  const url = [answer["verification_uri_complete"], answer["verification_uri"]]
    .map((one) => pageOf(one, server))
    .find((one) => one !== undefined);
  if (deviceCode === undefined || userCode === undefined || url === undefined) return undefined;
  if (!/^[A-Za-z0-9][A-Za-z0-9 -]*$/.test(userCode)) return undefined;
  return {
    deviceCode: new Secret(deviceCode),
    userCode,
    url,
    intervalS: within(answer["interval"], DEFAULT_INTERVAL_S, LONGEST_INTERVAL_S),
    expiresInS: within(answer["expires_in"], DEFAULT_LIFETIME_S, LONGEST_LIFETIME_S),
  };
}

export function readPollAnswer(body: unknown): PollAnswer {
  const answer = fieldsOf(body);
  switch (answer["status"]) {
    case "pending":
      return { kind: "pending", slowDown: answer["slow_down"] === true };
    case "slow_down":
      return { kind: "pending", slowDown: true };
    case "expired":
    case "denied":
    case "error":
      return { kind: answer["status"] };
    case "approved":
      return readApproval(answer);
    default:
      return { kind: "unreadable" };
  }
}

/** Reads the tokens of a login or of its renewal; undefined without an access token. */
export function readTokens(body: unknown): Tokens | undefined {
  const answer = fieldsOf(body);
  const accessToken = asText(answer["access_token"], 20_000);
  const refreshToken = asText(answer["refresh_token"], 20_000);
  if (accessToken === undefined || !isHeaderValue(accessToken)) return undefined;
  return {
    accessToken: new Secret(accessToken),
    refreshToken: refreshToken === undefined ? null : new Secret(refreshToken),
    expiresInS: within(answer["expires_in"], DEFAULT_TOKEN_LIFETIME_S, 400 * 86_400),
  };
}

/** Tells whether a word can be an organisation's name in a path or a hint. */
export function isOrganization(word: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(word);
}

function readApproval(answer: Readonly<Record<string, unknown>>): PollAnswer {
  const tokens = readTokens(answer);
  if (tokens === undefined) return { kind: "unreadable" };
  const organization = asText(answer["org"], 100);
  if (organization === undefined) return { kind: "no-organization" };
  if (!isOrganization(organization)) return { kind: "unreadable" };
  const email = asText(answer["email"], 320) ?? null;
  return { kind: "approved", tokens, organization, email };
}

function pageOf(value: unknown, server: string): string | undefined {
  const text = asText(value, 2000);
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSafe = url.origin === server || url.protocol === "https:";
  return isSafe && url.username === "" && url.password === "" ? url.href : undefined;
}

function isHeaderValue(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

function asText(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== "string" || value === "" || value.length > maxLength) return undefined;
  return value;
}

function within(value: unknown, otherwise: number, most: number): number {
  const isUsable = typeof value === "number" && Number.isFinite(value) && value > 0;
  return isUsable ? Math.min(value, most) : otherwise;
}
