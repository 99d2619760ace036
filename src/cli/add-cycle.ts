import { InvalidArgumentError, type Command } from "commander";
import type { CycleOutcome } from "../design-cycle/cycle-config.ts";
import { add, flagsOf, withLocal, type Runner } from "./add-command.ts";

/** The commands about the design cycle of `.design/STATE.md`. */
export function addCycle(program: Command, run: Runner): void {
  const cycle = program
    .command("cycle")
    .summary("the tickets of the current design cycle")
    .description("The tickets of the current design cycle, as .design/STATE.md names it.");
  withLocal(
    add(cycle, "digest", "show the newest comments of the linked tickets, redacted", [
      "canon cycle digest",
      "canon cycle digest --json",
    ]),
  ).action((_, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/cycle.ts")).cycleDigestCommand(context),
    ),
  );
  withLocal(
    add(cycle, "complete", "move the linked tickets and post how the cycle ended", [
      "canon cycle complete",
      "canon cycle complete --outcome shipped --pr https://github.com/acme/web/pull/4",
      "canon cycle complete --dry-run",
    ]),
  )
    .option("--outcome <outcome>", "verify-passed, verify-failed or shipped", toOutcome)
    .option("--pr <url>", "the open pull request of the cycle", toUrl)
    .option("--dry-run", "show what would be done only")
    .action((options: { outcome?: CycleOutcome; pr?: string; dryRun?: true }, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/cycle.ts")).cycleCompleteCommand(context, {
          outcome: options.outcome ?? null,
          pullRequestUrl: options.pr ?? null,
          dryRun: options.dryRun ?? false,
        }),
      ),
    );
  withLocal(
    add(cycle, "health", "say for each tracker of the cycle how it stands", [
      "canon cycle health",
      "canon cycle health --json",
    ]),
  ).action((_, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/cycle.ts")).cycleHealthCommand(context),
    ),
  );
  addLink(cycle, run);
}

function addLink(cycle: Command, run: Runner): void {
  withLocal(
    add(cycle, "link <system> <key>", "link a ticket to the current cycle", [
      "canon cycle link linear DSN-204",
      "canon cycle link jira WEB-312 --replace",
    ]),
  )
    .option("--replace", "replace a link that is there")
    .action((system: string, key: string, options: { replace?: true }, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/cycle-link.ts")).cycleLinkCommand(context, system, key, {
          isReplacing: options.replace ?? false,
        }),
      ),
    );
}

function toOutcome(word: string): CycleOutcome {
  if (word === "verify-passed" || word === "verify-failed" || word === "shipped") return word;
  throw new InvalidArgumentError("It is one of verify-passed, verify-failed, shipped.");
}

function toUrl(word: string): string {
  const url = URL.canParse(word) ? new URL(word) : undefined;
  if (url?.protocol === "https:" && url.username === "" && url.password === "") return url.href;
  throw new InvalidArgumentError("It has to be an address that begins with https://.");
}
