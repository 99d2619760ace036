import { readManagedBlock } from "../../../src/core/model/managed-block.ts";
import type { MemoryTicketTracker } from "../memory-ticket-tracker.ts";
import { boxesInText, editText } from "./body-edits.ts";
import type { Hands, SeenTicket } from "./hands.ts";

const STATUSES = ["todo", "in_progress", "done", "in_review", "blocked", "deprecated"];

/** The hands of the people who work in the tracker in memory. */
export function handsOnMemory(tracker: MemoryTicketTracker): Hands {
  const { tickets } = tracker;
  return {
    statusesOf: () => STATUSES,
    hasTexts: true,
    hasParents: true,
    tickets: () =>
      [...tickets].map(([key, { title, description, status, parentKey }]) => ({
        key,
        title,
        body: description,
        boxes: boxesInText(description),
        status,
        parentKey,
      })),
    move(key, status) {
      tracker.edit(key, (ticket) => (ticket.status = status));
      return true;
    },
    retitle(key, title) {
      tracker.edit(key, (ticket) => (ticket.title = title));
      return true;
    },
    edit(key, edit) {
      const edited = editText(tickets.get(key)?.description ?? "", edit);
      if (edited === undefined) return false;
      tracker.edit(key, (ticket) => (ticket.description = edited));
      return true;
    },
    reparent(key, parentKey) {
      if (parentKey === key) return false;
      tracker.edit(key, (ticket) => (ticket.parentKey = parentKey));
      return true;
    },
    remove(key) {
      tickets.delete(key);
      for (const one of tickets.values()) if (one.parentKey === key) one.parentKey = null;
      return true;
    },
  };
}

const TICKET = /^\.canon\/tickets\/([A-Z]+-\d+)\.md$/;

/** The hands of a person who edits the ticket files of a workspace. */
export function handsOnFiles(files: Map<string, string>): Hands {
  const change = (key: string, edit: (text: string) => string | undefined): boolean => {
    const path = `.canon/tickets/${key}.md`;
    const text = files.get(path);
    const edited = text === undefined ? undefined : edit(text);
    if (edited === undefined || edited === text) return false;
    files.set(path, edited);
    return true;
  };
  const field = (key: string, name: string, value: string): boolean =>
    change(key, (text) =>
      text.replace(new RegExp(`^${name}: .*$`, "m"), () => `${name}: ${value}`),
    );
  return {
    statusesOf: () => STATUSES,
    hasTexts: true,
    hasParents: true,
    tickets: () =>
      [...files].flatMap(([path, text]) => {
        const key = TICKET.exec(path)?.[1];
        return key === undefined ? [] : [readFile(key, text)];
      }),
    move: (key, status) => field(key, "status", status),
    retitle: (key, title) => field(key, "title", JSON.stringify(title)),
    edit: (key, edit) =>
      change(key, (text) => {
        const start = text.indexOf("\n---\n") + 5;
        const end = text.lastIndexOf("\n## Comments");
        const edited = editText(text.slice(start, end).trim(), edit);
        return edited && `${text.slice(0, start)}\n${edited.trimEnd()}\n${text.slice(end)}`;
      }),
    reparent: (key, parentKey) => key !== parentKey && field(key, "parent", parentKey ?? "null"),
    remove: (key) => files.delete(`.canon/tickets/${key}.md`),
  };
}

function readFile(key: string, text: string): SeenTicket {
  const value = (name: string): string =>
    (new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? "").replace(/^"(.*)"$/, "$1");
  const body = text.slice(text.indexOf("\n---\n") + 5);
  const parent = value("parent");
  return {
    key,
    title: value("title"),
    body,
    boxes: boxesInText(readManagedBlock(body) ?? ""),
    status: value("status"),
    parentKey: parent === "null" ? null : parent,
  };
}
