import assert from "node:assert/strict";
import * as vscode from "vscode";
import { startGithubDouble, type GithubDouble } from "../support/github/github-double.ts";
import { withConfig } from "./support/config.ts";
import { BACK, ENTER, withPerson, type Answers } from "./support/person.ts";
import { eventually, lensTitles, readFile, removeSpec, run, showSpec } from "./support/window.ts";
import { filesThatHold } from "./support/written-files.ts";

const SPEC = "# Shop\n\n## 1. Open\n<!-- canon:system:open status:todo -->\n\nSome text.\n";
const GITHUB = "sync:\n  system: github\n  project_key: acme/shop\n";

suite("credentials", () => {
  if (!vscode.workspace.isTrusted) {
    test("are not asked for before the window is trusted (B1)", async () => {
      const seen = await withPerson({ picks: ["GitHub"], inputs: ["https://evil.example"] }, () =>
        run("canon.setCredentials"),
      );
      assert.match(seen.messages.join(), /Restricted Mode/);
      assert.deepEqual([seen.lists, seen.inputs], [[], []]);
    });
    return;
  }

  let server: GithubDouble;
  let token: string;

  setup(async () => {
    server = await startGithubDouble();
    token = server.env["GITHUB_TOKEN"] ?? "";
  });

  teardown(async () => {
    await withPerson({ picks: ["GitHub"] }, () => run("canon.removeCredentials"));
    await server.close();
  });

  const give = (...inputs: string[]) =>
    withPerson({ picks: ["GitHub"], inputs: [server.origin, ...inputs] }, () =>
      run("canon.setCredentials"),
    );

  test("are checked against the tracker before they are stored", async () => {
    const wrong = ["ghp", "x".repeat(36)].join("_");
    const seen = await give(wrong, token);
    const [address, asked] = seen.inputs;
    assert.equal(address?.password, false);
    assert.equal(asked?.password, true);
    assert.match(asked.prompt ?? "", /secret storage and sent to http:\/\/127\.0\.0\.1:\d+ only$/);
    assert.equal(seen.refusals.length, 1);
    assert.match(seen.refusals[0] ?? "", /did not accept this token \(401\)/);
    assert.match(seen.messages.join(), /^Connected to GitHub at 127\.0\.0\.1:\d+ as \S+\.$/);
  });

  test("are not stored when the tracker refuses them or the person gives up", async () => {
    const wrong = ["ghp", "x".repeat(36)].join("_");
    await give(wrong);
    const seen = await withPerson({}, () => run("canon.removeCredentials"));
    assert.match(seen.messages.join(), /has stored no credentials/);
  });

  test("are for an address that is judged while it is typed", async () => {
    const inputs = ["http://github.example", "https://ada@github.example", "github.com"];
    const seen = await withPerson({ picks: ["GitHub"], inputs }, () => run("canon.setCredentials"));
    assert.match(seen.refusals[0] ?? "", /begins with http:\/\//);
    assert.match(seen.refusals[1] ?? "", /holds a user name/);
    assert.equal(seen.refusals.length, 2);
  });

  test("can be thought over, one question back", async () => {
    const answers: Answers = {
      picks: ["Jira", "Linear"],
      inputs: ["acme.example", BACK, BACK, ENTER],
    };
    const seen = await withPerson(answers, () => run("canon.setCredentials"));
    assert.equal(seen.lists.length, 2);
    assert.deepEqual(
      seen.inputs.map(({ value }) => value),
      ["", "", "https://acme.example/", "https://api.linear.app/graphql", ""],
    );
  });

  test("lead to a sync, and lie in the secret storage only (A8, A9)", async () => {
    await withConfig(GITHUB, async () => {
      const { document } = await showSpec(SPEC);
      await give(token);
      const seen = await withPerson({}, () => run("canon.syncFile", document.uri));
      assert.match(seen.messages.join(), /Canon created 1 ticket/);
      assert.equal(server.tickets()[0]?.title, "Open");
      await eventually("the lens shows the issue", async () =>
        /^To do · \d+ .*✓$/.test((await lensTitles(document.uri))[0] ?? ""),
      );
      assert.notDeepEqual(await filesThatHold("security.workspace.trust"), [], "looked in vain");
      const basic = Buffer.from(`:${token}`).toString("base64").slice(4, 40);
      for (const form of [token, basic]) assert.deepEqual(await filesThatHold(form), []);
      assert.doesNotMatch(await readFile(".canon/links.json"), new RegExp(token));
      await removeSpec(document.uri);
    });
  });

  test("are asked for by a sync that has none, once in a window", async () => {
    const linear = "sync:\n  system: linear\n  project_key: SHOP\n";
    await withConfig(linear, async () => {
      const first = await withPerson({}, () => run("canon.previewPlan"));
      assert.match(first.messages.join(), /Canon needs a credential for Linear/);
      const second = await withPerson({}, () => run("canon.previewPlan"));
      assert.doesNotMatch(second.messages.join(), /Canon needs a credential/);
    });
  });

  test("go to no new host that the workspace names; the person is asked by its name (A1)", async () => {
    await give(token);
    const host = `localhost:${new URL(server.origin).port}`;
    const named = `ticket_systems:\n  work:\n    system: github\n    project: acme/shop\n    host: "http://${host}"\nrouting:\n  - match: { default: true }\n    target: work\n`;
    await withConfig(named, async () => {
      const before = server.requests.length;
      const answers = { buttons: ["Set Credentials"], inputs: [] };
      const first = await withPerson(answers, () => run("canon.previewPlan"));
      assert.match(first.messages.join(), new RegExp(`to the new host .*${host}`));
      assert.deepEqual(
        first.inputs.map(({ value }) => value),
        [`http://${host}`],
      );
      const second = await withPerson(answers, () => run("canon.previewPlan"));
      assert.deepEqual([second.messages, second.inputs], [[], []]);
      assert.equal(server.requests.length, before);
    });
  });

  test("that are refused lead to one question, and to a word at the ticket", async () => {
    await withConfig(GITHUB, async () => {
      await give(token);
      const key = server.seed(42).at(-1) ?? "";
      server.faultFor = () => ({ kind: "status", status: 401 });
      const linked = SPEC.replace(
        "## 1. Open\n",
        `## 1. Open\n<!-- canon:ticket:github:${key} -->\n`,
      );
      const seen = await withPerson({}, async () => {
        const { document } = await showSpec(linked);
        await eventually("the lens says what to do", async () => {
          const [title] = await lensTitles(document.uri);
          return title === `To do · ${key} not readable: sign in`;
        });
        for (let time = 0; time < 3; time++) await run("canon.refresh");
        await run("canon.previewPlan");
        await removeSpec(document.uri);
      });
      const asked = seen.messages.filter((text) => /did not accept your credential/.test(text));
      assert.equal(asked.length, 1, seen.messages.join("\n"));
    });
  });

  test("of the environment of the editor are a fall-back", async () => {
    const { [`GITHUB_API_URL`]: address = "" } = server.env;
    Object.assign(process.env, { GITHUB_TOKEN: token, GITHUB_API_URL: address });
    try {
      await withConfig(GITHUB, async () => {
        const { document } = await showSpec(SPEC);
        const seen = await withPerson({}, () => run("canon.syncFile", document.uri));
        assert.match(seen.messages.join(), /Canon created 1 ticket/);
        assert.equal(server.tickets().length, 1);
        await removeSpec(document.uri);
      });
    } finally {
      delete process.env["GITHUB_TOKEN"];
      delete process.env["GITHUB_API_URL"];
    }
  });
});
