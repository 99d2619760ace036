import { counted, t, useTranslations } from "../core/kernel/texts.ts";
import {
  parseDigestPage,
  type DigestPage,
  type PageMessage,
} from "../core/view/digest-protocol.ts";
import { readTexts } from "../core/view/page-texts.ts";
import { refreshAges } from "./comment-item.ts";
import { element } from "./elements.ts";
import { noteBlock } from "./note-block.ts";
import { OpenComments } from "./open-comments.ts";
import { ticketSection, type PageParts } from "./ticket-section.ts";

/** What the editor gives to a page, once. */
interface EditorApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: () => EditorApi;

const MINUTE_MS = 60_000;

start(acquireVsCodeApi());

function start(editor: EditorApi): void {
  useTranslations(readTexts(document.body.dataset["texts"]));
  const open = new OpenComments(editor.getState(), (ids) => {
    editor.setState(ids);
  });
  const send = (message: PageMessage): void => {
    editor.postMessage(message);
  };
  const main = byId("digest");
  const spoken = byId("spoken");
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const page = parseDigestPage(data);
    if (page !== undefined) draw(page, main, spoken, { open, send });
  });
  setInterval(() => {
    refreshAges(main);
  }, MINUTE_MS);
  send({ type: "ready" });
}

/** Draws the page anew; the focus stays on the button that it was on. */
function draw(page: DigestPage, main: HTMLElement, spoken: HTMLElement, parts: PageParts): void {
  const focused = document.activeElement?.getAttribute("data-focus") ?? null;
  const note = page.note === null ? [] : [noteBlock(page.note, null, parts.send)];
  main.setAttribute("aria-busy", String(page.isBusy));
  main.replaceChildren(
    element("h1", { class: "only-read", text: headingOf(page) }),
    ...note,
    ...page.tickets.map((ticket) => ticketSection(ticket, parts)),
  );
  const buttons = [...main.querySelectorAll<HTMLButtonElement>("button[data-focus]")];
  buttons.find((each) => each.dataset["focus"] === focused)?.focus();
  const said = spokenFor(page);
  // Tickets that are only read again are no news.
  const isNews = !page.isBusy || page.tickets.length === 0;
  if (isNews && spoken.textContent !== said) spoken.textContent = said;
}

function headingOf({ cycle }: DigestPage): string {
  return cycle === null ? t("Ticket digest") : t("Ticket digest of {0}", cycle);
}

/** What a screen reader says when the page changes: the state, not the whole page. */
function spokenFor({ isBusy, note, tickets }: DigestPage): string {
  if (isBusy) return t("Reading the tickets.");
  const words = tickets.map(({ tracker, key, note: own, comments }) => {
    const said = own?.text ?? counted(comments.length, "1 comment.", "{0} comments.");
    return `${tracker} ${key ?? ""}: ${said}`;
  });
  return [...(note === null ? [] : [note.text]), ...words].join(" ");
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}
