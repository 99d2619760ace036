import { t } from "../kernel/texts.ts";
import type { ReferenceHealth } from "./references.ts";

/** What a broken link is, since when, and what can be done about it. */
export function brokenLink(key: string, { refusal, since, dismissedAt }: ReferenceHealth): string {
  const day = since.slice(0, 10);
  const what =
    refusal === "missing" || refusal === "tracker/not-found"
      ? t("the tracker has had no such ticket since {0}", day)
      : t("the tracker has refused to show it since {0}", day);
  const rest =
    dismissedAt === null
      ? t(
          "The section stays as it is, and the ticket is asked about once a day. Link another ticket, unlink the section, or dismiss the broken link.",
        )
      : t(
          "It was dismissed on {0}, so plans leave it out and the ticket is not asked about. Link another ticket, or let the link take part in syncs again.",
          dismissedAt.slice(0, 10),
        );
  return t("The link to {0} is broken: {1}. {2}", key, what, rest);
}
