import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { GitRepository } from "../support/git-repository.ts";
import { startLinearDouble } from "../support/linear/linear-double.ts";
import { buildCli, runCanon, startCanon, type RunResult } from "./canon-process.ts";
import { SPEC } from "./sample.ts";

const TEXT = "# P\n\n## One\n<!-- canon:system:one status:todo -->\n\nText.\n";
const LATER_MS = 150_000;

/** A repository with a remote and a tracker, as the jobs of a pipeline see them. */
class Pipeline {
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), "canon-claim-")));
  readonly double: Awaited<ReturnType<typeof startLinearDouble>>;
  #clones = 0;

  constructor(double: Pipeline["double"]) {
    this.double = double;
    execFileSync("git", ["init", "-q", "--bare", "-b", "main", this.remote]);
    const person = this.#start();
    const config = `sync:\n  system: linear\n  project_key: ${double.project}\n`;
    person.commit("Begin", { "CANON.yaml": config, [SPEC]: TEXT });
    person.git("push", "-q", "origin", "main");
  }

  get remote(): string {
    return join(this.#folder, "remote.git");
  }

  clone(): GitRepository {
    const clone = this.#start();
    clone.git("pull", "-q", "origin", "main");
    return clone;
  }

  #start(): GitRepository {
    this.#clones += 1;
    const root = join(this.#folder, `clone-${String(this.#clones)}`);
    mkdirSync(root);
    const repository = new GitRepository(root);
    repository.git("remote", "add", "origin", this.remote);
    return repository;
  }

  env(laterMs = 0): Record<string, string> {
    const later = `const D=Date;globalThis.Date=class extends D{constructor(...a){a.length?super(...a):super(D.now()+${String(laterMs)})}static now(){return D.now()+${String(laterMs)}}}`;
    const start =
      laterMs === 0
        ? {}
        : { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(later)}` };
    const nobody = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
    return { ...this.double.env, ...nobody, ...start };
  }

  sync({ root }: GitRepository, laterMs = 0, ...more: readonly string[]): Promise<RunResult> {
    const args = ["sync", "--claim", "origin", ...more];
    return runCanon(root, args, { env: this.env(laterMs) });
  }

  /** Commits what a job did and pushes it, as the jobs of docs/ci do. */
  land(clone: GitRepository): void {
    clone.commit("Links");
    clone.git("push", "-q", "origin", "main");
  }

  /** Starts a job and kills it when its create arrives; the tracker does the work, or never sees it. */
  async die(kind: "cut" | "drop"): Promise<void> {
    const job = startCanon(this.clone().root, ["sync", "--claim", "origin"], { env: this.env() });
    this.double.faultFor = ({ isWrite }) => {
      if (!isWrite) return undefined;
      job.kill("SIGKILL");
      return { kind };
    };
    const signal = await new Promise((resolve) => {
      job.on("exit", (_, by) => {
        resolve(by);
      });
    });
    assert.equal(signal, "SIGKILL");
    this.double.faultFor = () => undefined;
  }

  tickets(): number {
    return this.double.tickets().length;
  }

  claims(): string {
    return execFileSync("git", ["ls-remote", this.remote, "refs/canon/*"], { encoding: "utf8" });
  }

  async remove(): Promise<void> {
    await this.double.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function textOf({ root }: GitRepository): string {
  return readFileSync(join(root, SPEC), "utf8");
}

suite("canon sync --claim", function () {
  this.timeout(180_000);
  let pipeline: Pipeline;
  suiteSetup(buildCli);
  setup(async () => {
    pipeline = new Pipeline(await startLinearDouble());
  });
  teardown(() => pipeline.remove());

  test("finds in a fresh clone the ticket of a job that was killed after its create", async () => {
    await pipeline.die("cut");
    assert.equal(pipeline.tickets(), 1);
    const next = pipeline.clone();
    const { code, stderr } = await pipeline.sync(next);
    assert.equal(code, 0, stderr);
    assert.equal(pipeline.tickets(), 1);
    assert.match(textOf(next), /canon:ticket:linear:ENG-1 /);
    pipeline.land(next);
    assert.notEqual(pipeline.claims(), "");
    assert.equal((await pipeline.sync(pipeline.clone(), LATER_MS)).code, 0);
    assert.equal(pipeline.claims(), "");
    assert.equal(pipeline.tickets(), 1);
  });

  test("waits two minutes for a create that may be on its way, and then sends it again", async () => {
    await pipeline.die("drop");
    const soon = await pipeline.sync(pipeline.clone());
    assert.equal(soon.code, 1);
    assert.match(soon.stdout, /another run began it less than two minutes ago/);
    assert.equal(pipeline.tickets(), 0);
    const later = await pipeline.sync(pipeline.clone(), LATER_MS);
    assert.equal(later.code, 0, later.stderr);
    assert.equal(pipeline.tickets(), 1);
  });

  test("lets one of two jobs create at the same moment, and the other link that ticket", async () => {
    const clones = [pipeline.clone(), pipeline.clone()];
    const runs = await Promise.all(clones.map((clone) => pipeline.sync(clone)));
    assert.equal(pipeline.tickets(), 1);
    const [done = clones[0]] = clones.filter((_, index) => runs[index]?.code === 0);
    assert.ok(done !== undefined);
    pipeline.land(done);
    const next = pipeline.clone();
    assert.equal((await pipeline.sync(next)).code, 0);
    assert.equal(pipeline.tickets(), 1);
    assert.match(textOf(next), /canon:ticket:linear:ENG-1 /);
  });

  test("creates nothing where the remote takes no such references or is not there", async () => {
    const hook = join(pipeline.remote, "hooks/update");
    writeFileSync(hook, '#!/bin/sh\ncase "$1" in refs/canon/*) exit 1;; esac\n');
    chmodSync(hook, 0o755);
    const clone = pipeline.clone();
    const refused = await pipeline.sync(clone);
    assert.equal(refused.code, 1);
    assert.match(refused.stdout, /does not accept references under refs\/canon\/claims/);
    assert.deepEqual(readdirSync(join(clone.root, ".canon/journal/intents")), []);
    clone.git("remote", "set-url", "origin", join(pipeline.remote, "nowhere"));
    const gone = await pipeline.sync(clone);
    assert.equal(gone.code, 1);
    assert.match(gone.stderr, /git\/remote-unreachable/);
    assert.equal(pipeline.tickets(), 0);
    const misnamed = await runCanon(clone.root, ["sync", "--claim", "nowhere"], {
      env: pipeline.env(),
    });
    assert.equal(misnamed.code, 1);
    assert.match(misnamed.stderr, /no remote that is called "nowhere"/);
  });

  test("claims nothing in a dry run, and no run without it asks a remote", async () => {
    const clone = pipeline.clone();
    assert.equal((await pipeline.sync(clone, 0, "--dry-run")).code, 0);
    assert.equal(pipeline.claims(), "");
    const bin = join(clone.root, "../bin");
    const log = join(clone.root, "../git.log");
    mkdirSync(bin);
    writeFileSync(log, "");
    writeFileSync(join(bin, "git"), `#!/bin/sh\necho "$@" >> "${log}"\nPATH=${process.env["PATH"] ?? ""} exec git "$@"\n`, { mode: 0o755 }); // prettier-ignore
    const env = { ...pipeline.env(), PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}` };
    assert.equal((await runCanon(clone.root, ["sync"], { env })).code, 0);
    assert.doesNotMatch(readFileSync(log, "utf8"), /ls-remote|fetch|push/);
    assert.equal((await runCanon(pipeline.clone().root, ["sync", "--claim", "origin"], { env })).code, 0); // prettier-ignore
    assert.match(readFileSync(log, "utf8"), /ls-remote/);
  });

  test("goes nowhere while CANON_OFFLINE is set", async () => {
    const env = { ...pipeline.env(), CANON_OFFLINE: "1" };
    const { code, stderr } = await runCanon(pipeline.clone().root, ["sync", "--claim", "origin"], {
      env,
    });
    assert.equal(code, 1);
    assert.match(stderr, /CANON_OFFLINE is set/);
  });
});
