import type { GithubDouble } from "../../support/github/github-double.ts";
import { eventually } from "./eventually.ts";
import type { VsCodeWindow } from "./vs-code-window.ts";

/** Gives Canon a token for a GitHub of this machine, as a person would. */
export async function connectGithub(window: VsCodeWindow, server: GithubDouble): Promise<void> {
  await window.lens("not linked").first().waitFor();
  await window.runCommand("Canon: Set Credentials…");
  await window.quickPickTitle("Canon: Set Credentials").waitFor();
  await window.page.keyboard.press("Enter");
  await answer(window, "Enterprise Server", server.origin);
  await answer(window, "personal access token", server.env["GITHUB_TOKEN"] ?? "");
  await window.notification(/Connected to GitHub/).waitFor();
}

/** Types into the input box that asks this, once it is there. */
export async function answer(window: VsCodeWindow, question: string, text: string): Promise<void> {
  await window.quickPick().filter({ hasText: question }).waitFor();
  const input = window.quickPick().locator("input").first();
  await eventually(async () => {
    await input.fill(text, { timeout: 5_000 });
  });
  await window.page.keyboard.press("Enter");
}
