import assert from "node:assert/strict";
import type { SecretStorage } from "vscode";
import { Secret } from "../../../src/core/kernel/secret.ts";
import { SecretStore } from "../../../src/vscode/host/secret-store.ts";

const ACME = { system: "jira", origin: "https://acme.example" } as const;

suite("credentials in the editor's store", () => {
  function stored(): { values: Map<string, string>; secrets: SecretStore } {
    const values = new Map<string, string>();
    const storage: Pick<SecretStorage, "get" | "store" | "delete"> = {
      get: (key) => Promise.resolve(values.get(key)),
      store: (key, value) => Promise.resolve(void values.set(key, value)),
      delete: (key) => Promise.resolve(void values.delete(key)),
    };
    return { values, secrets: new SecretStore(storage) };
  }

  test("come back for the origin they were given for", async () => {
    const { values, secrets } = stored();
    await secrets.set(ACME, new Secret("t-1"));
    assert.ok(await secrets.get(ACME));
    assert.deepEqual([...values.values()], ["t-1"]);
  });

  test("are not given to another origin or another system", async () => {
    const { secrets } = stored();
    await secrets.set(ACME, new Secret("t-1"));
    for (const other of [
      "https://acme.example:8443",
      "http://acme.example",
      "https://acme.example.evil",
    ]) {
      assert.equal(await secrets.get({ ...ACME, origin: other }), undefined);
    }
    assert.equal(await secrets.get({ ...ACME, system: "linear" }), undefined);
  });

  test("are gone once they are cleared", async () => {
    const { values, secrets } = stored();
    await secrets.set(ACME, new Secret("t-1"));
    await secrets.remove(ACME);
    assert.equal(values.size, 0);
  });

  test("do not print", async () => {
    const { secrets } = stored();
    await secrets.set(ACME, new Secret("t-1"));
    const secret = await secrets.get(ACME);
    assert.doesNotMatch(`${String(secret)} ${JSON.stringify({ secret })}`, /t-1/);
  });
});
