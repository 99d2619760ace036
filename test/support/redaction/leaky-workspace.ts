import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Readable } from "node:stream";
import { createOutput, runCli } from "../../../src/cli/run-cli.ts";
import { startJiraCloudDouble, type JiraCloudDouble } from "../jira-cloud/jira-cloud-double.ts";
import { startLinearDouble, type LinearDouble } from "../linear/linear-double.ts";
import type { Planted } from "./planted.ts";

/** Where secrets stand; each call of the workspace's `next` gives another one. */
type Next = (form?: RegExp) => string;

/** A workspace, two trackers and a design cycle in which somebody left secrets everywhere. */
export class LeakyWorkspace {
  readonly root: string;
  readonly linear: LinearDouble;
  readonly jira: JiraCloudDouble;
  /** Paths of what people wrote themselves. */
  readonly own = new Set<string>();
  /** What was printed, by command. */
  readonly printed = new Map<string, string>();

  private constructor(root: string, linear: LinearDouble, jira: JiraCloudDouble) {
    this.root = root;
    this.linear = linear;
    this.jira = jira;
  }

  static async open(root: string, planted: readonly Planted[]): Promise<LeakyWorkspace> {
    const doubles = await Promise.all([startLinearDouble(), startJiraCloudDouble()]);
    const workspace = new LeakyWorkspace(root, ...doubles);
    let at = -1;
    const next: Next = (form = ONE_LINE) => {
      for (let tries = 0; tries < planted.length; tries++) {
        at = (at + 1) % planted.length;
        const { text = "" } = planted[at] ?? {};
        if (form.test(text)) return text;
      }
      throw new Error("No secret has that form");
    };
    workspace.#fillTrackers(next);
    for (const [path, text] of Object.entries(workspace.#files(next))) {
      await workspace.write(path, text);
    }
    return workspace;
  }

  async write(path: string, text: string): Promise<void> {
    this.own.add(path);
    await this.leave(path, text);
  }

  /** Writes a file as if Canon had. */
  async leave(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  /** Runs a command line; what stands in `words` may have blanks. */
  async run(command: string, ...words: string[]): Promise<number> {
    const args = [...command.split(" ").filter((word) => word !== ""), ...words];
    let said = "";
    const stream = { write: (text: string | Uint8Array) => (said += text.toString()) };
    const env = { HOME: this.root, ...this.linear.env, ...this.jira.env };
    const stdin = Readable.from([]);
    const host = { cwd: this.root, env, stdin, stdout: stream, stderr: stream };
    const code = await runCli(args, host, createOutput(args, host));
    const name = `canon ${command}`;
    this.printed.set(name, (this.printed.get(name) ?? "") + said);
    return code;
  }

  /** A configuration with secrets in it, under which nothing is synced. */
  async spoilConfig(planted: readonly Planted[]): Promise<() => Promise<void>> {
    const clean = await readFile(join(this.root, "CANON.yaml"), "utf8");
    const lines = planted.map(({ text }, index) =>
      index % 2 === 0 ? `# the old one was ${text}` : `odd_${index}: ${JSON.stringify(text)}`,
    );
    await this.write("CANON.yaml", `${clean}${lines.join("\n")}\n`);
    return () => this.write("CANON.yaml", clean);
  }

  /** People go on working on both sides, and leave more secrets. */
  async goOn(planted: readonly Planted[]): Promise<void> {
    const [first, second, third] = planted
      .map(({ text }) => text)
      .filter((text) => ONE_LINE.test(text));
    const { issues } = this.linear.workspace;
    for (const [index, issue] of issues.slice(1).entries()) {
      issue.title = index % 2 === 0 ? `Renamed ${first ?? ""}` : `Renamed ${index}`;
      issue.description = `${issue.description ?? ""}\n\nMore: ${second ?? ""}\n\n- [x] done with ${first ?? ""}`;
      issue.updatedAt = this.linear.workspace.tick();
    }
    const spec = "docs/specs/payments.md";
    const text = await readFile(join(this.root, spec), "utf8");
    await this.write(
      spec,
      text
        .replace("Retries with", `Retries (${third ?? ""}) with`)
        .replace("# Payments", "# Money"),
    );
  }

  /** The tracker refuses everything, and quotes a secret as it does. */
  refuse({ text }: Planted): void {
    this.linear.rewrite = () => ({
      errors: [
        {
          message: `No: ${text}`,
          extensions: {
            userPresentableMessage: `Not with ${text}`,
            type: "invalid input",
            userError: true,
          },
        },
      ],
    });
  }

  /** All that left: what was sent, what was printed, and the files that Canon wrote. */
  async left(): Promise<Map<string, string>> {
    const left = new Map(this.printed);
    for (const double of [this.linear, this.jira]) {
      double.requests.forEach(({ method, url, body }, index) => {
        left.set(`request ${index} ${method} ${url}`, decodeURIComponent(url) + body);
      });
    }
    for (const entry of await readdir(this.root, { recursive: true, withFileTypes: true })) {
      const path = relative(this.root, join(entry.parentPath, entry.name));
      if (!entry.isFile() || this.own.has(path)) continue;
      let text = path + (await readFile(join(this.root, path), "utf8"));
      // Canon's own files lie beside the person's and have to name them.
      for (const own of this.own) text = text.replaceAll(own, "");
      left.set(`file ${path}`, text);
    }
    return left;
  }

  async close(): Promise<void> {
    await Promise.all([this.linear.close(), this.jira.close()]);
  }

  #fillTrackers(next: Next): void {
    const { workspace } = this.linear;
    const team = workspace.teams[0];
    if (team === undefined) throw new Error("Linear has no team");
    const odd = {
      id: `${"0".repeat(8)}-0000-4000-8000-${"0".repeat(12)}`,
      name: next(),
      type: "started",
      position: 9,
      team,
    };
    workspace.states.push(odd);
    workspace.labels.push({ id: "11111111-0000-4000-8000-000000000000", name: next(), team: null });
    for (const status of [undefined, undefined, odd]) {
      const issue = workspace.create({
        teamId: team.id,
        stateId: status?.id ?? null,
        title: `Loose end ${next()}`,
      });
      issue.description = `What it is about: ${next(ANY)}\n\n- [ ] it works with ${next()}`;
      issue.comments.push({
        id: `c-${issue.id}`,
        body: `I tried ${next(ANY)}`,
        createdAt: issue.createdAt,
        user: { id: issue.id, name: `Ada ${next()}` },
      });
    }
    for (let index = 0; index < 2; index++) {
      const issue = this.jira.state.create({ typeId: "10102", summary: `Design ${next()}` });
      issue.description = textOf(next());
    }
  }

  #files(next: Next): Record<string, string> {
    const [first, second, third] = this.linear.tickets().map(({ key }) => key);
    const jira = this.jira.tickets()[0]?.key ?? "";
    return {
      "CANON.yaml": [
        "version: 1",
        "ticket_systems:",
        "  main:",
        "    system: linear",
        "    project: ENG",
        "routing:",
        "  - match:",
        "      default: true",
        "    target: main",
        "",
      ].join("\n"),
      "docs/specs/payments.md": [
        "---", `owner: ${JSON.stringify(next())}`, `team: ${JSON.stringify(next())}`, "---", "",
        `# Payments ${next()}`, "",
        "## 1. Retry", "<!-- canon:system:retry status:todo -->", "", `Retries with ${next(ANY)}.`, "", `- [ ] Backs off ${next()}`, "- [x] Gives up", "",
        `## 2. Keys ${next()}`, "<!-- canon:system:keys status:in_progress -->", "", "```sh", `export KEY=${next(ANY)}`, "```", "", "| a | b |", "| --- | --- |", `| x | ${next()} |`, "",
        "## 3. Linked", `<!-- canon:ticket:linear:${second ?? ""} -->`, "<!-- canon:system:linked status:done -->", "", `Uses ${next()}.`, "",
        `## Loose ${next()}`, "<!-- canon:ticket:linear:ENG-404 -->", "", `Nobody ${next()}.`, "",
        "## 4. Odd", `<!-- canon:ticket:linear:${third ?? ""} -->`, "<!-- canon:system:odd status:todo -->", "", "Odd.", "",
        `## Unnumbered ${next()}`, "<!-- canon:system:un status:todo -->", "", `text ${next(ANY)}`, "",
        `## 5. Twice`, `<!-- canon:system:twice status:${next(PLAIN)} -->`, `<!-- canon:realized-in:PR#4 src/${next(PLAIN)}.ts -->`, "", "x", "",
      ].join("\n"),
      [`docs/specs/notes-${next(PLAIN)}.md`]: `# Notes\n\n## 1. One ${next()}\n<!-- canon:system:one status:todo -->\n\nOne.\n`,
      ".design/STATE.md": `---\ncycle: cycle-7\nnote: ${next()}\n---\n\n<ticket_links>\ncycle: cycle-7\nlinear: ${first ?? ""}\njira: ${jira}\njira_status: ${next()}\nother: ${next()}\n</ticket_links>\n`,
      ".design/DESIGN-VERIFICATION.md": `---\npass: true\nblockers: 0\nsummary: ${next()}\n---\n\nAll fine with ${next()}.\n`,
      ".design/DESIGN-AUDIT.md": `---\ntotal_score: ${next()}\n---\n\n**Overall: 24/28** ${next()}\n`,
    };
  } // prettier-ignore
}

/** What a title and a field hold in every tracker. */
const ONE_LINE = /^.{1,200}$/;
/** What a text may hold besides: a key of several lines. */
const ANY = /^/;
/** What a file name and the fields of comments can hold. */
const PLAIN = /^[\w-]{1,200}$/;

function textOf(text: string): Record<string, unknown> {
  return {
    type: "doc",
    version: 1,
    content: [{ type: "paragraph", content: [{ type: "text", text }] }],
  };
}
