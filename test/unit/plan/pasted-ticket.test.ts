import assert from "node:assert/strict";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { ticketId } from "../../../src/core/model/ticket-ref.ts";
import { pastedTicket, type TrackerHost } from "../../../src/core/plan/pasted-ticket.ts";
import { headingNear } from "../../../src/core/spec/heading-near.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const CONFIG = `ticket_systems:
  payments:
    system: jira
    project: PAY
    host: acme.atlassian.net
  web:
    system: github
    project: acme/web
  boards:
    system: azure-devops
    project: Shop
  core:
    system: linear
    project: ENG
routing:
  - match: {default: true}
    target: payments
`;

function read(
  text: string,
  { yaml = CONFIG, spec = "## A\n", hosts = [] as readonly TrackerHost[] } = {},
): string | undefined {
  const { config } = parseConfig(yaml, "CANON.yaml");
  const ref = pastedTicket(text, config, { file: "a.md", document: parseSpec(spec) }, hosts);
  return ref === undefined ? undefined : ticketId(ref);
}

suite("a ticket that is pasted", () => {
  test("is known by its address", () => {
    assert.equal(read("https://acme.atlassian.net/browse/PAY-142"), "jira:PAY-142");
    assert.equal(read(" https://ACME.atlassian.net/browse/OPS-7?focusedId=1#c \n"), "jira:OPS-7");
    assert.equal(
      read("https://acme.atlassian.net/jira/software/projects/PAY/boards/1?selectedIssue=PAY-3"),
      "jira:PAY-3",
    );
    assert.equal(read("https://linear.app/acme/issue/ENG-7/some-title"), "linear:ENG-7");
    assert.equal(read("https://github.com/acme/web/issues/12"), "github:12");
    assert.equal(read("https://github.com/acme/other/issues/12"), "github:acme/other#12");
    assert.equal(read("https://dev.azure.com/acme/Shop/_workitems/edit/42"), "azure-devops:42");
  });

  test("is known by its key, where the project is", () => {
    assert.equal(read("PAY-142"), "jira:PAY-142");
    assert.equal(read("jira:OPS-1"), "jira:OPS-1");
    assert.equal(read("acme/web#9"), "github:9");
    assert.equal(read("OPS-1", { spec: "## A\n<!-- canon:ticket:jira:OPS-2 -->\n" }), "jira:OPS-1");
    assert.equal(read("OPS-1", { spec: "---\nticket_project: OPS\n---\n## A\n" }), "jira:OPS-1");
  });

  test("on a host that a credential is for is known as well", () => {
    const yaml = "sync:\n  system: jira\n  project_key: PAY\n";
    const url = "https://jira.example.com/base/browse/PAY-1";
    assert.equal(read(url, { yaml }), undefined);
    const hosts = [{ system: "jira", host: "jira.example.com" }] as const;
    assert.equal(read(url, { yaml, hosts }), "jira:PAY-1");
  });

  test("is only a text otherwise", () => {
    for (const text of [
      "",
      "UTF-8",
      "PAY-142 and more",
      "https://elsewhere.example.com/browse/PAY-1",
      "https://acme.atlassian.net@elsewhere.example.com/browse/PAY-1",
      "https://elsewhere.example.com/acme.atlassian.net/browse/PAY-1",
      "https://acme.atlassian.net/browse/PAY-1-->",
      "https://acme.atlassian.net/wiki/PAY-1",
      "https://github.com/acme/web/pull/12",
      "ftp://acme.atlassian.net/browse/PAY-1",
      "local:SHOP-1",
    ]) {
      assert.equal(read(text), undefined, text);
    }
  });
});

suite("the heading near a line", () => {
  const SPEC = "# Title\n\n## A\n\n<!-- canon:system:1 status:todo -->\n\nText\n\nB\n---\n\nText\n";
  const near = (line: number): string | undefined => headingNear(parseSpec(SPEC), line)?.title;

  test("is its own, and that of the lines right below it", () => {
    assert.deepEqual([2, 3, 4, 5].map(near), ["A", "A", "A", "A"]);
    assert.deepEqual([8, 9, 10].map(near), ["B", "B", "B"]);
  });

  test("is none from the first text on, and above the first section", () =>
    assert.deepEqual([0, 1, 6, 7, 11].map(near), [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]));
});
