import type { Disposable } from "../host/disposable.ts";
import { gitApi, type GitRepository } from "../host/git-extension.ts";

/** Calls `moved` when a repository of the window stands on another branch or commit. */
export function watchCheckouts(moved: () => void): Disposable {
  const listeners: Disposable[] = [];
  let isEnded = false;
  const watch = (repository: GitRepository): void => {
    let before = placeOf(repository);
    const listener = repository.state.onDidChange(() => {
      const now = placeOf(repository);
      if (now === before) return;
      // The first place that git names is where the repository stood all along.
      const isFirst = before === null;
      before = now;
      if (!isFirst) moved();
    });
    listeners.push(listener);
  };
  void gitApi().then((api) => {
    if (api === undefined || isEnded) return;
    listeners.push(api.onDidOpenRepository(watch));
    for (const repository of api.repositories) watch(repository);
  });
  return {
    dispose() {
      isEnded = true;
      for (const listener of listeners) listener.dispose();
    },
  };
}

function placeOf({ state: { HEAD } }: GitRepository): string | null {
  return HEAD === undefined ? null : `${HEAD.name ?? ""} ${HEAD.commit ?? ""}`;
}
