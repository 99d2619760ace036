import assert from "node:assert/strict";
import { resolveLinks } from "../../../src/core/merge/resolve-links.ts";
import { formatLinks, parseLinks } from "../../../src/core/plan/links-file.ts";
import type { LinkBase } from "../../../src/core/plan/links.ts";
import type { TicketId } from "../../../src/core/model/ticket-ref.ts";

const AGREED: LinkBase = {
  status: "todo",
  raw: "To Do",
  title: "t0",
  text: "x0",
  bytes: "b0",
  criteria: [["c0", false]],
  parent: null,
  revision: "1",
  at: "docs/specs/a.md#retry",
};

const line = (id: string, parts: Partial<LinkBase> = {}): string =>
  formatLinks(new Map([[id as TicketId, { ...AGREED, ...parts }]])).split("\n")[1] ?? "";

/** The file as a merge leaves it when both sides changed the same line. */
function conflict(ours: string[], theirs: string[], base?: string[]): string {
  const middle = base === undefined ? [] : ["||||||| 1f3c", ...base];
  const hunk = ["<<<<<<< HEAD", ...ours, ...middle, "=======", ...theirs, ">>>>>>> main"];
  return ['{"version":1,"links":{', line("jira:PAY-0"), ...hunk, '"":null}}', ""].join("\n");
}

function merged(text: string, ancestor: string | null = null): LinkBase | undefined {
  const { text: after, left } = resolveLinks(text, ancestor);
  assert.deepEqual(left, []);
  const { bases, refusal, problems } = parseLinks(after);
  assert.deepEqual([refusal, problems], [null, []]);
  assert.deepEqual(bases.get("jira:PAY-0"), AGREED);
  return bases.get("jira:PAY-1");
}

suite("a conflict in the file of agreed values", () => {
  test("keeps the links that either side added", () => {
    const text = conflict([line("jira:PAY-1")], [line("jira:PAY-2")]);
    const { bases } = parseLinks(resolveLinks(text, null).text);
    assert.deepEqual([...bases.keys()], ["jira:PAY-0", "jira:PAY-1", "jira:PAY-2"]);
  });

  test("takes each field from the side that moved it", () => {
    const text = conflict(
      [line("jira:PAY-1", { status: "done", raw: "Done" })],
      [line("jira:PAY-1", { title: "t1", at: "docs/specs/b.md#retry", revision: "2" })],
      [line("jira:PAY-1")],
    );
    assert.deepEqual(merged(text), {
      ...AGREED,
      status: "done",
      raw: "Done",
      title: "t1",
      at: "docs/specs/b.md#retry",
      revision: "2",
    });
    assert.deepEqual(resolveLinks(text, null).notes, []);
  });

  test("goes back to the ancestor where both moved apart, so that the next sync asks", () => {
    const ours = [line("jira:PAY-1", { status: "done", raw: "Done", text: "x1", bytes: "b1" })];
    const theirs = [line("jira:PAY-1", { status: "in_progress", raw: "Doing", text: "x0" })];
    const text = conflict(ours, theirs, [line("jira:PAY-1")]);
    assert.deepEqual(merged(text), { ...AGREED, text: "x1", bytes: "b1" });
    const [note] = resolveLinks(text, null).notes;
    assert.match(note?.message ?? "", /jira:PAY-1/);
  });

  test("finds the ancestor in the text that git keeps, where the file does not show it", () => {
    const text = conflict(
      [line("jira:PAY-1", { title: "t1" })],
      [line("jira:PAY-1", { title: "t2", parent: "PAY-9" })],
    );
    const base = new Map<TicketId, LinkBase>([["jira:PAY-1", AGREED]]);
    assert.deepEqual(merged(text, formatLinks(base)), { ...AGREED, parent: "PAY-9" });
  });

  test("counts as never agreed where the sides differ and no ancestor is known", () => {
    const text = conflict(
      [line("jira:PAY-1", { status: "done", raw: "Done" })],
      [line("jira:PAY-1", { criteria: [["c0", true]], revision: "2" })],
    );
    assert.deepEqual(merged(text), {
      ...AGREED,
      status: null,
      raw: null,
      criteria: [],
      revision: "",
    });
  });

  test("forgets a link that one side unlinked and the other left alone", () => {
    const untouched = [line("jira:PAY-1")];
    assert.equal(merged(conflict([], untouched, untouched)), undefined);
    assert.deepEqual(merged(conflict([], untouched)), AGREED);
    const moved = [line("jira:PAY-1", { title: "t1" })];
    assert.deepEqual(merged(conflict(moved, [], untouched)), { ...AGREED, title: "t1" });
  });

  test("keeps the records of other trackers' names out of every prototype", () => {
    const text = conflict(['"__proto__":{"status":"done"},'], [line("jira:PAY-1")]);
    resolveLinks(text, null);
    assert.equal(({} as { status?: unknown }).status, undefined);
  });

  test("is left as it is where a side is no list of links", () => {
    const text = conflict(['"jira:PAY-1":{,'], [line("jira:PAY-1")]);
    const { text: after, resolved, left } = resolveLinks(text, null);
    assert.equal(after, text);
    assert.equal(resolved, 0);
    assert.deepEqual(
      left.map(({ code, line: at }) => [code, at]),
      [["merge/left", 3]],
    );
  });
});
