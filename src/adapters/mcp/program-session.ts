import { err, ok } from "../../core/kernel/result.ts";
import type { SafeText } from "../../core/kernel/safe-text.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import { ProgramTransport, type ProgramStart } from "./program-transport.ts";
import { greet, type Patience } from "./sdk-session.ts";
import type { OpenSession } from "./session.ts";
import { cancelled } from "./tool-failures.ts";

export interface ProgramServer extends Omit<ProgramStart, "heard"> {
  readonly name: string;
  readonly patience: Patience;
  /** Told of what the server said on stderr, redacted. */
  readonly say: (line: SafeText) => void;
  readonly redact: (text: string) => { readonly text: SafeText };
}

/** Starts a server that speaks over its stdin and stdout. */
export function programSession({
  name,
  patience,
  say,
  redact,
  ...start
}: ProgramServer): OpenSession {
  return async (signal) => {
    const heard = (text: string): void => {
      if (text.trim() !== "") say(redact(`MCP server "${name}" said:\n${text.trimEnd()}`).text);
    };
    const transport = new ProgramTransport({ ...start, heard });
    try {
      return ok(await greet(transport, patience, signal));
    } catch {
      await transport.close();
      return err(signal.aborted ? cancelled() : notStarted(name));
    }
  };
}

function notStarted(name: string): TrackerError {
  return {
    code: "tracker/unreachable",
    message: t(
      'The MCP server "{0}" did not start, or did not answer as such a server does. Start it by hand and look; --verbose shows what it says.',
      name,
    ),
  };
}
