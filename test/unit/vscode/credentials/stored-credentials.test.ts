import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Secret } from "../../../../src/core/kernel/secret.ts";
import {
  StoredCredentials,
  type StoredCredential,
} from "../../../../src/vscode/credentials/stored-credentials.ts";
import { SecretStore } from "../../../../src/vscode/host/secret-store.ts";
import { createMemoryStorage } from "./memory-storage.ts";

const ACME: StoredCredential = {
  system: "jira",
  baseUrl: "https://acme.example/",
  graphqlUrl: null,
  owner: "Ada",
  token: {
    scheme: { kind: "basic", account: "ada@acme.example" },
    secret: new Secret("token-one"),
  },
};

suite("credentials in the editor's store", () => {
  function open() {
    const storage = createMemoryStorage();
    const changes: number[] = [];
    const stored = new StoredCredentials(new SecretStore(storage), () => changes.push(1));
    return { storage, stored, changes };
  }

  test("come back as they were given", async () => {
    const { stored } = open();
    await stored.set(ACME);
    const [found, ...others] = await stored.list();
    assert.deepEqual(others, []);
    assert.deepEqual({ ...found, token: null }, { ...ACME, token: null });
    assert.deepEqual(found?.token?.scheme, ACME.token?.scheme);
    assert.equal(found?.token?.secret.reveal(), "token-one");
  });

  test("lie in one entry for each system and address, with nothing beside it", async () => {
    const { stored, storage } = open();
    await stored.set(ACME);
    await stored.set({ ...ACME, baseUrl: "https://acme.example/jira/" });
    await stored.set({ ...ACME, owner: "Grace" });
    assert.equal(storage.values.size, 2);
    assert.deepEqual((await stored.list()).map(({ owner }) => owner).sort(), ["Ada", "Grace"]);
  });

  test("are gone once they are removed", async () => {
    const { stored, storage } = open();
    await stored.set(ACME);
    await stored.remove(ACME);
    assert.equal(storage.values.size, 0);
    assert.deepEqual(await stored.list(), []);
  });

  test("are forgotten when another window removes them (A17)", async () => {
    const { stored, storage, changes } = open();
    await stored.set(ACME);
    await stored.list();
    await storage.delete([...storage.values.keys()][0] ?? "");
    assert.deepEqual(await stored.list(), []);
    assert.equal(changes.length, 2);
  });

  test("do not print", async () => {
    const { stored } = open();
    await stored.set(ACME);
    const [found] = await stored.list();
    const texts = [String(found?.token?.secret), JSON.stringify(found), inspect(found)];
    assert.doesNotMatch(texts.join(), /token-one/);
  });

  for (const [what, text] of [
    ["is no JSON", "token-one"],
    ["is of another version", '{"secret":"token-one"}'],
    [
      "names an unknown system",
      '{"facts":{"system":"__proto__","baseUrl":"https://a.b/"},"secrets":{}}',
    ],
    ["has no address", '{"facts":{"system":"jira"},"secrets":{"token":"x"}}'],
    [
      "does not say how its token is sent",
      '{"facts":{"system":"jira","baseUrl":"https://a.b/","owner":""},"secrets":{"token":"x"}}',
    ],
  ] as const) {
    test(`count as absent where an entry ${what}`, async () => {
      const { stored, storage } = open();
      await storage.store("canon.credential:jira:https://a.b/", text);
      assert.deepEqual(await stored.list(), []);
    });
  }

  test("are refused by a storage that takes them and keeps nothing, as without a keyring", async () => {
    const { storage, stored } = open();
    const forgetful = { ...storage, store: () => Promise.resolve() };
    await assert.rejects(
      new StoredCredentials(new SecretStore(forgetful), () => 0).set(ACME),
      /kept nothing/,
    );
    assert.deepEqual(await stored.list(), []);
  });
});
