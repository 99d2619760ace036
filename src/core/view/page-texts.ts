import { isRecord } from "../kernel/json-fields.ts";
import { translationsOf, type Translations } from "../kernel/texts.ts";

/** Every text that the page of the ticket digest makes by itself. */
export const DIGEST_PAGE_TEXTS = [
  "1 comment.",
  "1 credential hidden: {0}",
  "1 day ago",
  "1 month ago",
  "1 year ago",
  "Link Ticket…",
  "Manage Workspace Trust",
  "New",
  "Newest comments in {0}",
  "Open STATE.md",
  "Open config.json",
  "Open {0} on {1}",
  "Reading the tickets.",
  "Set Credentials…",
  "Show Log",
  "Show all",
  "Show all of the comment by {0}",
  "Show less",
  "Show less of the comment by {0}",
  "Status:",
  "Ticket digest",
  "Ticket digest of {0}",
  "Try Again",
  "at an unknown time",
  "just now",
  "{0} comments.",
  "{0} credentials hidden: {1}",
  "{0} days ago",
  "{0} h ago",
  "{0} min ago",
  "{0} months ago",
  "{0} new since you last looked",
  "{0} years ago",
] as const;

/** What a page that is shown in a frame of its own needs to speak the person's language. */
export function textsForPage(texts: readonly string[]): string {
  return JSON.stringify(translationsOf(texts));
}

/** The same at the other end; a page without them speaks English. */
export function readTexts(json: string | undefined): Translations {
  const texts: unknown = json === undefined ? {} : JSON.parse(json);
  if (!isRecord(texts)) return {};
  const pairs = Object.entries(texts);
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}
