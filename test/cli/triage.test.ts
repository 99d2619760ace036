import assert from "node:assert/strict";
import { buildCli, type TestWorkspace } from "./canon-process.ts";
import { paymentsWorkspace, SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

const TICKET = ".canon/tickets/LOCAL-77.md";
const NEW = "local:LOCAL-77";

function ticketFile(title: string, text: string): string {
  return `---\ntitle: ${title}\nstatus: todo\n---\n\n${text}\n`;
}

suite("canon triage", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(async () => {
    workspace = paymentsWorkspace();
    await workspace.run(["sync"]);
    workspace.write(
      TICKET,
      ticketFile("Refund in part", "Some money goes back.\n\n- [ ] in a day"),
    );
  });
  teardown(() => workspace.remove());

  async function listed(): Promise<string[]> {
    const { tickets } = valid("triage", (await workspace.run(["triage", "--json"])).json());
    return tickets.map(({ ticket }) => ticket);
  }

  test("lists open tickets without a section, with all that could be done", async () => {
    const before = workspace.contents();
    const result = await workspace.run(["triage", "--json"]);
    assert.equal(result.code, 0, result.stderr);
    const { tickets, outOfScope } = valid("triage", result.json());
    assert.deepEqual(
      tickets.map(({ ticket, title }) => [ticket, title]),
      [[NEW, "Refund in part"]],
    );
    const kinds = tickets[0]?.suggestions.map(({ kind }) => kind) ?? [];
    assert.deepEqual(kinds.slice(-2), ["add-section", "out-of-scope"]);
    assert.equal(outOfScope, 0);
    assert.deepEqual(workspace.contents(), before);
  });

  test("adds a section where it is told to, and has nothing left to do", async () => {
    const args = ["triage", "add", NEW, "--to", `${SPEC}#retry`, "--json"];
    const result = await workspace.run(args);
    assert.equal(result.code, 0, result.stderr);
    const { items } = valid("sync", result.json());
    assert.deepEqual(
      items.map(({ kind, outcome }) => [kind, outcome]),
      [["add-section", "done"]],
    );
    const link = `<!-- canon:ticket:${NEW} -->`;
    assert.match(workspace.read(SPEC), new RegExp(`Refund in part\n${link}\n<!-- canon:system:`));
    assert.match(workspace.read(SPEC), /Some money goes back\.\n\n- \[ \] in a day\n/);
    assert.deepEqual(await listed(), []);
    const plan = valid("plan", (await workspace.run(["plan", "--json"])).json());
    assert.deepEqual(plan.items, []);
  });

  test("shows the section first when it is asked to, and writes nothing", async () => {
    const before = workspace.contents();
    const { code, stdout } = await workspace.run(["triage", "add", NEW, "--dry-run"]);
    assert.equal(code, 0);
    assert.match(stdout, /^ {2}\+ #+ .*Refund in part$/m);
    assert.match(stdout, /^ {2}\+ - \[ \] in a day$/m);
    assert.deepEqual(workspace.contents(), before);
  });

  test("puts tickets out of scope, and takes them back", async () => {
    const ignored = await workspace.run(["triage", "ignore", NEW, "--json"]);
    assert.equal(ignored.code, 0, ignored.stderr);
    assert.deepEqual(valid("ignore", ignored.json()).changed, [NEW]);
    assert.deepEqual(await listed(), []);
    const again = await workspace.run(["triage", "ignore", NEW]);
    assert.equal(again.stdout, `${NEW} was out of scope already.\n`);
    const back = await workspace.run(["triage", "ignore", "--undo", NEW]);
    assert.equal(back.stdout, `${NEW} is back in scope now.\n`);
    assert.deepEqual(await listed(), [NEW]);
  });

  test("says in words what it found", async () => {
    const { code, stdout } = await workspace.run(["triage"]);
    assert.equal(code, 0);
    assert.match(stdout, /local:LOCAL-77 +Refund in part +todo/);
    assert.match(stdout, /1 ticket without a section\./);
  });

  test("calls a word that is no ticket or place wrong usage, and changes nothing", async () => {
    const before = workspace.contents();
    for (const args of [
      ["add", "PAY-1"],
      ["add", NEW, "--to", "docs/gone.md"],
      ["add", NEW, "--to", `${SPEC}#gone`],
    ]) {
      const result = await workspace.run(["triage", ...args, "--json"]);
      assert.equal(result.code, 2, args.join(" "));
      assert.equal(valid("plan", result.json()).problems.length, 1);
    }
    const ignored = await workspace.run(["triage", "ignore", "../x", "--json"]);
    assert.equal(ignored.code, 2);
    assert.equal(valid("ignore", ignored.json()).problems.length, 1);
    const missing = await workspace.run(["triage", "add", "local:NONE-1", "--json"]);
    assert.equal(missing.code, 1);
    assert.equal(valid("plan", missing.json()).problems.length, 1);
    assert.deepEqual(workspace.contents(), before);
  });
});
