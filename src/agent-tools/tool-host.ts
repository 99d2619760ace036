import type { Clock } from "../ports/clock.ts";
import type { PlanShelf } from "./plan-shelf.ts";
import type { ToolFolder } from "./tool-folder.ts";

/** What the tools work with. Both the editor and the command line make one. */
export interface ToolHost {
  readonly clock: Pick<Clock, "now">;
  readonly folders: () => Promise<readonly ToolFolder[]>;
  readonly shelf: PlanShelf;
}
