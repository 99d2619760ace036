import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { connect, type AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { createServer, type Server } from "node:tls";
import * as vscode from "vscode";
import { startGithubDouble, type GithubDouble } from "../../support/github/github-double.ts";
import {
  makePrivateCertificate,
  type PrivateCertificate,
} from "../../support/network/private-authority.ts";
import { startTunnelProxy, type TunnelProxy } from "../../support/network/tunnel-proxy.ts";
import { withPerson, type Seen } from "../support/person.ts";
import { closeEditors, eventually, fileUri, lensTitles, run } from "../support/window.ts";

const SPEC = "docs/specs/shop.md";

suite("a tracker behind the proxy and the authority of an organisation", () => {
  let double: GithubDouble;
  let fronts: Server[];
  let proxy: TunnelProxy;

  setup(async () => {
    double = await startGithubDouble();
    const [known, foreign] = await Promise.all([
      startFront(await ownCertificate(), double),
      startFront(makePrivateCertificate("stranger.example"), double),
    ]);
    fronts = [known, foreign];
    proxy = await startTunnelProxy({
      "tracker.example": portOf(known),
      "stranger.example": portOf(foreign),
    });
    await useProxy(proxy.url);
  });

  teardown(async () => {
    await withPerson({ picks: ["GitHub"] }, () => run("canon.removeCredentials"));
    await closeEditors();
    await useProxy(undefined);
    await proxy.close();
    for (const front of fronts) front.close();
    await double.close();
  });

  const connectTo = (host: string): Promise<Seen> => {
    const inputs = [`https://${host}`, double.env["GITHUB_TOKEN"] ?? ""];
    return withPerson({ picks: ["GitHub"], inputs }, () => run("canon.setCredentials"));
  };

  test("is reached through the proxy of the settings, and trusted as by the machine", async () => {
    const seen = await connectTo("tracker.example");
    assert.deepEqual(seen.refusals, []);
    assert.match(seen.messages.join(), /^Connected to GitHub at tracker\.example as /);
    assert.deepEqual(new Set(proxy.asked), new Set(["tracker.example:443"]));

    const { document } = await vscode.window.showTextDocument(fileUri(SPEC));
    const synced = await withPerson({}, () => run("canon.syncFile", document.uri));
    assert.match(synced.messages.join(), /Canon created 1 ticket/);
    assert.equal(double.tickets()[0]?.title, "Cart");
    await eventually("the lens shows the issue", async () =>
      /^To do · \d+ .*✓$/.test((await lensTitles(document.uri))[0] ?? ""),
    );
  });

  test("is not trusted with another authority, and the person reads what to do", async () => {
    const seen = await connectTo("stranger.example");
    assert.match(seen.refusals.join(), /certificate of stranger\.example is not trusted/);
    assert.match(seen.refusals.join(), /let this machine trust it/);
    assert.ok(proxy.asked.includes("stranger.example:443"), proxy.asked.join());
    assert.equal(double.requests.length, 0, "the token went to a stranger");
  });

  test("is not reached past the proxy", async () => {
    await useProxy(undefined);
    const seen = await connectTo("tracker.example");
    assert.match(seen.refusals.join(), /could not be reached/);
    assert.deepEqual(proxy.asked, []);
  });
});

/** The certificate that the machine trusts; its key lies beside it. */
async function ownCertificate(): Promise<PrivateCertificate> {
  const path = process.env["SSL_CERT_FILE"] ?? assert.fail("no authority is trusted");
  return {
    certificate: await readFile(path, "utf8"),
    key: await readFile(join(dirname(path), "key.pem"), "utf8"),
  };
}

/** What the outside sees of a tracker: an encrypted connection that ends here. */
async function startFront({ certificate, key }: PrivateCertificate, double: GithubDouble) {
  const port = Number(new URL(double.origin).port);
  const front = createServer({ cert: certificate, key }, (client) => {
    const inside = connect(port, "127.0.0.1");
    client.pipe(inside).pipe(client);
    for (const one of [client, inside]) one.on("error", () => inside.destroy());
  });
  front.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  return front;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function useProxy(url: string | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration("http");
  await settings.update("proxy", url, vscode.ConfigurationTarget.Global);
}
