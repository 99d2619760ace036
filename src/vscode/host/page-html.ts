import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageHtml } from "./page-text.ts";

/**
 * Opens one of Canon's own pages in a frame of the editor.
 *
 * Its own script and style are all that the page can load; what it shows comes by message.
 */
export function openPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: { readonly name: string; readonly title: string; readonly texts: string },
): void {
  const { name } = page;
  const root = vscode.Uri.joinPath(extensionUri, "dist", "webview");
  const uriOf = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
  webview.options = {
    enableScripts: true,
    enableForms: false,
    enableCommandUris: false,
    localResourceRoots: [root],
  };
  webview.html = pageHtml({
    ...page,
    nonce: randomBytes(18).toString("base64url"),
    cspSource: webview.cspSource,
    scriptUri: uriOf(`${name}.js`),
    styleUri: uriOf(`${name}.css`),
    language: vscode.env.language,
  });
}
