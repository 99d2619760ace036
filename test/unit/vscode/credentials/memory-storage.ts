import type { Storage } from "../../../../src/vscode/host/secret-store.ts";

/** The editor's secret storage, as all windows share it. */
export interface MemoryStorage extends Storage {
  readonly values: Map<string, string>;
}

export function createMemoryStorage(): MemoryStorage {
  const values = new Map<string, string>();
  const listeners = new Set<(event: { readonly key: string }) => void>();
  const tell = (key: string): void => {
    for (const listener of listeners) listener({ key });
  };
  return {
    values,
    keys: () => Promise.resolve([...values.keys()]),
    get: (key) => Promise.resolve(values.get(key)),
    store(key, value) {
      values.set(key, value);
      tell(key);
      return Promise.resolve();
    },
    delete(key) {
      values.delete(key);
      tell(key);
      return Promise.resolve();
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}
