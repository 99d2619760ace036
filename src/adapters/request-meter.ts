import type { RequestMeter } from "../ports/request-meter.ts";

/** A meter that starts at zero. */
export function createRequestMeter(): RequestMeter {
  const byHost = new Map<string, number>();
  const byKind = { read: 0, write: 0 };
  return {
    count(host, kind) {
      byHost.set(host, (byHost.get(host) ?? 0) + 1);
      byKind[kind] += 1;
    },
    total: () => ({
      total: byKind.read + byKind.write,
      reads: byKind.read,
      writes: byKind.write,
      byHost: Object.fromEntries([...byHost].sort(([a], [b]) => (a < b ? -1 : 1))),
    }),
  };
}
