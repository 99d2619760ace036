import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { ok } from "../../src/core/kernel/result.ts";
import type { LanguageModel } from "../../src/ports/language-model.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import type { Comparison } from "../../src/sync/comparison.ts";
import { createFixedClock } from "./fixed-clock.ts";
import { createMemoryCodeHistory } from "./memory-code-history.ts";
import { createMemoryFileStore } from "./memory-file-store.ts";
import { ToldModel } from "./told-model.ts";
import { LOCAL_CONFIG, onStore, SPEC, type Workspace } from "./workspace.ts";

/** Files by their path, as one commit or the working tree has them. */
type Files = Readonly<Record<string, string>>;

/** What a spec of three sections says that most tests compare a change with. */
export const KEYS_SPEC = `# Payments

## Keys

<!-- canon:system:keys status:in_progress -->
Keys let a shop take money. A key is never
shown twice to anybody.

- [ ] A revoked key answers with \`401\`
- [ ] Keys end after 90 days

## Retry

Failed payments are tried again three times.

## Old ways

<!-- canon:system:old status:deprecated -->
Keys are sent by letter to the \`showKey\` desk.
`;

/** Code that shows a key as often as anybody likes, in lines 5 to 7. */
export const BEFORE = "export class Keys {\n  create(): string {\n    return make();\n  }\n}\n";
export const NOW =
  "export class Keys {\n  create(): string {\n    return make();\n  }\n  showKey(id: string): string {\n    return this.#keys.get(id);\n  }\n}\n";
export const CODE = "src/payments/keys.ts";

/** A workspace with a language model that a test chooses. */
export interface ChangedWorkspace extends Workspace {
  choose(model: LanguageModel | null): void;
}

/** A workspace whose only commit has `before`, and whose files are `now`. */
export function aChangedWorkspace(
  spec: string = KEYS_SPEC,
  before: Files = { [CODE]: BEFORE },
  now: Files = { [CODE]: NOW },
): ChangedWorkspace {
  const store = createMemoryFileStore({ "CANON.yaml": LOCAL_CONFIG, [SPEC]: spec, ...now });
  const files = Object.entries(before).map(([path, text]) => ({ path, ...blobOf(text) }));
  const history = createMemoryCodeHistory([{ files: before }]);
  const others = Object.keys(now).filter((path) => !(path in before));
  let chosen: LanguageModel | null = null;
  const workspace = onStore(store, createFixedClock(), {
    history,
    languageModel: () => Promise.resolve(chosen),
    commits: { filesAt: () => Promise.resolve(ok({ commit: "0", files, others })) },
  });
  return Object.assign(workspace, {
    choose(model: LanguageModel | null) {
      chosen = model;
    },
  });
}

/** Compares the working tree, with a model that says this. */
export async function compared(
  workspace: ChangedWorkspace,
  answer: unknown,
): Promise<{ readonly comparison: Comparison; readonly model: ToldModel }> {
  const model = new ToldModel(typeof answer === "string" ? answer : JSON.stringify(answer));
  const request = { kind: "working-tree", revision: null } as const;
  workspace.choose(model);
  const done = await workspace.engine.changes.compare(request, UNATTENDED);
  assert.ok(done.ok, JSON.stringify(done));
  return { comparison: done.value, model };
}

/** A finding that holds, unless a test says otherwise. */
export function aContradiction(parts: object = {}): object {
  return {
    section: "S1",
    statement: "A key is never shown twice to anybody.",
    ...{ path: CODE, startLine: 5, endLine: 7 },
    why: "showKey gives the key again.",
    replacement: "A key can be shown again by its owner.",
    ...parts,
  };
}

export function aBehaviour(parts: object = {}): object {
  return {
    ...{ path: CODE, startLine: 5, endLine: 7, title: "Showing a key" },
    ...{ text: "An owner can see a key again.", why: "No section speaks of it.", ...parts },
  };
}

export function anAnswer(contradictions: readonly object[], unspecified: readonly object[] = []) {
  return { contradictions, unspecified };
}

function blobOf(text: string): { readonly id: string; readonly size: number } {
  const bytes = Buffer.from(text);
  const hash = createHash("sha1")
    .update(`blob ${String(bytes.length)}\0`)
    .update(bytes);
  return { id: hash.digest("hex"), size: bytes.length };
}
