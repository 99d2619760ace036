import assert from "node:assert/strict";
import { createEmulator } from "emulate";
import * as z from "zod/mini";
import { Secret } from "../../../src/core/kernel/secret.ts";
import { freePort } from "../remote/free-port.ts";
import { openGitHost, type GitHostBench } from "./git-host-bench.ts";

const PROJECT = "ada/shop";
const TOKEN = ["emulated", "token"].join("-");

/** Files, branches and pull requests of a GitHub that others wrote. */
export async function withEmulatedGitHost(
  task: (bench: GitHostBench) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const root = `http://127.0.0.1:${port}`;
  const emulator = await createEmulator({
    service: "github",
    port,
    baseUrl: root,
    seed: {
      tokens: { [TOKEN]: { login: "ada", scopes: ["repo"] } },
      github: {
        users: [{ login: "ada" }],
        repos: [{ owner: "ada", name: "shop", auto_init: true }],
      },
    },
  });
  const secret = new Secret(TOKEN);
  const access = {
    kind: "direct",
    baseUrl: root,
    graphqlUrl: null,
    scheme: { kind: "bearer" },
    secret,
  } as const;
  const call = (method: string, path: string, body?: object) =>
    send(`${root}/repos/${PROJECT}${path}`, method, body);
  try {
    await task({
      host: openGitHost(access, PROJECT),
      other: openGitHost(access, PROJECT),
      async push(branch, path, text) {
        const content = Buffer.from(text).toString("base64");
        const old = known.safeParse(await call("GET", `/contents/${path}?ref=${branch}`));
        const sha = old.success ? { sha: old.data.sha } : {};
        await call("PUT", `/contents/${path}`, { message: "By hand", content, branch, ...sha });
      },
      async branch(name, commit) {
        await call("POST", "/git/refs", { ref: `refs/heads/${name}`, sha: commit });
      },
      async merge(number) {
        await call("PUT", `/pulls/${number}/merge`, {});
      },
      async close(number) {
        await call("PATCH", `/pulls/${number}`, { state: "closed" });
      },
      async pulls() {
        const pulls = pullList.parse(await call("GET", "/pulls?state=all"));
        return pulls.map(({ title, head, base }) => ({ title, head: head.ref, base: base.ref }));
      },
    });
  } finally {
    await emulator.close();
  }
}

const known = z.object({ sha: z.string() });
const pullList = z.array(
  z.object({
    title: z.string(),
    head: z.object({ ref: z.string() }),
    base: z.object({ ref: z.string() }),
  }),
);

async function send(address: string, method: string, body?: object): Promise<unknown> {
  const response = await fetch(address, {
    method,
    headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  assert.ok(response.ok || method === "GET", `${method} ${address}: ${response.status}`);
  return response.json();
}
