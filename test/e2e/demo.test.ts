import { doMainJob, SPEC } from "./support/main-job.ts";
import { inWindow } from "./support/open-window.ts";

suite("the demo", () => {
  test("makes tickets, takes over a status that was moved by hand, and undoes it", () =>
    inWindow({ file: SPEC }, doMainJob));
});
