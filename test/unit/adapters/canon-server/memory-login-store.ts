import type { LoginCredential, LoginStore } from "../../../../src/adapters/canon-server/login.ts";

export interface MemoryLoginStore extends LoginStore {
  login: LoginCredential | undefined;
  /** Makes the next writes fail, as a full disk does. */
  isFull: boolean;
}

/** A place for a login with a lock that all its users share. */
export function createMemoryLoginStore(login?: LoginCredential): MemoryLoginStore {
  let last: Promise<unknown> = Promise.resolve();
  const store: MemoryLoginStore = {
    login,
    isFull: false,
    read: () => Promise.resolve(store.login),
    write(credential) {
      if (store.isFull) return Promise.reject(new Error("no space"));
      store.login = credential;
      return Promise.resolve();
    },
    remove() {
      store.login = undefined;
      return Promise.resolve();
    },
    withLock(task) {
      const mine = last.then(task);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
  return store;
}
