import { suiteSetup, suiteTeardown } from "mocha";
import { useWire } from "./fault-server.ts";
import { takeOverFetch } from "./in-process.ts";

/** Within a suite, servers are reached by a call instead of a socket; afterwards all is as before. */
export function staysInProcess(): void {
  let giveBackFetch = (): void => undefined;
  suiteSetup(() => {
    giveBackFetch = takeOverFetch();
  });
  suiteTeardown(() => {
    giveBackFetch();
    useWire(undefined);
  });
}
