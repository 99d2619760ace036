import { capital } from "../../core/kernel/capital.ts";
import { t, textsBy } from "../../core/kernel/texts.ts";
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
  const code = PATTERNS.find(([, pattern]) => pattern.test(words))?.[0] ?? "tracker/rejected";
  return {
    error: { code, message: failedText(code, capital(action)) },
    isBusy: code === "tracker/rate-limited",
    isUnclear: code === "tracker/unreachable",
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
    message: t(
      "{0} over MCP gave an answer that Canon does not understand, so it was not used. Look at the ticket itself, or give Canon a credential of its own.",
      capital(action),
    ),
  };
}

export function cancelled(): TrackerError {
  return {
    code: "tracker/cancelled",
    message: t("The work was stopped before the tracker was asked."),
  };
}

/** A refusal is a few words; more of it says nothing that these look for. */
const MOST_WORDS = 4000;

/** Asked in this order; what none of them knows was rejected. */
const PATTERNS = [
  ["tracker/rate-limited", /\b429\b|rate.?limit|too many requests/i],
  [
    "tracker/unauthorized",
    /\b401\b|unauthori[sz]ed|not authenticated|authenticat|credentials are missing/i,
  ],
  ["tracker/not-found", /\b404\b|not.?found|does not exist|no such/i],
  ["tracker/forbidden", /\b403\b|forbidden|permission/i],
  [
    "tracker/unreachable",
    /\b50[0234]\b|server.?error|unavailable|time(?:d)?.?out|E(?:CONN|HOST|NET|AI_|TIMED|PIPE)|socket|network/i,
  ],
] as const;

const failedText = textsBy<(typeof PATTERNS)[number][0] | "tracker/rejected">({
  "tracker/rejected":
    "{0} over MCP failed: the server refused it. Look at the ticket and at the server's own log.",
  "tracker/rate-limited":
    "{0} over MCP failed: the tracker asked to be left alone for a while. Try again later.",
  "tracker/unauthorized":
    "{0} over MCP failed: the server is not signed in to the tracker. Sign in with it, then try again.",
  "tracker/not-found":
    "{0} over MCP failed: the tracker has no such ticket, or does not show it to the account that the server uses. Correct the link of the cycle.",
  "tracker/forbidden":
    "{0} over MCP failed: the account that the server uses may not do that. Give it the right, or use another.",
  "tracker/unreachable":
    "{0} over MCP failed: the server did not reach the tracker. Try again later.",
});

function isSaid(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== false && value !== "";
}
