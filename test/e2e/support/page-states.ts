import { progressPage } from "../../../src/core/progress/progress-page.ts";
import type { BurnUpPoint, NoHistoryReason } from "../../../src/core/progress/burn-up.ts";
import type { ProgressAction, ProgressPage } from "../../../src/core/progress/progress-protocol.ts";
import { ENGLISH_WORDS } from "../../../src/core/progress/progress-words.ts";
import { progressReport, type ProgressReport } from "../../../src/core/progress/report.ts";
import { createRedactor } from "../../../src/core/redact/redact.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import type { DigestPage, DigestTicket } from "../../../src/core/view/digest-protocol.ts";
import { notePage } from "../../../src/design-cycle/digest-page.ts";

const HOUR_MS = 3_600_000;
const LONG =
  "The second step is too long on a phone. Could we fold the summary in until somebody asks for it? The tests with five people last week say that most of them scroll past it without reading.";

const comment = (id: string, author: string, text: string, isNew: boolean) => {
  const isShort = text.length < 80;
  const excerpt = isShort ? text : `${text.slice(0, text.lastIndexOf(" ", 80))}…`;
  return {
    id,
    author,
    at: new Date(Date.now() - 3 * HOUR_MS).toISOString(),
    excerpt,
    text: isShort ? null : text,
    isNew,
  };
};

const LINEAR: DigestTicket = {
  ...{ system: "linear", tracker: "Linear", key: "DSN-204", title: "Checkout in three steps" },
  ...{
    status: "In Review",
    host: "linear.app",
    note: null,
    hidden: [{ kind: "github_pat", count: 1 }],
  },
  comments: [
    comment("1", "Marta Oliveira", "The preview runs with [REDACTED:github_pat].", true),
    comment("2", "Jonas Weber", LONG, true),
    comment("3", "Ada Lovelace", "Folded now.", false),
  ],
};
const JIRA: DigestTicket = {
  ...{ system: "jira", tracker: "Jira", key: "PAY-12", title: "Build the new checkout page" },
  ...{
    status: "Waiting for Someone to Approve It",
    host: "acme.atlassian.net",
    note: null,
    hidden: [],
  },
  comments: [comment("4", "Wolfeschlegelsteinhausenbergerdorff", LONG, false)],
};

const digest = (parts: Partial<DigestPage>): DigestPage => ({
  ...{ cycle: "cycle-7", isBusy: false, note: null, tickets: [] },
  ...parts,
});
const without = (
  ticket: DigestTicket,
  text: string,
  action: "refresh" | "setCredentials" | "linkTicket" | null,
): DigestTicket => ({
  ...ticket,
  ...{ title: null, status: null, comments: [], hidden: [], note: { text, action } },
});

/** Everything that the page of the digest can look like. */
export const DIGEST_STATES: Readonly<Record<string, DigestPage>> = {
  loading: notePage("loading"),
  "no-file": notePage("no-file"),
  restricted: notePage("restricted"),
  failed: notePage("failed"),
  "no-cycle": digest({
    cycle: null,
    note: { text: "No design cycle is current.", action: "openState" },
  }),
  "not-linked": digest({
    note: { text: 'No ticket is linked to the cycle "cycle-7".', action: "linkTicket" },
  }),
  comments: digest({ tickets: [LINEAR, JIRA] }),
  again: digest({ isBusy: true, tickets: [LINEAR, JIRA] }),
  empty: digest({
    tickets: [
      {
        ...LINEAR,
        ...{
          hidden: [],
          comments: [],
          note: { text: "Nobody has commented on this ticket yet.", action: null },
        },
      },
    ],
  }),
  refused: digest({
    tickets: [
      without(LINEAR, "Linear did not accept the API key. Set it again.", "setCredentials"),
      without(JIRA, "acme.atlassian.net did not answer.", "refresh"),
    ],
  }),
  many: digest({
    tickets: [
      {
        ...LINEAR,
        title: "w".repeat(120),
        comments: Array.from({ length: 5 }, (_, at) =>
          comment(`m${at}`, "Ada Lovelace", LONG, at === 0),
        ),
      },
    ],
  }),
};

