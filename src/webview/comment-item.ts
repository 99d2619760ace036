import { t } from "../core/kernel/texts.ts";
import { ageWords } from "../core/view/age-words.ts";
import type { DigestComment } from "../core/view/digest-protocol.ts";
import { button, element } from "./elements.ts";
import type { OpenComments } from "./open-comments.ts";

const MASK = /(\[REDACTED:[\w-]+\])/;

/** One comment: who, when, the excerpt, and a button for the whole where there is more. */
export function commentItem(
  comment: DigestComment,
  domId: string,
  open: OpenComments,
): HTMLLIElement {
  const { id, author, at, isNew } = comment;
  const head = element(
    "p",
    { class: "byline" },
    element("bdi", { class: "author", text: author }),
    moment(at),
    ...(isNew ? [element("span", { class: "new", text: t("New") })] : []),
  );
  const body = element("div", { class: "body", attributes: { id: domId, dir: "auto" } });
  const item = element("li", { class: "comment" }, head, body);
  const draw = (isOpen: boolean): void => {
    const text = isOpen ? (comment.text ?? comment.excerpt) : comment.excerpt;
    body.classList.toggle("whole", isOpen);
    body.replaceChildren(...withMasks(text));
  };
  draw(open.has(id));
  if (comment.text === null) return item;
  const label = (isOpen: boolean): string => (isOpen ? t("Show less") : t("Show all"));
  const name = (isOpen: boolean): string =>
    isOpen
      ? t("Show less of the comment by {0}", author)
      : t("Show all of the comment by {0}", author);
  const expander = button(
    `expand ${id}`,
    {
      class: "link expander",
      text: label(open.has(id)),
      attributes: {
        "aria-expanded": String(open.has(id)),
        "aria-controls": domId,
        "aria-label": name(open.has(id)),
      },
    },
    (made) => {
      const isOpen = open.toggle(id);
      draw(isOpen);
      made.textContent = label(isOpen);
      made.setAttribute("aria-expanded", String(isOpen));
      made.setAttribute("aria-label", name(isOpen));
    },
  );
  item.append(expander);
  return item;
}

/** Writes the ages on the page anew. */
export function refreshAges(root: ParentNode): void {
  const now = new Date().toISOString();
  for (const one of root.querySelectorAll("time")) one.textContent = ageWords(one.dateTime, now);
}

function moment(at: string): HTMLTimeElement {
  const text = ageWords(at, new Date().toISOString());
  const attributes = { datetime: at, title: wholeDate(at) };
  return element("time", { text, attributes });
}

function wholeDate(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  return new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: "long",
    timeStyle: "short",
  }).format(date);
}

/** What was masked stands out from what was written. */
function withMasks(text: string): Node[] {
  return text.split(MASK).map((part, index) => {
    return index % 2 === 1
      ? element("span", { class: "mask", text: part })
      : document.createTextNode(part);
  });
}
