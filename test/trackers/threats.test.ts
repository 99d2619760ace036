import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { suite, test } from "mocha";
import { configOf } from "../support/remote/remote-workspace.ts";
import { specOf } from "../support/remote/sections.ts";
import { DIRECT_SYSTEMS, SYSTEMS, type TrackedSystem } from "../support/remote/systems.ts";
import { inTemporaryFolder } from "../support/temporary-folder.ts";
import { startCanon } from "./canon-process.ts";

const COMMANDS: readonly (readonly string[])[] = [
  ["sync"],
  ["sync", "--local"],
  ["plan", "--json"],
  ["status"],
  ["doctor"],
];

suite("what a workspace may not do with a credential", () => {
  for (const system of DIRECT_SYSTEMS) {
    test(`A1, A3: a host that CANON.yaml names for ${system.name} gets neither the credential nor a request`, () =>
      inTemporaryFolder((root) =>
        withStranger(async (stranger) => {
          const double = await system.start();
          try {
            const config = configOf(system, double).replace(
              "    project:",
              `    host: ${stranger.origin}\n    project:`,
            );
            prepare(root, config);
            for (const args of COMMANDS) {
              const { stdout, stderr } = await startCanon([...args, "--root", root], {
                ...double.env,
                HOME: root,
              }).ended;
              if (args[0] === "sync") assert.match(stdout + stderr, /127\.0\.0\.1/);
            }
            assert.deepEqual(stranger.seen, []);
            assert.deepEqual(double.tickets(), [], "the right host is not meant either");
          } finally {
            await double.close();
          }
        }),
      ));

    test(`E8: with CANON_OFFLINE=1 no command sends anything to ${system.name}`, () =>
      inTemporaryFolder(async (root) => {
        const double = await system.start();
        try {
          prepare(root, configOf(system, double));
          for (const args of COMMANDS) {
            await startCanon([...args, "--root", root], {
              ...double.env,
              HOME: root,
              CANON_OFFLINE: "1",
            }).ended;
          }
          assert.deepEqual(double.requests, []);
        } finally {
          await double.close();
        }
      }));
  }

  test("A7: a token written into CANON.yaml is not used, not repeated, and its line is named", () =>
    inTemporaryFolder(async (root) => {
      const token = ["ghp", "_", "Zx9".repeat(12)].join("");
      const system = SYSTEMS.find((one) => one.name === "GitHub") as TrackedSystem;
      const double = await system.start();
      try {
        prepare(
          root,
          configOf(system, double).replace("    project:", `    token: ${token}\n    project:`),
        );
        const { GITHUB_API_URL = "" } = double.env;
        const { code, stdout, stderr } = await startCanon(["sync", "--root", root], {
          HOME: root,
          GITHUB_API_URL,
        }).ended;
        assert.notEqual(code, 0);
        assert.match(stdout + stderr, /CANON\.yaml:\d+/);
        assert.ok(!(stdout + stderr).includes(token));
        assert.deepEqual(double.requests, []);
      } finally {
        await double.close();
      }
    }));

  test("A2: no setting of the editor names a host, a server or a program, unless the machine sets it", () => {
    const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
      contributes: { configuration: { properties: Record<string, { scope?: string }> } };
      capabilities: { untrustedWorkspaces: { restrictedConfigurations?: string[] } };
    };
    const { restrictedConfigurations = [] } = manifest.capabilities.untrustedWorkspaces;
    for (const [name, { scope }] of Object.entries(manifest.contributes.configuration.properties)) {
      if (!/host|server|url|proxy|path|command|model|automatic|apply/i.test(name)) continue;
      assert.ok(scope === "machine" || scope === "application", name);
      assert.ok(restrictedConfigurations.includes(name), name);
    }
  });
});

function prepare(root: string, config: string): void {
  mkdirSync(join(root, "docs/specs"), { recursive: true });
  writeFileSync(join(root, "CANON.yaml"), config);
  writeFileSync(join(root, "docs/specs/parts.md"), specOf(2));
}

async function withStranger(
  task: (stranger: { origin: string; seen: string[] }) => Promise<void>,
): Promise<void> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? "");
    response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await task({ origin: `http://127.0.0.1:${port}`, seen });
  } finally {
    server.close();
  }
}
