import { ok } from "../../src/core/kernel/result.ts";
import type { ClaimStore, ClaimWritten, SharedClaim } from "../../src/ports/claim-store.ts";

/** What clones share, in memory: claims, and the specs of their branch. */
export class MemoryClaims {
  readonly claims = new Map<string, SharedClaim>();
  readonly branch = new Map<string, string>();
  /** Called before each write, as when another job does something in between. */
  beforeWrite: () => void = () => undefined;
  #writes = 0;

  /** A clone's way to it. `checkedOut` is what the clone was made from. */
  store(checkedOut = new Map(this.branch)): ClaimStore {
    return {
      list: () => Promise.resolve(ok(new Map(this.claims))),
      write: (writes) => {
        this.beforeWrite();
        const written = writes.map(({ name, expected, text }): [string, ClaimWritten] => {
          if ((this.claims.get(name)?.id ?? null) !== expected) {
            return [name, { kind: "taken" }];
          }
          this.#writes += 1;
          const id = text === null ? null : String(this.#writes);
          if (id === null) this.claims.delete(name);
          else this.claims.set(name, { id, text });
          return [name, { kind: "done", id }];
        });
        return Promise.resolve(ok(new Map(written)));
      },
      movedOn: (paths) => {
        const moved = paths.filter((path) => this.branch.get(path) !== checkedOut.get(path));
        return Promise.resolve(ok(new Set(moved)));
      },
      sharedTexts: (paths) =>
        Promise.resolve(ok(new Map(paths.map((path) => [path, this.branch.get(path) ?? null])))),
    };
  }
}
