import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { makePrivateCertificate } from "../support/network/private-authority.ts";
import { startTunnelProxy, type TunnelProxy } from "../support/network/tunnel-proxy.ts";
import { buildCli, startCanon, TestWorkspace } from "./canon-process.ts";

suite("canon in a corporate network", () => {
  let workspace: TestWorkspace;
  let server: Server;
  let proxy: TunnelProxy;
  let origin: string;
  const { certificate, key } = makePrivateCertificate();

  suiteSetup(buildCli);
  setup(async () => {
    waitS = 0.05;
    workspace = new TestWorkspace({ "authority.pem": certificate });
    proxy = await startTunnelProxy();
    server = createServer({ cert: certificate, key }, (request, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end(request.url === "/auth/device/code" ? deviceAnswer() : '{"status":"pending"}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  teardown(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await proxy.close();
    workspace.remove();
  });

  /** How long the code is good for, and the pause between two questions. */
  let waitS = 0.05;
  const deviceAnswer = () =>
    JSON.stringify({
      device_code: "dc-1",
      user_code: "ABCD",
      verification_uri: "https://login.example/",
      interval: waitS,
      expires_in: waitS,
    });
  const login = (env: Record<string, string>) =>
    workspace.run(["login", "--server", origin], { env });

  test("trusts no private authority by itself, and says what to set", async () => {
    const { code, stderr } = await login({});
    assert.equal(code, 1);
    assert.match(stderr, /certificate of 127\.0\.0\.1:\d+ is not trusted.*CANON_CA_FILE/);
  });

  test("trusts the authority in CANON_CA_FILE, also named from the current folder", async () => {
    for (const file of [`${workspace.root}/authority.pem`, "authority.pem"]) {
      const { code, stdout, stderr } = await login({ CANON_CA_FILE: file });
      assert.match(stdout, /https:\/\/login\.example\//, stderr);
      assert.match(stderr, /code expired/);
      assert.equal(code, 1, "the exit code of the second process");
    }
  });

  test("goes through HTTPS_PROXY, and past it where NO_PROXY says so", async () => {
    const trust = { CANON_CA_FILE: "authority.pem" };
    const through = await login({ ...trust, HTTPS_PROXY: proxy.url });
    assert.match(through.stdout, /login\.example/, through.stderr);
    assert.deepEqual(new Set(proxy.asked), new Set([new URL(origin).host]));
    const before = proxy.asked.length;
    const past = await login({ ...trust, HTTPS_PROXY: proxy.url, NO_PROXY: "127.0.0.1" });
    assert.match(past.stdout, /login\.example/, past.stderr);
    assert.equal(proxy.asked.length, before);
  });

  test("starts twice at most, and not at all where no request can leave", async () => {
    const env = { CANON_CA_FILE: "authority.pem", CANON_RESTARTED: "1" };
    assert.match((await login(env)).stderr, /not trusted/);
    const offline = await login({ CANON_CA_FILE: "authority.pem", CANON_OFFLINE: "1" });
    assert.match(offline.stderr, /offline/);
  });

  test("prints one document, and passes on input and output", async () => {
    const env = { CANON_CA_FILE: "authority.pem" };
    const result = await workspace.run(["login", "--server", origin, "--json"], { env });
    assert.deepEqual((result.json() as { server: unknown }).server, null);
    const masked = await workspace.run(["redact"], { env, stdin: "nothing secret" });
    assert.equal(masked.stdout, "nothing secret");
  });

  test("ends when it is told to, and so does what it started", async () => {
    waitS = 600;
    const child = startCanon(workspace.root, ["login", "--server", origin], {
      env: { CANON_CA_FILE: "authority.pem" },
    });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    // The second process has shown its code, and waits.
    await once(child.stdout, "data");
    child.kill("SIGINT");
    // Its output ends only once no process holds it any more.
    const [code] = (await once(child, "close")) as [number | null];
    assert.equal(code, 1);
    assert.match(stderr, /Stopping after the current step/);
    assert.equal(stderr.match(/Stopping/g)?.length, 1);
  });

  test("a missing file of authorities is found by the doctor", async () => {
    const result = await workspace.run(["doctor", "--json"], {
      env: { CANON_CA_FILE: "no-such.pem", GDD_DISABLE_JIRA: "1", GDD_DISABLE_LINEAR: "yes" },
    });
    const { checks } = result.json() as {
      checks: { name: string; status: string; detail: string }[];
    };
    const byName = new Map(checks.map((check) => [check.name, check]));
    assert.equal(byName.get("certificates")?.status, "fail");
    assert.match(byName.get("kill switches")?.detail ?? "", /GDD_DISABLE_JIRA is 1/);
    assert.match(byName.get("kill switches")?.detail ?? "", /GDD_DISABLE_LINEAR.* does nothing/);
  });
});
