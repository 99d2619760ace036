import {
  actionLabel,
  type DigestNote,
  type DigestSystem,
  type PageMessage,
} from "../core/view/digest-protocol.ts";
import { button, element } from "./elements.ts";

/** A sentence with the one thing that can be done about it. */
export function noteBlock(
  { text, action }: DigestNote,
  system: DigestSystem | null,
  send: (message: PageMessage) => void,
): HTMLElement {
  const block = element("div", { class: "note" }, element("p", { text }));
  if (action === null) return block;
  const label = actionLabel(action);
  const id = `act ${action} ${system ?? ""}`;
  block.append(
    button(id, { class: "action", text: label }, () => {
      send({ type: "act", action, system });
    }),
  );
  return block;
}
