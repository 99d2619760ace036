import type { GithubDouble } from "../../support/github/github-double.ts";
import { answer } from "./answer.ts";
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
