import type { Problem } from "../core/kernel/problem.ts";
import { err } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { CycleFiles } from "../ports/cycle-files.ts";
import type { LockPolicy } from "./cycle-config.ts";
import { editLinks } from "./edit-links.ts";
import { parseStateFile } from "./state-file.ts";
import { linksOf, type CycleLink, type CycleSystem } from "./ticket-links.ts";

/** What a completion leaves beside a link. */
export interface LinkNote {
  readonly status: string;
  readonly done: string;
}

/**
 * Notes what was done in the entry of one cycle.
 *
 * What cannot be noted is told and stops nothing; a file that somebody else holds is not waited
 * for again.
 */
export class LinksRecord {
  readonly problems: Problem[] = [];
  readonly #files: CycleFiles;
  readonly #cycle: string;
  readonly #lock: LockPolicy;
  #isLocked = false;

  constructor(files: CycleFiles, cycle: string, lock: LockPolicy) {
    this.#files = files;
    this.#cycle = cycle;
    this.#lock = lock;
  }

  async note(system: CycleSystem, link: CycleLink, { status, done }: LinkNote): Promise<void> {
    if (this.#isLocked || (link.status === status && link.done === done)) return;
    const edited = await this.#files.editState((text) => {
      const { links } = linksOf(parseStateFile(text), this.#cycle);
      // Its owner may have written the file since it was read.
      if (links[system]?.key !== link.key) return err(linkMoved(link.key));
      return editLinks(text, this.#cycle, [
        [`${system}_status`, status],
        [`${system}_done`, done],
      ]);
    }, this.#lock);
    if (edited.ok) return;
    this.problems.push(edited.error);
    this.#isLocked = edited.error.code === "cycle/locked";
  }
}

function linkMoved(key: string): Problem {
  return {
    code: "cycle/not-recorded",
    severity: "warning",
    line: null,
    message: t(
      "The link to {0} was changed or removed meanwhile, so nothing was noted for it.",
      key,
    ),
  };
}
