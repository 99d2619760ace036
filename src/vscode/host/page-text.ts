interface PageParts {
  /** Of the page, its script and its style. */
  readonly name: string;
  readonly title: string;
  /** Fresh for each page. */
  readonly nonce: string;
  /** What the editor serves the page's own files from, as a source of the policy. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** The editor's language, for dates. */
  readonly language: string;
  /** Translations of what the page says by itself, as JSON. */
  readonly texts: string;
}

/**
 * An empty page: its one script, its style, a policy that allows nothing else, and Canon's own words
 * in the person's language. What it shows comes by message and is never part of this text.
 */
export function pageHtml(parts: PageParts): string {
  const { name, title, nonce, cspSource, scriptUri, styleUri, language, texts } = parts;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${attribute(styleUri)}">
<title>${attribute(title)}</title>
</head>
<body data-texts="${attribute(texts)}">
<main id="${attribute(name)}" aria-busy="true"></main>
<p id="spoken" class="only-read" role="status" aria-live="polite"></p>
<script nonce="${attribute(nonce)}" src="${attribute(scriptUri)}"></script>
</body>
</html>
`;
}

function attribute(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
