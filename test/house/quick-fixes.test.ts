import assert from "node:assert/strict";
import { CONFIG_MENDS } from "../../src/core/config/mend-config.ts";
import { MENDERS } from "../../src/core/spec/mend/mends-of.ts";
import { captures, pageNamed } from "../cli/read-docs.ts";
import { ELSEWHERE, NO_FIX, NO_FIX_ROOMS } from "./quick-fix-decisions.ts";

/**
 * Every code that docs/troubleshooting.md explains, which another test holds against the source,
 * has a quick fix or a reason why it has none.
 */
suite("quick fixes", () => {
  const codes = captures(pageNamed("docs/troubleshooting.md").text, /^\| `([a-z]+\/[a-z0-9-]+)`/gm);
  const fixed = new Set([...MENDERS.keys(), ...CONFIG_MENDS, ...ELSEWHERE.keys()]);

  test("are decided on for every code of a problem", () =>
    assert.deepEqual(
      codes.filter((code) => !fixed.has(code) && !NO_FIX.has(code) && !isOfOtherRoom(code)),
      [],
    ));

  test("are decided on once, and for codes that exist", () => {
    const known = new Set(codes);
    assert.deepEqual(
      [...fixed, ...NO_FIX.keys()].filter((code) => !known.has(code)),
      [],
    );
    assert.deepEqual(
      [...NO_FIX.keys(), ...fixed].filter(
        (code) => isOfOtherRoom(code) || (fixed.has(code) && NO_FIX.has(code)),
      ),
      [],
    );
  });
});

function isOfOtherRoom(code: string): boolean {
  return NO_FIX_ROOMS.has(code.slice(0, code.indexOf("/")));
}
