import type { RequestMeter, WriteCount } from "../ports/request-meter.ts";

/** A meter that starts at zero. */
export function createRequestMeter(): RequestMeter {
  const byHost = new Map<string, number>();
  const byKind = { read: 0, write: 0 };
  const writes = new Map<string, WriteCount>();
  return {
    count(host, kind, what) {
      byHost.set(host, (byHost.get(host) ?? 0) + 1);
      byKind[kind] += 1;
      if (kind === "read" || what === undefined) return;
      const name = `${host} ${what}`;
      writes.set(name, { host, what, count: (writes.get(name)?.count ?? 0) + 1 });
    },
    total: () => ({
      total: byKind.read + byKind.write,
      reads: byKind.read,
      writes: byKind.write,
      byHost: Object.fromEntries([...byHost].sort(([a], [b]) => (a < b ? -1 : 1))),
    }),
    writes: () => [...writes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, write]) => write),
  };
}
