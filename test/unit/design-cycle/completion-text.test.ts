import assert from "node:assert/strict";
import { completionSentence, completionText } from "../../../src/design-cycle/completion-text.ts";
import { MemoryCycle, MemoryTicket } from "../../support/memory-cycle.ts";

function aCycle(): { cycle: MemoryCycle; linear: MemoryTicket } {
  const cycle = new MemoryCycle();
  const linear = new MemoryTicket("In Review", ["In Review", "Done"]);
  cycle.tickets.set("linear", linear);
  cycle.disabled.add("jira");
  const links = "<ticket_links>\ncycle: cycle-7\nlinear: DSN-204\njira: WEB-3\n</ticket_links>\n";
  cycle.files.set("STATE.md", `---\ncycle: cycle-7\n---\n${links}`);
  cycle.files.set("DESIGN-VERIFICATION.md", "---\npass: true\n---\n");
  return { cycle, linear };
}

suite("a completion as a text", () => {
  test("shows the moves, the comments as they are sent, and what is left out and why", async () => {
    const { cycle } = aCycle();
    const token = ["gh", "p_", "a1b2".repeat(9)].join("");
    const pullRequestUrl = `https://github.com/acme/web/pull/4?t=${token}`;
    const report = await cycle.complete(
      { outcome: "verify-passed", pullRequestUrl },
      { isPreview: true },
    );
    assert.equal(
      completionText(report, true),
      [
        "Design cycle cycle-7: verification passed",
        "Nothing is changed or sent before you agree.",
        "",
        "Linear DSN-204",
        '  Moves:      "In Review" → "Done"',
        "  Comments:   GDD cycle cycle-7: verification passed. Pull request:",
        "              https://github.com/acme/web/pull/4?t=[REDACTED:github_pat]",
        "  Masked:     1 × github_pat",
        "",
        "Jira WEB-3",
        "  Left out:   disabled. Jira is switched off by GDD_DISABLE_JIRA in the environment.",
        "",
      ].join("\n"),
    );
  });

  test("says afterwards what was done, and what was not", async () => {
    const { cycle, linear } = aCycle();
    linear.fails.add("post");
    const broken = await cycle.complete();
    assert.match(completionText(broken, false), /Moved:.*"Done"\n[\s\S]*Not posted: /);
    assert.deepEqual(completionSentence(broken), {
      sentence:
        'Canon moved DSN-204 to "Done". DSN-204: The tracker did not answer. WEB-3: Jira is switched off by GDD_DISABLE_JIRA in the environment.',
      isWhole: false,
    });
    linear.fails.clear();
    const { systems, ...rest } = await cycle.complete();
    assert.deepEqual(completionSentence({ ...rest, systems: systems.slice(0, 1) }), {
      sentence: "Canon commented on DSN-204.",
      isWhole: true,
    });
    assert.match(completionText(await cycle.complete(), false), /Has:/);
  });
});
