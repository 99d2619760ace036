import type { SpecState } from "../model/status.ts";

/** A state's sign: a shape of its own, so that the colour is never all that tells it. */
export interface StatusIcon {
  /** The name of a codicon. */
  readonly shape: string;
  /** The id of a colour of the theme; null: that of text. */
  readonly colour: string | null;
}

/** The sign of each state in lists; those in the margin of a spec have the same shapes. */
export const STATUS_ICONS: Readonly<Record<SpecState, StatusIcon>> = {
  draft: { shape: "edit", colour: "descriptionForeground" },
  todo: { shape: "circle-outline", colour: null },
  in_progress: { shape: "color-mode", colour: "charts.blue" },
  done: { shape: "check", colour: "charts.green" },
  blocked: { shape: "stop-circle", colour: "charts.red" },
  deprecated: { shape: "close", colour: "disabledForeground" },
};
