import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "mocha";
import { inTemporaryFolder } from "../support/temporary-folder.ts";
import { startCanon } from "./canon-process.ts";
import { configOf } from "../support/remote/remote-workspace.ts";
import { specOf } from "../support/remote/sections.ts";
import { SYSTEMS, type TrackedSystem } from "../support/remote/systems.ts";

/** Made up while the test runs, so that no scanner stops at this file. */
const PLANTED: Readonly<Record<string, string>> = {
  github: `ghp_${"Ab3d".repeat(9)}`,
  aws: ["AKIA", "ABCDEFGH23456789"].join(""),
  slack: ["xoxb", "123456789012", "abcdefABCDEF12345678"].join("-"),
  stripe: `sk_live_${"a1B2".repeat(6)}`,
};

suite("secrets", () => {
  for (const system of SYSTEMS) {
    test(`A8, A9: the credential of ${system.name} is in no file, output or message, whatever fails`, () =>
      inTemporaryFolder((root) => runAndGrep(system, root))).timeout(120_000);

    test(`E6: secrets pasted into a spec do not reach ${system.name} in any field`, () =>
      inTemporaryFolder(async (root) => {
        const double = await system.start();
        try {
          const spec = specOf(2)
            .replace("Part 1\n", `Part 1 ${String(PLANTED["github"])}\n`)
            .replace("What part 1 does.", Object.values(PLANTED).join(" and **"))
            .replace("part 2 works", `part 2 works with ${String(PLANTED["aws"])}`);
          prepare(root, system, double.project, spec);
          const { stdout, stderr } = await startCanon(["sync", "--root", root], {
            HOME: root,
            ...double.env,
          }).ended;
          assert.equal(double.tickets().length, 2, stderr + stdout);
          const sent = double.requests
            .map(({ url, body }) => decodeURIComponent(url) + body)
            .join("\n");
          for (const [kind, token] of Object.entries(PLANTED)) {
            assert.ok(!sent.includes(token), `${kind} was sent`);
            assert.ok(!stdout.includes(token) && !stderr.includes(token), `${kind} was printed`);
          }
          const again = await startCanon(["sync", "--json", "--root", root], {
            HOME: root,
            ...double.env,
          }).ended;
          const { items } = JSON.parse(again.stdout) as { items: unknown[] };
          assert.deepEqual(items, [], "D12: placeholders are not compared with the spec for ever");
        } finally {
          await double.close();
        }
      }));
  }
});

async function runAndGrep(system: TrackedSystem, root: string): Promise<void> {
  const double = await system.start();
  try {
    prepare(root, system, double.project, specOf(2));
    const env = { HOME: root, ...double.env };
    const secrets = secretsOf(double.env);
    assert.ok(secrets.length > 0 || !system.isDirect);
    const outputs: string[] = [];
    for (const fault of [
      undefined,
      { kind: "status", status: 401 },
      { kind: "status", status: 500 },
    ] as const) {
      double.faultFor = () => fault;
      for (const args of [
        ["sync"],
        ["plan", "--json"],
        ["status"],
        ["doctor"],
        ["doctor", "--json"],
        ["sync", "--verbose"],
      ]) {
        const { stdout, stderr } = await startCanon([...args, "--root", root], env).ended;
        outputs.push(stdout, stderr);
      }
    }
    const written = filesBelow(root).map((file) => readFileSync(file, "utf8"));
    for (const text of [...outputs, ...written]) {
      for (const secret of secrets) assert.ok(!text.includes(secret), text.slice(0, 500));
    }
  } finally {
    await double.close();
  }
}

/** The credential in the forms in which it could get out. */
function secretsOf(env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env)
    .filter(([name]) => /TOKEN|KEY|PAT$/.test(name))
    .flatMap(([, value]) => [
      value,
      encodeURIComponent(value),
      Buffer.from(value).toString("base64").replace(/=+$/, ""),
      Buffer.from(`:${value}`).toString("base64").replace(/=+$/, ""),
      Buffer.from(`${env["JIRA_EMAIL"] ?? ""}:${value}`)
        .toString("base64")
        .replace(/=+$/, ""),
    ]);
}

function prepare(root: string, system: TrackedSystem, project: string, spec: string): void {
  mkdirSync(join(root, "docs/specs"), { recursive: true });
  writeFileSync(join(root, "CANON.yaml"), configOf(system, { project }));
  writeFileSync(join(root, "docs/specs/parts.md"), spec);
}

/** The login file is the one place where a credential lies, by design. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !path.endsWith("credentials.json"));
}
