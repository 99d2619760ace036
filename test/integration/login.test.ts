import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  startCanonServerDouble,
  type CanonServerDouble,
} from "../support/canon-server/canon-server-double.ts";
import { withConfig } from "./support/config.ts";
import { ENTER, withPerson } from "./support/person.ts";
import { eventually, removeSpec, run, showSpec } from "./support/window.ts";
import { filesThatHold } from "./support/written-files.ts";

const SPEC = "# Shop\n\n## 1. Open\n<!-- canon:system:open status:todo -->\n";
const GO = "Copy Code and Open Browser";

if (vscode.workspace.isTrusted) {
  suite("the login to a Canon server", () => {
    let server: CanonServerDouble;
    const env: typeof vscode.env = vscode.env;
    const { openExternal } = env;
    let opened: string[];

    setup(async () => {
      server = await startCanonServerDouble();
      server.logins.deviceAnswer = { interval: 0.05 };
      opened = [];
      Object.assign(env, {
        openExternal: (uri: vscode.Uri) => Promise.resolve(opened.push(uri.toString(true)) > 0),
      });
    });

    teardown(async () => {
      Object.assign(env, { openExternal });
      await run("canon.logOut");
      await server.close();
    });

    const logIn = (buttons: string[]) =>
      withPerson({ inputs: [server.origin, ENTER], buttons }, () => run("canon.logIn"));

    test("shows host and code before a page opens, and then who is logged in", async () => {
      const seen = await logIn([GO]);
      const { host } = new URL(server.origin);
      assert.deepEqual(seen.messages, [
        `Log in to Canon at ${host} with the code WDJB-MJHT`,
        `Logged in to Canon at ${host} as dana@acme.example, for acme.`,
      ]);
      assert.deepEqual(opened, [`${server.origin}/activate?user_code=WDJB-MJHT`]);
      assert.equal(await vscode.env.clipboard.readText(), "WDJB-MJHT");
    });

    test("is what the walkthrough waits for, and logging out takes it back", async () => {
      await signedInWhile(async (now) => {
        await logIn([GO]);
        await eventually("the walkthrough knows of the login", () => now() === true);
        await run("canon.logOut");
        await eventually("the walkthrough knows that it ended", () => now() === false);
      });
    });

    test("ends when the person closes the code, and opens nothing", async () => {
      const seen = await logIn([]);
      assert.equal(seen.messages.length, 1);
      assert.deepEqual(opened, []);
      assert.deepEqual(await accounts(), []);
    });

    test("says so when the server refuses", async () => {
      server.logins.steps = ["pending", "denied"];
      const seen = await logIn([GO]);
      assert.match(seen.messages.at(-1) ?? "", /refused in the browser/);
      assert.deepEqual(await accounts(), []);
    });

    test("is a session that the editor lists, and is gone after the log-out", async () => {
      await logIn([GO]);
      assert.deepEqual(
        (await accounts()).map(({ id }) => id),
        ["acme"],
      );
      await run("canon.logOut");
      assert.deepEqual(await accounts(), []);
      assert.equal(server.logins.revokedSessions, 1);
    });

    test("lets somebody without a token of GitHub sync, and leaves no trace of its tokens", async () => {
      await logIn([GO]);
      await withConfig(`sync:\n  system: github\n  project_key: ${server.project}\n`, async () => {
        const { document } = await showSpec(SPEC);
        const seen = await withPerson({}, () => run("canon.syncFile", document.uri));
        assert.match(seen.messages.join(), /Canon created 1 ticket/);
        assert.equal(server.tickets().length, 1);
        await removeSpec(document.uri);
      });
      const [token = ""] = tokens();
      assert.match(token, /^at\./);
      assert.deepEqual(await filesThatHold(token), []);
    });

    test("is renewed once when its token has expired", async () => {
      await logIn([GO]);
      server.logins.expireAll();
      await withConfig(`sync:\n  system: github\n  project_key: ${server.project}\n`, async () => {
        const [key] = server.seed(1);
        const linked = SPEC.replace(
          "## 1. Open\n",
          `## 1. Open\n<!-- canon:ticket:github:${key} -->\n`,
        );
        const { document } = await showSpec(linked);
        const seen = await withPerson({}, () => run("canon.syncFile", document.uri));
        assert.doesNotMatch(seen.messages.join(), /did not accept/);
        await removeSpec(document.uri);
      });
      assert.equal(tokens().length, 2);
      assert.equal(server.requests.filter(({ url }) => url === "/auth/refresh").length, 1);
      assert.equal(server.logins.revokedSessions, 0);
    });

    function accounts() {
      return vscode.authentication.getAccounts("canon");
    }

    /** The access tokens that the server was shown, each once. */
    function tokens(): string[] {
      const shown = server.requests.map(({ headers }) => headers["authorization"] ?? "");
      const words = shown.map((value) => String(value).replace(/^Bearer /, ""));
      return [...new Set(words)].filter((word) => word !== "");
    }
  });
}

/** What the editor is told of somebody being signed in while `task` runs. */
async function signedInWhile(task: (now: () => unknown) => Promise<void>): Promise<void> {
  const commands: { executeCommand: typeof vscode.commands.executeCommand } = vscode.commands;
  const { executeCommand } = commands;
  const told: unknown[] = [];
  commands.executeCommand = (command, ...rest: unknown[]) => {
    if (command === "setContext" && rest[0] === "canon.isSignedIn") told.push(rest[1]);
    return executeCommand(command, ...rest);
  };
  try {
    await task(() => told.at(-1));
  } finally {
    commands.executeCommand = executeCommand;
  }
}
