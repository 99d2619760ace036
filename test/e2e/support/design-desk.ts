import { randomUUID } from "node:crypto";
import {
  startJiraCloudDouble,
  type JiraCloudDouble,
} from "../../support/jira-cloud/jira-cloud-double.ts";
import { startLinearDouble, type LinearDouble } from "../../support/linear/linear-double.ts";
import type { Locator } from "playwright-core";
import { answer } from "./answer.ts";
import type { VsCodeWindow } from "./vs-code-window.ts";

const HOUR_MS = 3_600_000;

/** A Linear and a Jira with one ticket each, and a design cycle that is linked to them. */
export interface DesignDesk {
  readonly linear: LinearDouble;
  readonly jira: JiraCloudDouble;
  readonly keys: { readonly linear: string; readonly jira: string };
  readonly files: Readonly<Record<string, string>>;
  /** Somebody comments on the Linear ticket, some hours ago. */
  sayInLinear(name: string, hoursAgo: number, text: string): void;
  /** The same in Jira, where the double knows one person only. */
  sayInJira(hoursAgo: number, ...paragraphs: readonly string[]): void;
}

export const DESIGN = ".design/DESIGN.md";
export const STATE = ".design/STATE.md";
export const PLAN = ".design/PLAN.md";

export async function withDesignDesk(task: (desk: DesignDesk) => Promise<void>): Promise<void> {
  const [linear, jira] = await Promise.all([startLinearDouble(), startJiraCloudDouble()]);
  try {
    const keys = { linear: linear.seed(1)[0] ?? "", jira: jira.seed(1)[0] ?? "" };
    linear.workspace.issue(keys.linear).title = "Checkout in three steps";
    jira.state.issue(keys.jira).summary = "Build the new checkout page";
    await task({
      ...{ linear, jira, keys },
      files: {
        [STATE]: linkedState(keys),
        [DESIGN]: "# Checkout\n\nThree steps: address, payment, review.\n",
        [PLAN]: "# Plan\n",
      },
      sayInLinear(name, hoursAgo, text) {
        linear.workspace.issue(keys.linear).comments.push({
          id: randomUUID(),
          body: text,
          createdAt: new Date(Date.now() - hoursAgo * HOUR_MS).toISOString(),
          user: { id: randomUUID(), name },
        });
      },
      sayInJira(hoursAgo, ...paragraphs) {
        jira.state.issue(keys.jira).comments.push({
          id: jira.state.nextId(),
          body: { type: "doc", version: 1, content: paragraphs.map(paragraph) },
          created: Date.now() - hoursAgo * HOUR_MS,
          properties: [],
        });
      },
    });
  } finally {
    await Promise.all([linear.close(), jira.close()]);
  }
}

/** A state file whose block links tickets to `cycle-7`, while `cycle` is the current one. */
export function linkedState(keys: DesignDesk["keys"], cycle = "cycle-7"): string {
  const block = `<ticket_links>\ncycle: cycle-7\nlinear: ${keys.linear}\njira: ${keys.jira}\n</ticket_links>\n`;
  return `---\ncycle: ${cycle}\n---\n\n# State\n\n${block}`;
}

/** The page of the digest, inside the frames that the editor gives to it. */
export function digestIn(window: VsCodeWindow): Locator {
  const frames = window.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  return frames.locator("main");
}

/** Gives the credential for Linear as a person does. */
export async function connectLinear(window: VsCodeWindow, { linear }: DesignDesk): Promise<void> {
  await window.runCommand("Canon: Set Credentials…");
  await answer(window, "Set Credentials", "Linear");
  await answer(window, "Address of Linear", linear.url);
  await answer(window, "API key", linear.apiKey);
  await window.notification("Connected to Linear").waitFor();
  await window.runCommand("Notifications: Clear All Notifications");
}

export async function connectJira(window: VsCodeWindow, { jira }: DesignDesk): Promise<void> {
  await window.runCommand("Canon: Set Credentials…");
  await answer(window, "Set Credentials", "Jira");
  await answer(window, "Address of your Jira", jira.origin);
  await answer(window, "e-mail", jira.email);
  await answer(window, "API token", jira.apiToken);
  await window.notification("Connected to Jira").waitFor();
  await window.runCommand("Notifications: Clear All Notifications");
}

function paragraph(text: string): object {
  return { type: "paragraph", content: [{ type: "text", text }] };
}
