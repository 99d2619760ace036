import assert from "node:assert/strict";
import { createGithubHost } from "../../../src/adapters/github/git-host.ts";
import { createHttp } from "../../../src/adapters/http/create-http.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import { redact } from "../../../src/core/redact/redact.ts";
import type { DirectAccess } from "../../../src/ports/credentials.ts";
import type { GitHost } from "../../../src/ports/git-host.ts";
import { aTarget } from "../builders.ts";
import { createFixedClock } from "../fixed-clock.ts";
import { startGithubDouble, type GithubDouble } from "./github-double.ts";

/** One repository, and what people can do in it behind Canon's back. */
export interface GitHostBench {
  readonly host: GitHost;
  /** A second client, as another run would be. */
  readonly other: GitHost;
  push(branch: string, path: string, text: string): Promise<void>;
  /** Somebody merges a pull request. */
  merge(number: number): Promise<void>;
  branch(name: string, commit: string): Promise<void>;
  close(number: number): Promise<void>;
  pulls(): Promise<readonly { title: string; head: string; base: string }[]>;
}

export async function withGitHostBench(
  task: (bench: GitHostBench & { readonly double: GithubDouble }) => Promise<void>,
): Promise<void> {
  const double = await startGithubDouble();
  const git = double.state.repositories.get(double.project)?.git;
  assert.ok(git !== undefined);
  try {
    await task({
      double,
      host: openGitHost(double.access, double.project),
      other: openGitHost(double.access, double.project),
      push: (branch, path, text) => Promise.resolve(void git.push(branch, path, text)),
      merge(number) {
        const pull = git.pulls.find((one) => one.number === number);
        assert.ok(pull !== undefined);
        git.merge(pull, double.state.now());
        return Promise.resolve();
      },
      branch: (name, commit) => Promise.resolve(void git.branches.set(name, commit)),
      close(number) {
        const pull = git.pulls.find((one) => one.number === number);
        assert.ok(pull !== undefined);
        pull.state = "closed";
        return Promise.resolve();
      },
      pulls: () => Promise.resolve(git.pulls),
    });
  } finally {
    await double.close();
  }
}

export function openGitHost(access: DirectAccess, project: string): GitHost {
  const clock = createFixedClock();
  const http = createHttp({ clock, meter: createRequestMeter(), redact, isOffline: () => false });
  const target = aTarget({ system: "github", project });
  const opened = createGithubHost({ target, access, http, clock, redact });
  assert.ok(opened.ok, JSON.stringify(opened));
  return opened.value;
}
