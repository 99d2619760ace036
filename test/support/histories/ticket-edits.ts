import assert from "node:assert/strict";
import type { BodyEdit } from "./body-edits.ts";
import type { TicketEdit } from "./commands.ts";
import type { Hands } from "./hands.ts";
import type { Fresh } from "./spec-edits.ts";
import type { Watch } from "./watch.ts";

/** Does to a ticket what a person may do, and tells those who watch. */
export function editTicket(hands: Hands, watch: Watch, fresh: Fresh, edit: TicketEdit): void {
  const tickets = hands.tickets();
  const ticket = tickets[edit.at % Math.max(1, tickets.length)];
  if (ticket === undefined) return;
  const { key } = ticket;
  const write = (make: (word: string) => BodyEdit, kind: "t" | "c" = "t"): void => {
    const word = fresh.word(kind);
    if (hands.edit(key, make(word))) watch.noteTicketWord(word);
  };
  switch (edit.kind) {
    case "status": {
      const statuses = hands.statusesOf(key);
      const status = statuses[edit.nth % statuses.length];
      assert.ok(status);
      if (status === ticket.status || !hands.move(key, status)) return;
      watch.noteTicketMove(key, ticket.status, status);
      return;
    }
    case "title": {
      const word = fresh.word("t");
      if (hands.retitle(key, `${ticket.title} ${word}`)) watch.noteTicketWord(word);
      return;
    }
    case "above":
    case "below":
      write((word) => ({ kind: edit.kind as "above" | "below", text: `Note ${word}.` }));
      return;
    case "inside": {
      const anchor = /\bAnchor s\d+\./.exec(ticket.body)?.[0];
      if (anchor !== undefined) write((text) => ({ kind: "inside", anchor, text }));
      return;
    }
    case "box":
      write((text) => ({ kind: "box", text }), "c");
      return;
    case "tick": {
      const boxes = [...ticket.boxes.keys()];
      const text = boxes[edit.nth % Math.max(1, boxes.length)];
      if (text !== undefined) hands.edit(key, { kind: "tick", text, checked: edit.checked });
      return;
    }
    case "reparent": {
      const parent = tickets[edit.nth % tickets.length];
      hands.reparent(key, edit.checked || parent === undefined ? null : parent.key);
      return;
    }
    case "remove":
      if (hands.remove(key)) watch.noteTicketGone(key);
  }
}
