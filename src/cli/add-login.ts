import type { Command } from "commander";
import { add, flagsOf, type Runner } from "./add-command.ts";

/** The commands about a login to a Canon server. */
export function addLogin(program: Command, run: Runner): void {
  add(program, "login", "log in to a Canon server, by a code in the browser", [
    "canon login",
    "canon login --server https://canon.example.com --org acme",
  ])
    .option("--server <url>", "the server, instead of CANON_URL or https://canonhq.co")
    .option("--org <name>", "the organisation to log in to")
    .action((options: { server?: string; org?: string }, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/login.ts")).loginCommand(context, {
          server: options.server,
          organization: options.org,
        }),
      ),
    );
  add(program, "logout", "end the login, here and at the server", ["canon logout"]).action(
    (_, command: Command) =>
      run(flagsOf(command), async (context) =>
        (await import("./commands/logout.ts")).logoutCommand(context),
      ),
  );
  add(program, "whoami", "show the login", ["canon whoami"]).action((_, command: Command) =>
    run(flagsOf(command), async (context) =>
      (await import("./commands/whoami.ts")).whoamiCommand(context),
    ),
  );
}
