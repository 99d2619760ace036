import type { Clone } from "./commands.ts";
import type { Hands } from "./hands.ts";
import type { Tally } from "./tally.ts";

/** What has to be seen of a world to say whether its syncs keep their promises. */
export interface Watched {
  readonly tally: Tally;
  readonly clones: readonly Clone[];
  files(clone: Clone): Map<string, string>;
  hands(clone: Clone): Hands;
  /** Whether a ticket is a file of the workspace, so that a merge of git changes it. */
  isInFiles(key: string): boolean;
}
