import assert from "node:assert/strict";
import { Secret } from "../../../../src/core/kernel/secret.ts";
import { EditorLoginStore } from "../../../../src/vscode/credentials/editor-login-store.ts";
import { SecretStore } from "../../../../src/vscode/host/secret-store.ts";
import { createMemoryStorage } from "./memory-storage.ts";

suite("the login in the editor's store", () => {
  const login = {
    accessToken: new Secret("access-1"),
    refreshToken: new Secret("refresh-1"),
    expiresAt: 1_800_000_000.5,
    organization: "acme",
    email: null,
    server: "https://canon.example",
  };

  test("comes back as it was given, in another window as well", async () => {
    const storage = createMemoryStorage();
    await new EditorLoginStore(new SecretStore(storage)).write(login);
    const found = await new EditorLoginStore(new SecretStore(storage)).read();
    assert.ok(found);
    assert.deepEqual(
      { ...found, accessToken: null, refreshToken: null },
      { ...login, accessToken: null, refreshToken: null },
    );
    assert.equal(found.accessToken.reveal(), "access-1");
    assert.equal(found.refreshToken?.reveal(), "refresh-1");
  });

  test("is gone once it is removed", async () => {
    const store = new EditorLoginStore(new SecretStore(createMemoryStorage()));
    await store.write(login);
    await store.remove();
    assert.equal(await store.read(), undefined);
  });

  test("is worked on by one at a time, also after one that failed", async () => {
    const store = new EditorLoginStore(new SecretStore(createMemoryStorage()));
    const order: string[] = [];
    const task = (name: string, fails: boolean) => async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
    const first = store.withLock(task("first", true));
    const second = store.withLock(task("second", false));
    await assert.rejects(first, /first/);
    await second;
    assert.deepEqual(order, ["first begins", "first ends", "second begins", "second ends"]);
  });
});
