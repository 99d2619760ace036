import type { ReferenceHealth } from "./references.ts";

/** What a broken link is, since when, and what can be done about it. */
export function brokenLink(key: string, { refusal, since, dismissedAt }: ReferenceHealth): string {
  const day = since.slice(0, 10);
  const what =
    refusal === "missing" || refusal === "tracker/not-found"
      ? `the tracker has had no such ticket since ${day}`
      : `the tracker has refused to show it since ${day}`;
  const rest =
    dismissedAt === null
      ? "The section stays as it is, and the ticket is asked about once a day. Link another ticket, unlink the section, or dismiss the broken link."
      : `It was dismissed on ${dismissedAt.slice(0, 10)}, so plans leave it out and the ticket is not asked about. Link another ticket, or let the link take part in syncs again.`;
  return `The link to ${key} is broken: ${what}. ${rest}`;
}
