import assert from "node:assert/strict";
import { parsePersonalConfig } from "../../../src/core/config/personal-config.ts";

const read = (text: string, env: Readonly<Record<string, string>> = {}) =>
  parsePersonalConfig(text, (name) => env[name]);

suite("the command that stands in for a language model", () => {
  const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
    ["claude -p", ["claude", "-p"]],
    ["  claude   -p  ", ["claude", "-p"]],
    [
      `my-model --ask "two words" --say='one more'`,
      ["my-model", "--ask", "two words", "--say=one more"],
    ],
    ['"/opt/my model/run"', ["/opt/my model/run"]],
    [
      "model $(id) `id` ; rm -rf * | cat > x && $HOME",
      ["model", "$(id)", "`id`", ";", "rm", "-rf", "*", "|", "cat", ">", "x", "&&", "$HOME"],
    ],
    [`model ""`, ["model", ""]],
  ];
  for (const [text, words] of COMMANDS) {
    test(`${text.trim()} is ${String(words.length)} words, and no shell`, () => {
      const { agent, problems } = read(JSON.stringify({ agent: { command: text } }));
      assert.deepEqual([agent?.program, ...(agent?.args ?? [])], words);
      assert.deepEqual([agent?.timeoutMs, agent?.name, problems], [120_000, null, []]);
    });
  }

  test("a list is taken word by word; name, time and environment are the person's", () => {
    const { agent, problems } = read(
      'agent:\n  name: Sage\n  command: [model, "a b", 7]\n  timeout: 30\n  env:\n    MODEL_KEY: $' +
        "{env:KEY}\n",
      { KEY: "k" },
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(agent, {
      name: "Sage",
      program: "model",
      args: ["a b", "7"],
      timeoutMs: 30_000,
      env: { MODEL_KEY: "k" },
    });
  });

  test("no `agent` is no trouble", () => {
    for (const text of ["", "cycle:\n  connection: mcp\n"]) {
      assert.deepEqual([read(text).agent, read(text).problems], [null, []]);
    }
  });

  const WRONG: readonly (readonly [string, unknown, RegExp])[] = [
    ["a text", "claude", /has no `command`/],
    ["no command", { timeout: 3 }, /has no `command`/],
    ["an empty command", { command: "" }, /neither a list of words/],
    ["an empty list", { command: [] }, /neither a list of words/],
    ["an open quote", { command: 'model "a' }, /with closed quotes/],
    ["a quote inside", { command: "model it's" }, /with closed quotes/],
    ["a map", { command: { run: "x" } }, /neither a list of words/],
    ["a list of lists", { command: [["x"]] }, /neither a list of words/],
    ["a null character", { command: ["model", "a\0b"] }, /no program can be given/],
    ["no time", { command: "x", timeout: 0 }, /no number of seconds from 1 to 1800/],
    ["a day", { command: "x", timeout: 86_400 }, /no number of seconds/],
    ["time in words", { command: "x", timeout: "2m" }, /no number of seconds/],
    [
      "a variable that is not set",
      { command: "x", env: { A: ["$", "{env:NOPE}"].join("") } },
      /NOPE, which is not set/,
    ],
    ["an environment that is a list", { command: "x", env: ["A=1"] }, /no names with values/],
  ];
  for (const [name, agent, why] of WRONG) {
    test(`${name} is said, with its line, and nothing is run`, () => {
      const { agent: found, problems } = read(JSON.stringify({ agent }));
      assert.equal(found, null);
      assert.deepEqual(
        problems.map(({ code, line }) => [code, line]),
        [["personal/unusable-agent", 1]],
      );
      assert.match(problems[0]?.message ?? "", why);
    });
  }
});
