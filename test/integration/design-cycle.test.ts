import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  startJiraCloudDouble,
  type JiraCloudDouble,
} from "../support/jira-cloud/jira-cloud-double.ts";
import { startLinearDouble, type LinearDouble } from "../support/linear/linear-double.ts";
import { withPerson } from "./support/person.ts";
import { closeEditors, eventually, fileUri, readFile, run, writeFile } from "./support/window.ts";

const STATE = ".design/STATE.md";

suite("the commands of a design cycle", () => {
  let linear: LinearDouble;
  let jira: JiraCloudDouble;
  let env: Readonly<Record<string, string>>;
  let keys: { linear: string; jira: string };
  let state: string;

  setup(async () => {
    [linear, jira] = await Promise.all([startLinearDouble(), startJiraCloudDouble()]);
    env = { ...linear.env, ...jira.env };
    Object.assign(process.env, env);
    keys = { linear: linear.seed(1)[0] ?? "", jira: jira.seed(1)[0] ?? "" };
    state = `---\ncycle: cycle-7\n---\n\n<ticket_links>\ncycle: cycle-7\nlinear: ${keys.linear}\njira: ${keys.jira}\n</ticket_links>\n`;
    await writeFile(STATE, state);
    await writeFile(".design/DESIGN-VERIFICATION.md", "---\npass: true\nblockers: 0\n---\n");
  });

  teardown(async () => {
    for (const name of [...Object.keys(env), "GDD_DISABLE_JIRA"]) {
      Reflect.deleteProperty(process.env, name);
    }
    await closeEditors();
    await vscode.workspace.fs.delete(fileUri(".design"), { recursive: true });
    await Promise.all([linear.close(), jira.close()]);
  });

  const writes = (): number =>
    [...linear.requests, ...jira.requests].filter(({ isWrite }) => isWrite).length;

  function shownText(): string {
    const documents = vscode.workspace.textDocuments.filter(
      ({ uri }) => uri.scheme === "canon-plan" && uri.path.endsWith("design-cycle.txt"),
    );
    return documents.map((document) => document.getText()).join("");
  }

  if (!vscode.workspace.isTrusted) {
    test("send and write nothing in Restricted Mode", async () => {
      for (const command of ["canon.completeDesignCycle", "canon.linkDesignCycle"]) {
        const seen = await withPerson({ picks: ["Linear"], inputs: ["ENG-1"] }, () => run(command));
        assert.match(seen.messages.join(), /Restricted Mode/);
      }
      assert.equal(linear.requests.length + jira.requests.length, 0);
      assert.equal(await readFile(STATE), state);
    });
    return;
  }

  test("show every move and comment before anything is sent", async () => {
    let shown = "";
    let sent = -1;
    const seen = await withPerson(
      {
        review: async () => {
          await eventually("the text is shown", () => shownText().includes("Comments:"));
          shown = shownText();
          sent = writes();
          return false;
        },
      },
      () => run("canon.completeDesignCycle"),
    );
    assert.equal(sent, 0);
    assert.equal(writes(), 0);
    assert.deepEqual(seen.lists, [
      [`Linear ${keys.linear} | Todo → Done`, `Jira ${keys.jira} | To Do → Done`],
    ]);
    assert.match(
      shown,
      /^ {2}Comments: {3}GDD cycle cycle-7: verification passed\. Gaps: 0 blockers\.$/m,
    );
    assert.equal(await readFile(STATE), state);
  });

  test("do what was agreed to, once, and leave out what was unchecked", async () => {
    const seen = await withPerson(
      {
        review: (list) => {
          list.selectedItems = list.items.slice(0, 1);
          return true;
        },
      },
      () => run("canon.completeDesignCycle"),
    );
    assert.deepEqual(seen.messages, [`Canon moved ${keys.linear} to "Done" and commented on it.`]);
    const [comment] = linear.tickets()[0]?.comments ?? [];
    assert.ok(comment !== undefined && shownText().includes(comment.split("\n")[0] ?? ""), comment);
    assert.deepEqual([linear.tickets()[0]?.status, jira.tickets()[0]?.status], ["Done", "To Do"]);
    assert.match(await readFile(STATE), /^linear_done: \S+ verify-passed moved posted$/m);
    const before = writes();
    process.env["GDD_DISABLE_JIRA"] = "1";
    const again = await withPerson({}, () => run("canon.completeDesignCycle"));
    assert.match(again.messages.join(), /There is nothing to do for this design cycle/);
    await eventually("the text says why", () =>
      /Left out: {3}disabled\. Jira is switched off by GDD_DISABLE_JIRA/.test(shownText()),
    );
    assert.equal(writes(), before);
  });

  test("leave alone what somebody moved while the list was open", async () => {
    const seen = await withPerson(
      {
        review: () => {
          linear.move(keys.linear, "In Progress");
          return true;
        },
      },
      () => run("canon.completeDesignCycle"),
    );
    assert.match(seen.messages.join(), /changed since they were shown/);
    assert.equal(linear.tickets()[0]?.status, "In Progress");
    assert.equal(linear.tickets()[0]?.comments.length, 0);
    assert.equal(jira.tickets()[0]?.status, "Done");
  });

  test("take another outcome from the person than the files tell", async () => {
    await withPerson({}, () => run("canon.completeDesignCycle"));
    const transitions = { shipped: "In Progress" };
    await writeFile(".design/config.json", JSON.stringify({ ticket_sync: { transitions } }));
    await withPerson(
      {
        buttons: ["Choose Another Outcome"],
        picks: ["Shipped, in review"],
        inputs: ["https://github.com/acme/web/pull/4"],
      },
      () => run("canon.completeDesignCycle"),
    );
    const [{ status, comments } = { status: "", comments: [] as readonly string[] }] =
      linear.tickets();
    assert.equal(status, "In Progress");
    assert.match(
      comments.at(-1) ?? "",
      /^GDD cycle cycle-7: verification passed, in review\..*pull\/4/,
    );
  });

  test("link a ticket after showing which one it is, and take that back", async () => {
    const [other = ""] = linear.seed(1);
    const seen = await withPerson(
      {
        picks: ["Linear", `$(link) Replace ${keys.linear} with ${other}`],
        inputs: [other],
        buttons: ["Undo"],
      },
      () => run("canon.linkDesignCycle"),
    );
    assert.deepEqual(seen.lists[0], ["Linear", "Jira"]);
    assert.deepEqual(seen.messages, [
      `Canon linked ${other} to cycle-7 in place of ${keys.linear}, in .design/STATE.md.`,
    ]);
    assert.equal(await readFile(STATE), state);
    await withPerson(
      { picks: ["Linear", `$(link) Replace ${keys.linear} with ${other}`], inputs: [other] },
      () => run("canon.linkDesignCycle"),
    );
    assert.equal(await readFile(STATE), state.replace(keys.linear, other));
    assert.equal(writes(), 0);
  });

  test("write a link into an editor with unsaved changes, as one step to undo", async () => {
    const [other = ""] = linear.seed(1);
    const editor = await vscode.window.showTextDocument(fileUri(STATE));
    await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), "mine\n"));
    const mine = editor.document.getText();
    await withPerson(
      { picks: ["Linear", `$(link) Replace ${keys.linear} with ${other}`], inputs: [other] },
      () => run("canon.linkDesignCycle"),
    );
    assert.equal(editor.document.getText(), mine.replace(keys.linear, other));
    assert.equal(await readFile(STATE), state);
    await run("undo");
    assert.equal(editor.document.getText(), mine);
  });

  test("refuse a key of no ticket, and turn away without a cycle", async () => {
    const missing = await withPerson({ picks: ["Linear"], inputs: ["ENG-9999"] }, () =>
      run("canon.linkDesignCycle"),
    );
    assert.match(missing.messages.join(), /Linear has no ticket ENG-9999/);
    assert.equal(await readFile(STATE), state);
    await writeFile(STATE, "---\ncycle: \n---\n");
    for (const command of ["canon.completeDesignCycle", "canon.linkDesignCycle"]) {
      const seen = await withPerson({}, () => run(command));
      assert.match(seen.messages.join(), /No design cycle is current/);
    }
    assert.equal(writes(), 0);
  });

  test("have rows of their own in the doctor's report", async () => {
    process.env["GDD_DISABLE_JIRA"] = "1";
    await withPerson({}, () => run("canon.doctor"));
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /^Design cycle\nok {4}The current design cycle is "cycle-7"\.$/m);
    assert.match(text, new RegExp(`^ok {4}linear: available \\(${keys.linear} is "Todo"\\)$`, "m"));
    assert.match(text, /^ok {4}jira: disabled by env \(GDD_DISABLE_JIRA=1\)$/m);
    assert.equal(jira.requests.length, 0);
  });
});
