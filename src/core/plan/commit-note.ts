import * as z from "zod/mini";
import { stableId } from "../kernel/stable-id.ts";

const noteShape = z.object({
  version: z.literal(1),
  work: z.string(),
  files: z.record(
    z.string(),
    z.object({ base: z.nullable(z.string()), wrote: z.array(z.string()) }),
  ),
});

/**
 * Written down before files are edited that are to be committed, so that a run which died can be
 * finished without anybody else's changes riding along.
 *
 * Shape:  `work` names the merged work. For each file, `base` is the hash of the text that was
 *         committed before, null without one, and `wrote` are those of all texts that Canon has put
 *         there since, or was about to.
 */
export interface CommitNote {
  readonly work: string;
  readonly files: ReadonlyMap<string, NotedFile>;
}

export interface NotedFile {
  readonly base: string | null;
  readonly wrote: readonly string[];
}

/** Where the note of a piece of work lies; not committed. */
export function commitNotePath(work: string): string {
  return `.canon/journal/commits/${stableId([work])}.json`;
}

export function formatCommitNote({ work, files }: CommitNote): string {
  return `${JSON.stringify({ version: 1, work, files: Object.fromEntries(files) }, null, 2)}\n`;
}

/** A note that cannot be read is none: then a file with changes is left alone. */
export function parseCommitNote(text: string, work: string): CommitNote {
  try {
    const note = noteShape.safeParse(JSON.parse(text));
    if (note.success && note.data.work === work) {
      return { work, files: new Map(Object.entries(note.data.files)) };
    }
  } catch {
    // Not JSON, so nothing is known.
  }
  return { work, files: new Map() };
}
