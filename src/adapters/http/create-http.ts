import type { Http } from "./http.ts";
import type { HttpDeps } from "./http-deps.ts";
import { createConnection } from "./http-connection.ts";
import { createLanes, type Lanes } from "./lanes.ts";

/** Hosts are told apart by origin; all connections to one share its turns and its limits. */
export function createHttp(deps: HttpDeps): Http {
  const lanes = new Map<string, Lanes>();
  return {
    connect(options) {
      const { origin } = options.baseUrl;
      const own = lanes.get(origin) ?? createLanes();
      lanes.set(origin, own);
      return createConnection(options, own, deps);
    },
  };
}
