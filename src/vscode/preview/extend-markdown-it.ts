import * as vscode from "vscode";
import { addCanon } from "../../preview/preview-plugin.ts";

type Renderer = Parameters<typeof addCanon>[0];

/** What the built-in preview asks of an extension that has a plugin for its renderer. */
export interface PreviewPlugin {
  readonly extendMarkdownIt: (markdown: Renderer) => Renderer;
}

/** The preview is rendered once more when what reads specs has been loaded for its first spec. */
export const PREVIEW_PLUGIN: PreviewPlugin = {
  extendMarkdownIt: (markdown) =>
    addCanon(
      markdown,
      async () => (await import("../../preview/heading-badges.ts")).headingBadges,
      () => {
        vscode.commands.executeCommand("markdown.preview.refresh").then(undefined, () => {
          // Another renderer has no such command; it shows the badges with its next text.
        });
      },
    ),
};
