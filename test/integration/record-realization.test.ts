import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { withPerson } from "./support/person.ts";
import {
  exists,
  fileUri,
  readFile,
  removeSpec,
  run,
  showSpec,
  writeFile,
} from "./support/window.ts";

const TICKETS = [".canon/tickets/SHOP-910.md", ".canon/tickets/SHOP-911.md"];
const CODE = "src/recorded/jitter.ts";
const MEMORY = ".canon/cache/merges.json";
const SPEC = `# Recording

## 1. Jitter
<!-- canon:ticket:local:SHOP-910 -->
<!-- canon:system:recorded-jitter status:todo -->

Adds noise.

## 2. Backoff
<!-- canon:ticket:local:SHOP-911 -->
<!-- canon:system:recorded-backoff status:todo -->

Waits longer.
`;

if (vscode.workspace.isTrusted) {
  suite("recording merged work in the editor", () => {
    let uri: vscode.Uri;

    suiteSetup(async () => {
      const text = (title: string): string => `---\ntitle: ${title}\nstatus: todo\n---\n\nWords.\n`;
      await writeFile(TICKETS[0] ?? "", text("Jitter"));
      await writeFile(TICKETS[1] ?? "", text("Backoff"));
      await writeFile(CODE, "export const jitter = 1;\n");
      uri = (await showSpec(SPEC)).document.uri;
      git("tag", "before-recording");
      git("add", "-A");
      commit("Begin");
      merge(910, "Closes SHOP-910");
      merge(911, "See also SHOP-911.");
      merge(912, "Nothing to do with any spec.");
    });

    suiteTeardown(async () => {
      await removeSpec(uri);
      for (const path of [...TICKETS, CODE, MEMORY]) {
        if (await exists(path)) await vscode.workspace.fs.delete(fileUri(path));
      }
      git("reset", "-q", "before-recording");
      git("tag", "-d", "before-recording");
    });

    const record = (choose: (label: string) => boolean, inputs: string[] = []) =>
      withPerson(
        {
          inputs,
          review: (list) => {
            if (list.title?.includes("Record Realization") === true) {
              list.selectedItems = list.items.filter(({ label }) => choose(label));
            } else if (list.title?.includes("question") === true) {
              list.selectedItems = [];
            }
            return true;
          },
        },
        () => run("canon.recordRealization"),
      );

    test("lists merges that nobody dealt with, and records the one that is chosen", async () => {
      const seen = await record((label) => label.startsWith("#910"));
      const [first = []] = seen.lists;
      assert.deepEqual(
        first.map((row) => row.split(" ")[0]),
        ["#912", "#911", "#910", "$(link)"],
      );
      assert.match(
        await readFile(uri),
        /system:recorded-jitter status:done -->\n<!-- canon:realized-in:PR#910 src\/recorded\/jitter\.ts:2 -->/,
      );
      const again = await record(() => false);
      assert.ok(
        !again.lists.flat().some((row) => row.startsWith("#910")),
        JSON.stringify(again.lists),
      );
    });

    test("asks what is not certain, and writes nothing for a question that nobody confirms", async () => {
      const before = await readFile(uri);
      const seen = await record((label) => label.startsWith("#911"));
      assert.ok(seen.lists.some((list) => list.some((row) => row.startsWith("2 Backoff"))));
      assert.equal(await readFile(uri), before);
      assert.match(seen.messages.join("\n"), /Pull request 911 has nothing to record/);
      assert.match(await readFile(fileUri(MEMORY)), /PR#911/);
    });

    test("takes another number, and says what it means that there is none", async () => {
      const seen = await record((label) => label.startsWith("$(link)"), ["#4711"]);
      assert.equal(seen.inputs.length, 1);
      assert.match(seen.messages.join("\n"), /4711|origin/);
    });
  });
}

function root(): string {
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
}

function git(...args: string[]): void {
  const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  execFileSync("git", [...who, ...args], { cwd: root() });
}

function commit(message: string): void {
  git("commit", "-q", "--allow-empty", "-m", message);
}

/** A branch with a change of the code, merged as a pull request. */
function merge(number: number, body: string): void {
  const branch = `feature-${String(number)}`;
  git("checkout", "-q", "-b", branch, "main");
  execFileSync("sh", ["-c", `echo '// ${branch}' >> ${CODE}`], { cwd: root() });
  git("add", CODE);
  commit("Change");
  git("checkout", "-q", "main");
  const message = `Merge pull request #${String(number)} from acme/${branch}\n\nWork ${String(number)}\n\n${body}`;
  git("merge", "-q", "--no-ff", "-m", message, branch);
}
