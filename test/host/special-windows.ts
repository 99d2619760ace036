import { join } from "node:path";
import { makePrivateCertificate } from "../support/network/private-authority.ts";
import type { HostRun } from "./run-in-host.ts";
import { commitAll, makeTemporaryFolder, writeFiles } from "./temporary-folder.ts";

/** A window for the integration suite, and how to clear up after it. */
export interface TestWindow extends Pick<HostRun, "workspace" | "settings" | "serverEnv" | "env"> {
  readonly close: () => Promise<void>;
}

/** By the name of the file in `test/integration/windows` that is run in it. */
export const SPECIAL_WINDOWS: Readonly<Record<string, () => Promise<TestWindow>>> = {
  several: openSeveral,
  virtual: openVirtual,
  network: openNetwork,
};

/** Two folders with a spec of the same name, and a third one beside them that is not open yet. */
async function openSeveral(): Promise<TestWindow> {
  const { path, remove } = await makeTemporaryFolder("several");
  const folders = { first: ["ONE", "ada"], second: ["TWO", "bert"], third: ["THREE", "cleo"] };
  for (const [name, [project, owner]] of Object.entries(folders)) {
    const config = `sync:\n  system: local\n  project_key: ${project}\n`;
    const spec = `---\nowner: ${owner}\n---\n\n# Spec of ${name}\n\n## 1. Cart\n<!-- canon:system:cart status:todo -->\n\nOf ${name}.\n`;
    await writeFiles(join(path, name), { "CANON.yaml": config, "docs/specs/shop.md": spec });
    await commitAll(join(path, name));
  }
  const workspace = join(path, "several.code-workspace");
  const opened = JSON.stringify({ folders: [{ path: "first" }, { path: "second" }] });
  await writeFiles(path, { "several.code-workspace": opened });
  return { workspace, env: { CANON_TEST_WINDOW: "several" }, close: remove };
}

/** The folder of the extension in `test/fixtures/memory-files`. */
function openVirtual(): Promise<TestWindow> {
  return Promise.resolve({
    workspace: "canon-disk:/shop",
    env: { CANON_TEST_WINDOW: "virtual" },
    close: () => Promise.resolve(),
  });
}

/** A folder, on a machine that trusts its organisation's own authority. */
async function openNetwork(): Promise<TestWindow> {
  const { path, remove } = await makeTemporaryFolder("network");
  const { certificate, key } = makePrivateCertificate("tracker.example");
  await writeFiles(path, {
    "authority.pem": certificate,
    "key.pem": key,
    "folder/CANON.yaml": "sync:\n  system: github\n  project_key: acme/shop\n",
    "folder/docs/specs/shop.md": "# Shop\n\n## 1. Cart\n<!-- canon:system:cart status:todo -->\n",
  });
  await commitAll(join(path, "folder"));
  return {
    workspace: join(path, "folder"),
    env: { CANON_TEST_WINDOW: "network" },
    // What OpenSSL takes for the certificates of the system.
    serverEnv: { SSL_CERT_FILE: join(path, "authority.pem") },
    close: remove,
  };
}
