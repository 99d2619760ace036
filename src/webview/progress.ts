import {
  parseProgressPage,
  type PageTable,
  type ProgressMessage,
  type ProgressPage,
  type ProgressPlace,
} from "../core/progress/progress-protocol.ts";
import { button, element } from "./elements.ts";
import { pictureFigure } from "./picture-figure.ts";
import { progressTable, type OpenTarget } from "./progress-table.ts";

/** What the editor gives to a page, once. */
interface EditorApi {
  postMessage(message: ProgressMessage): void;
  setState(state: ProgressPlace): void;
}

declare const acquireVsCodeApi: () => EditorApi;

start(acquireVsCodeApi());

function start(editor: EditorApi): void {
  const main = byId("progress");
  const spoken = byId("spoken");
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const page = parseProgressPage(data);
    if (page === undefined) return;
    editor.setState(page.place);
    draw(page, main, (message) => {
      editor.postMessage(message);
    });
    // What is only read again is no news.
    if (!page.isBusy && spoken.textContent !== page.spoken) spoken.textContent = page.spoken;
  });
  editor.postMessage({ type: "ready" });
}

/** Draws the page anew; the focus stays on the button that it was on, and open parts stay open. */
function draw(
  page: ProgressPage,
  main: HTMLElement,
  send: (message: ProgressMessage) => void,
): void {
  const focused = document.activeElement?.getAttribute("data-focus") ?? null;
  const isOpen = main.querySelector("details")?.open ?? false;
  const open: OpenTarget = (target) => {
    send({ type: "open", page: page.id, target });
  };
  main.setAttribute("aria-busy", String(page.isBusy));
  main.replaceChildren(
    element("h1", { text: page.heading }),
    ...page.lines.map((text) => element("p", { class: "muted", text })),
    actionRow(page, send),
    ...(page.message === null ? [] : [element("p", { class: "message", text: page.message })]),
    ...(page.tiles.length === 0 ? [] : [tileList(page)]),
    ...pictureParts(page, isOpen, open),
    ...page.notes.map((text) => element("p", { class: "muted", text })),
    ...page.tables.flatMap((table) => tableParts(table, open)),
  );
  const buttons = [...main.querySelectorAll<HTMLElement>("[data-focus]")];
  buttons.find((each) => each.dataset["focus"] === focused)?.focus();
}

function actionRow(
  { actions }: ProgressPage,
  send: (message: ProgressMessage) => void,
): HTMLElement {
  const buttons = actions.map(({ action, label }) =>
    button(`act ${action}`, { class: "action", text: label }, () => {
      send({ type: "act", action });
    }),
  );
  return element("div", { class: "actions" }, ...buttons);
}

function tileList({ tiles }: ProgressPage): HTMLElement {
  const all = tiles.map(({ label, value, detail }) =>
    element(
      "div",
      {},
      element("dt", { text: label }),
      element("dd", { class: "value", text: value }),
      ...(detail === "" ? [] : [element("dd", { class: "muted", text: detail })]),
    ),
  );
  return element("dl", { class: "tiles" }, ...all);
}

function pictureParts({ picture }: ProgressPage, isOpen: boolean, open: OpenTarget): HTMLElement[] {
  if (picture === null) return [];
  const { figures, heading } = picture;
  const summary = element("summary", {
    text: figures.caption,
    attributes: { "data-focus": "figures" },
  });
  const details = element("details", {}, summary, progressTable(figures, open));
  details.open = isOpen;
  return [element("h2", { text: heading }), pictureFigure(picture), details];
}

function tableParts(table: PageTable, open: OpenTarget): HTMLElement[] {
  const heading = element("h2", { text: table.caption });
  return table.empty === null
    ? [heading, progressTable(table, open)]
    : [heading, element("p", { text: table.empty })];
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}
