import type { ChangedTickets } from "../../core/model/ticket.ts";
import type { Clock } from "../../ports/clock.ts";
import type { GithubApi } from "./api.ts";
import type { IssueFields } from "./issue-fields.ts";
import type { Repository } from "./issue-place.ts";
import type { KeyNames } from "./key-names.ts";
import type { StatusWords } from "./statuses.ts";

/** What the operations on one repository share. */
export interface GithubContext {
  readonly api: GithubApi;
  readonly clock: Clock;
  readonly project: Repository;
  readonly words: StatusWords;
  readonly names: KeyNames;
  readonly fields: IssueFields;
  /** Issues that were there when this tracker last looked, by `placeId`. */
  readonly known: Set<string>;
  readonly memory: {
    /** The newest number that this tracker knows of; null before it asked. */
    newest: number | null;
    /** The last look for changes: GitHub says for free whether the list is still the same. */
    look: { readonly since: string; readonly etag: string; readonly found: ChangedTickets } | null;
  };
}
