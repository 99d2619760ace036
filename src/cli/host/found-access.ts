import type { TrackerAccess } from "../../ports/credentials.ts";

/** A credential, and where it comes from, to be said to the person; never what it is. */
export interface FoundAccess {
  readonly access: TrackerAccess;
  readonly source: string;
}
