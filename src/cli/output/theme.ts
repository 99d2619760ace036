import pc from "picocolors";
import { inertForRunners } from "../../core/check/runner-text.ts";
import { variable, type CliHost } from "../host/cli-host.ts";
import { oneLine } from "./plain-text.ts";

type Paint = (text: string) => string;

/**
 * How human output looks. `clean` comes first for every text that Canon did not write itself: it
 * redacts, and removes what could steer a terminal or the runner of a CI job. The colours come last.
 */
export interface Theme {
  readonly clean: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly warn: Paint;
  readonly bad: Paint;
  readonly accent: Paint;
}

export function createTheme(hasColour: boolean, redact: Paint): Theme {
  const colours = pc.createColors(hasColour);
  return {
    // Twice: a line end and what is not seen can stand inside a credential and be gone after it.
    clean: (text) => inertForRunners(redact(oneLine(redact(text)))),
    bold: colours.bold,
    dim: colours.dim,
    good: colours.green,
    warn: colours.yellow,
    bad: colours.red,
    accent: colours.cyan,
  };
}

/** Colour is for terminals, and for people who did not ask to be spared. */
export function wantsColour(host: CliHost): boolean {
  if (variable(host, "NO_COLOR") !== undefined || variable(host, "TERM") === "dumb") return false;
  return host.stdout.isTTY === true;
}
