import { placeKey, type CodeHistory, type CommittedPlace } from "../../src/ports/code-history.ts";

/** One commit: all files as it left them, and those that it renamed, old path to new one. */
export interface MemoryCommit {
  readonly files: Readonly<Record<string, string>>;
  readonly renamed?: Readonly<Record<string, string>>;
}

export interface MemoryCodeHistory extends CodeHistory {
  /** Texts that were read so far. */
  readonly reads: number;
}

/** A history in memory, the oldest commit first; the id of a commit is its place in the list. */
export function createMemoryCodeHistory(
  commits: readonly MemoryCommit[],
  { isWhole = true }: { readonly isWhole?: boolean } = {},
): MemoryCodeHistory {
  let reads = 0;
  return {
    get reads() {
      return reads;
    },

    versionsOf(path) {
      const versions: CommittedPlace[] = [];
      let name = path;
      for (let index = commits.length - 1; index >= 0; index -= 1) {
        const commit = commits[index];
        const before = commits[index - 1];
        const text = commit?.files[name];
        const former = Object.entries(commit?.renamed ?? {}).find(([, to]) => to === name)?.[0];
        const isChanged = text !== before?.files[name] || former !== undefined;
        if (isChanged) versions.push({ commit: String(index), path: name });
        name = former ?? name;
      }
      return Promise.resolve({ kind: "known", versions, isWhole });
    },

    textsAt(places) {
      reads += places.length;
      return Promise.resolve(
        new Map(
          places.map((place) => [
            placeKey(place),
            commits[Number(place.commit)]?.files[place.path] ?? null,
          ]),
        ),
      );
    },

    renamedSince(commit) {
      const names = new Map<string, string>();
      for (const { renamed = {} } of commits.slice(Number(commit) + 1)) {
        for (const [from, to] of Object.entries(renamed)) {
          const origin = [...names].find(([, name]) => name === from)?.[0] ?? from;
          names.set(origin, to);
        }
      }
      return Promise.resolve(names);
    },
  };
}
