import { t } from "../core/kernel/texts.ts";
import type { DigestTicket, PageMessage } from "../core/view/digest-protocol.ts";
import { commentItem } from "./comment-item.ts";
import { button, element } from "./elements.ts";
import { noteBlock } from "./note-block.ts";
import type { OpenComments } from "./open-comments.ts";

export interface PageParts {
  readonly open: OpenComments;
  readonly send: (message: PageMessage) => void;
}

/** One ticket: what it is, where it stands, what is said about it and what was hidden. */
export function ticketSection(ticket: DigestTicket, parts: PageParts): HTMLElement {
  const { system, title, comments, note } = ticket;
  const headingId = `ticket-${system}`;
  const section = element("section", { attributes: { "aria-labelledby": headingId } });
  section.append(heading(ticket, headingId, parts));
  if (title !== null)
    section.append(element("p", { class: "title", text: title, attributes: { dir: "auto" } }));
  section.append(...factsOf(ticket).map((text) => element("p", { class: "fact", text })));
  if (note !== null) section.append(noteBlock(note, system, parts.send));
  if (comments.length > 0) section.append(commentList(ticket, parts));
  return section;
}

function heading(
  { system, tracker, key, status, host }: DigestTicket,
  id: string,
  { send }: PageParts,
): HTMLElement {
  const name = element(
    "h2",
    { attributes: { id } },
    element("span", { class: "tracker", text: tracker }),
  );
  if (key !== null) {
    name.append(" ");
    name.append(
      host === null
        ? element("span", { class: "key", text: key })
        : button(
            `open ${system}`,
            {
              class: "link key",
              text: key,
              // What it is called stays the key, also where the heading and the region are read.
              attributes: { role: "link", title: t("Open {0} on {1}", key, host) },
            },
            () => {
              send({ type: "openTicket", system });
            },
          ),
    );
  }
  const row = element("div", { class: "heading" }, name);
  if (status !== null) {
    row.append(
      element(
        "span",
        { class: "status", attributes: { dir: "auto" } },
        hiddenWord(`${t("Status:")} `),
        document.createTextNode(status),
      ),
    );
  }
  return row;
}

function hiddenWord(text: string): HTMLElement {
  return element("span", { class: "only-read", text });
}

function factsOf({ comments, hidden }: DigestTicket): string[] {
  const fresh = comments.filter(({ isNew }) => isNew).length;
  const masked = hidden.reduce((sum, { count }) => sum + count, 0);
  const kinds = hidden.map(({ kind, count }) => (count === 1 ? kind : `${kind} (${count})`));
  return [
    ...(fresh > 0 ? [t("{0} new since you last looked", fresh)] : []),
    ...(masked > 0 ? [hiddenText(masked, kinds.join(", "))] : []),
  ];
}

function hiddenText(count: number, kinds: string): string {
  return count === 1
    ? t("1 credential hidden: {0}", kinds)
    : t("{0} credentials hidden: {1}", count, kinds);
}

function commentList(
  { system, tracker, comments }: DigestTicket,
  { open }: PageParts,
): HTMLElement {
  const list = element("ol", {
    class: "comments",
    attributes: { "aria-label": t("Newest comments in {0}", tracker) },
  });
  list.append(...comments.map((one, index) => commentItem(one, `body-${system}-${index}`, open)));
  return list;
}
