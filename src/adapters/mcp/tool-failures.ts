import { capital } from "../../core/kernel/capital.ts";
import type { TrackerError } from "../../core/model/ticket.ts";

/** What a refusal says of the try: whether the same call may be made again. */
export interface Refusal {
  readonly error: TrackerError;
  /** The tracker asked to come back later, so nothing has happened. */
  readonly isBusy: boolean;
  /** Nobody knows whether the tracker did it: whoever asked it got no clear answer. */
  readonly isUnclear: boolean;
}

/**
 * Tells from the words of a refusal what kind it is. The words themselves go no further: a server
 * may repeat in them what it was sent, credentials included.
 *
 * Shape: `action` ends a sentence: `reading WEB-3`.
 */
export function refusalOf(text: string, action: string): Refusal {
  const words = text.slice(0, MOST_WORDS);
  const kind = KINDS.find(({ pattern }) => pattern.test(words)) ?? OTHER;
  return {
    error: { code: kind.code, message: `${capital(action)} over MCP failed: ${kind.advice}` },
    isBusy: kind.code === "tracker/rate-limited",
    isUnclear: kind.code === "tracker/unreachable",
  };
}

/** An answer that says that it failed, though the server did not mark it so. */
export function isRefusal(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return false;
  const { error, errors, errorMessages } = answer as Readonly<Record<string, unknown>>;
  return isSaid(error) || isSaid(errors) || isSaid(errorMessages);
}

export function unreadable(action: string): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: `${capital(action)} over MCP gave an answer that Canon does not understand, so it was not used. Look at the ticket itself, or give Canon a credential of its own.`,
  };
}

export const CANCELLED: TrackerError = {
  code: "tracker/cancelled",
  message: "The work was stopped before the tracker was asked.",
};

interface Kind {
  readonly code: TrackerError["code"];
  readonly pattern: RegExp;
  readonly advice: string;
}

/** A refusal is a few words; more of it says nothing that these look for. */
const MOST_WORDS = 4000;

const OTHER: Omit<Kind, "pattern"> = {
  code: "tracker/rejected",
  advice: "the server refused it. Look at the ticket and at the server's own log.",
};

const KINDS: readonly Kind[] = [
  {
    code: "tracker/rate-limited",
    pattern: /\b429\b|rate.?limit|too many requests/i,
    advice: "the tracker asked to be left alone for a while. Try again later.",
  },
  {
    code: "tracker/unauthorized",
    pattern: /\b401\b|unauthori[sz]ed|not authenticated|authenticat|credentials are missing/i,
    advice: "the server is not signed in to the tracker. Sign in with it, then try again.",
  },
  {
    code: "tracker/not-found",
    pattern: /\b404\b|not.?found|does not exist|no such/i,
    advice:
      "the tracker has no such ticket, or does not show it to the account that the server uses. Correct the link of the cycle.",
  },
  {
    code: "tracker/forbidden",
    pattern: /\b403\b|forbidden|permission/i,
    advice: "the account that the server uses may not do that. Give it the right, or use another.",
  },
  {
    code: "tracker/unreachable",
    pattern:
      /\b50[0234]\b|server.?error|unavailable|time(?:d)?.?out|E(?:CONN|HOST|NET|AI_|TIMED|PIPE)|socket|network/i,
    advice: "the server did not reach the tracker. Try again later.",
  },
];

function isSaid(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== false && value !== "";
}
