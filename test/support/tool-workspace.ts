import assert from "node:assert/strict";
import { callTool } from "../../src/agent-tools/call-tool.ts";
import { PlanShelf } from "../../src/agent-tools/plan-shelf.ts";
import type { ToolFolder } from "../../src/agent-tools/tool-folder.ts";
import type { ToolHost } from "../../src/agent-tools/tool-host.ts";
import type { ReadingTool } from "../../src/agent-tools/tool-names.ts";
import { ok } from "../../src/core/kernel/result.ts";
import type { MergedWork } from "../../src/core/model/merged-work.ts";
import { redact } from "../../src/core/redact/redact.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import { WHOLE_WORKSPACE } from "../../src/sync/engine.ts";
import { aWork } from "./a-work.ts";
import { createMemoryFileStore } from "./memory-file-store.ts";
import { LOCAL_CONFIG, onStore, type Workspace } from "./workspace.ts";

/** The tools on a workspace in memory. */
export interface ToolWorkspace extends Workspace {
  readonly host: ToolHost;
  readonly folder: ToolFolder;
  /** The text of an answer; an error counts as a text as well. */
  says(name: ReadingTool, input?: object): Promise<string>;
  /** An answer as it was meant; fails where there is an error. */
  asks(name: ReadingTool, input?: object): Promise<Record<string, unknown>>;
}

interface ToolParts {
  readonly files: Readonly<Record<string, string>>;
  readonly whyAlone?: string | null;
  readonly work?: MergedWork;
}

export function aToolWorkspace({
  files,
  whyAlone = null,
  work = aWork(),
}: ToolParts): ToolWorkspace {
  const store = createMemoryFileStore({ "CANON.yaml": LOCAL_CONFIG, ...files });
  const workspace = onStore(store);
  const { engine, clock } = workspace;
  const folder: ToolFolder = {
    name: "shop",
    engine,
    redact,
    whyAlone: () => whyAlone,
    async readSpecs(run) {
      const { specs } = await engine.readSpecs(WHOLE_WORKSPACE, run);
      return { specs, rules: (await engine.loadConfig()).config.aiExposure };
    },
    findWork: () => Promise.resolve(ok(work)),
  };
  const host: ToolHost = {
    clock,
    folders: () => Promise.resolve([folder]),
    shelf: new PlanShelf(clock),
  };
  const call = (name: ReadingTool, input: object = {}) => callTool(host, name, input, UNATTENDED);
  return Object.assign(workspace, {
    host,
    folder,
    async says(name: ReadingTool, input?: object) {
      const answer = await call(name, input);
      return answer.ok ? answer.value : answer.error;
    },
    async asks(name: ReadingTool, input?: object) {
      const answer = await call(name, input);
      assert.ok(answer.ok, answer.ok ? "" : answer.error);
      return JSON.parse(answer.value) as Record<string, unknown>;
    },
  });
}
