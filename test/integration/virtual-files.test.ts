import assert from "node:assert/strict";
import * as vscode from "vscode";
import { EditorFileStore } from "../../src/vscode/host/editor-file-store.ts";
import { VirtualFileStore } from "../../src/vscode/host/virtual-file-store.ts";
import { eventually } from "./support/window.ts";
import { MemoryFileSystem } from "./support/memory-file-system.ts";

const ROOT = vscode.Uri.from({ scheme: "canon-memory", path: "/folder" });

suite("files that lie on no disk", () => {
  const disk = new MemoryFileSystem();
  const store = new VirtualFileStore(ROOT);
  let registration: vscode.Disposable;

  suiteSetup(() => {
    registration = vscode.workspace.registerFileSystemProvider("canon-memory", disk);
  });

  suiteTeardown(() => {
    registration.dispose();
  });

  setup(() => {
    disk.files.clear();
    disk.files.set("/folder/a.md", new TextEncoder().encode("\ufeffone\r\n"));
  });

  const textOf = (path: string) =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(disk.files.get(`/folder/${path}`));

  test("are read as they are", async () => {
    assert.deepEqual(await store.read("a.md"), { kind: "found", text: "\ufeffone\r\n" });
    assert.deepEqual(await store.read("b.md"), { kind: "missing" });
  });

  test("are replaced only while they are what was expected", async () => {
    assert.deepEqual(await store.replace("a.md", "other", "two"), { kind: "stale" });
    assert.deepEqual(await store.replace("a.md", null, "two"), { kind: "stale" });
    assert.deepEqual(await store.replace("a.md", "\ufeffone\r\n", "two"), { kind: "done" });
    assert.deepEqual(await store.replace("new/b.md", null, "new"), { kind: "done" });
    assert.deepEqual([textOf("a.md"), textOf("new/b.md")], ["two", "new"]);
  });

  test("are never reached outside the folder", async () => {
    disk.files.set("/secret.md", new TextEncoder().encode("secret"));
    for (const path of ["../secret.md", "/secret.md", "x/../../secret.md", "..\\secret.md"]) {
      const reading = await store.read(path);
      assert.equal(reading.kind, "unreadable", path);
      assert.equal((await store.replace(path, "secret", "x")).kind, "failed", path);
    }
  });

  test("that are not UTF-8, or folders, or too large, are problems and not text", async () => {
    disk.files.set("/folder/docs/latin.md", new Uint8Array([0x47, 0xfc]));
    const codeOf = async (path: string, maxBytes?: number) => {
      const reading = await store.read(path, maxBytes);
      return reading.kind === "unreadable" ? reading.problem.code : reading.kind;
    };
    assert.equal(await codeOf("docs/latin.md"), "file/not-utf8");
    assert.equal(await codeOf("a.md", 3), "file/too-large");
    assert.equal(await codeOf("docs"), "file/not-regular");
  });

  test("are removed once, and a missing one is fine", async () => {
    assert.ok((await store.remove("a.md")).ok);
    assert.ok((await store.remove("a.md")).ok);
    assert.equal(disk.files.size, 0);
  });

  test("are worked on by one task at a time", async () => {
    const steps: string[] = [];
    const task = (name: string) => async () => {
      steps.push(`${name} in`);
      await store.read("a.md");
      steps.push(`${name} out`);
    };
    await Promise.all([store.withLock("l", 0, task("1")), store.withLock("l", 0, task("2"))]);
    assert.deepEqual(steps, ["1 in", "1 out", "2 in", "2 out"]);
  });

  test("that cannot be written are left alone, with a reason", async () => {
    const readOnly = vscode.workspace.registerFileSystemProvider("canon-fixed", disk, {
      isReadonly: true,
    });
    const root = ROOT.with({ scheme: "canon-fixed" });
    await eventually(
      "the editor knows that the files are fixed",
      () => vscode.workspace.fs.isWritableFileSystem("canon-fixed") === false,
    );
    const write = await new EditorFileStore(root, new VirtualFileStore(root)).replace(
      "a.md",
      null,
      "x",
    );
    readOnly.dispose();
    assert.equal(write.kind === "failed" && write.problem.code, "file/unwritable");
  });
});
