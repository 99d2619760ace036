import assert from "node:assert/strict";
import { specStatusLabel, ticketStatusLabel } from "../../../src/core/view/status-words.ts";

suite("status words", () => {
  test("name a spec status as people say it", () =>
    assert.equal(specStatusLabel({ state: "in_progress", blockedBy: null }), "In progress"));
  test("call a section without a status a draft", () =>
    assert.equal(specStatusLabel(null), "Draft"));
  test("name what blocks a section", () =>
    assert.equal(
      specStatusLabel({ state: "blocked", blockedBy: "PAY-200" }),
      "Blocked by PAY-200",
    ));
  test("turn the embedded tracker's words into labels", () => {
    assert.equal(ticketStatusLabel("in_review"), "In review");
    assert.equal(ticketStatusLabel("todo"), "To do");
  });
  test("say of an issue on GitHub whether it is open, and what its label says", () => {
    assert.equal(ticketStatusLabel("open|canon:todo"), "Open, to do");
    assert.equal(ticketStatusLabel("open|canon:in-progress"), "Open, in progress");
    assert.equal(ticketStatusLabel("closed|specwright:done"), "Closed, done");
    assert.equal(ticketStatusLabel("open"), "Open");
  });
  test("leave a tracker's own names alone", () =>
    assert.equal(ticketStatusLabel("Selected for Development"), "Selected for Development"));
});