const HALF_A_YEAR = [pointAt(0, 4, 1), pointAt(40, 9, 3), pointAt(90, 12, 7), pointAt(180, 14, 12)];
const LABELS: Readonly<Record<ProgressAction, string>> = {
  manageTrust: "Manage Workspace Trust",
  refresh: "Refresh",
  saveHtml: "Save as HTML…",
  saveSvg: "Save Picture as SVG…",
  showAll: "All Specs",
  showLog: "Show Log",
};

const STATUSES = ["draft", "todo", "in_progress", "done", "blocked:PAY-9", "deprecated"];

/** Everything that the page of progress can look like. */
export const PROGRESS_STATES: Readonly<Record<string, ProgressPage>> = {
  loading: bare("Reading the specs and their history…", { isBusy: true }),
  error: bare("The specs could not be read. The log says more.", {}, ["refresh", "showLog"]),
  empty: pageOf(report("shop", [], "no-repository"), false, ["refresh", "saveHtml"]),
  "no-sections": pageOf(report("Shop", ["# Shop\n"]), true, ["showAll", "refresh"]),
  "all-specs": pageOf(
    report("shop", [
      spec("Payments", 6),
      spec("Search and a very long name of a spec that wraps", 9),
    ]),
    false,
    ["refresh", "saveHtml", "saveSvg"],
  ),
  "one-spec": pageOf(report("Payments", [spec("Payments", 12)]), true, [
    "showAll",
    "refresh",
    "saveHtml",
    "saveSvg",
  ]),
  again: {
    ...pageOf(report("Payments", [spec("Payments", 2)]), true, ["refresh"]),
    isBusy: true,
  },
  restricted: pageOf(report("shop", [spec("Payments", 3)], "restricted"), false, [
    "refresh",
    "saveHtml",
    "manageTrust",
  ]),
  "1000-sections": pageOf(report("Payments", [spec("Payments", 1000)]), true, [
    "showAll",
    "refresh",
  ]),
};

/** Reports of the same, as they are saved. */
export const REPORTS: Readonly<Record<string, ProgressReport>> = {
  empty: report("shop", [], "no-repository"),
  specs: report("shop", [spec("Payments", 6), spec("Search", 9)]),
  "1000-sections": report("Payments", [spec("Payments", 1000)]),
};

function pageOf(
  one: ProgressReport,
  isOneSpec: boolean,
  actions: readonly ProgressAction[],
): ProgressPage {
  return { ...bare("", {}, actions), ...progressPage(one, ENGLISH_WORDS, { isOneSpec }).shown };
}

function bare(
  message: string,
  parts: Partial<ProgressPage>,
  actions: readonly ProgressAction[] = [],
): ProgressPage {
  return {
    ...{ id: 1, isBusy: false, heading: "Canon Progress", lines: [], notes: [], message },
    ...{ tiles: [], picture: null, tables: [], spoken: message },
    actions: actions.map((action) => ({ action, label: LABELS[action] })),
    place: { folder: "file:///f", file: null },
    ...parts,
  };
}

function report(
  name: string,
  texts: readonly string[],
  why: NoHistoryReason | null = null,
): ProgressReport {
  const specs = texts.map((text, at) => ({
    file: `docs/specs/spec-${at}.md`,
    document: parseSpec(text),
  }));
  const made = progressReport({
    ...{ name, specs, takenAt: "2026-07-05T10:00:00.000Z", redact: createRedactor([]) },
    past: { kind: "none", why: why ?? "no-repository" },
  });
  if (why !== null) return made;
  return { ...made, history: { kind: "known", points: HALF_A_YEAR, gaps: [] } };
}

function spec(title: string, sections: number): string {
  const all = Array.from(
    { length: sections },
    (_, at) =>
      `## ${at + 1}. Part ${at + 1} of it\n<!-- canon:ticket:jira:PAY-${at} -->\n<!-- canon:system:s${at} status:${STATUSES[at % 6] ?? ""} -->\n\n- [x] one\n- [ ] two\n`,
  );
  return `---\nowner: ada\nteam: money\n---\n# ${title}\n\n${all.join("\n")}`;
}

function pointAt(day: number, criteria: number, met: number): BurnUpPoint {
  const at = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
  return { at, sections: 3, done: 1, criteria, met };
}
