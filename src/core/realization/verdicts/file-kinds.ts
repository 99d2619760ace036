const DOCUMENTATION =
  /(?:\.(?:md|mdx|markdown|rst|adoc|txt)|(?:^|\/)(?:LICENSE|NOTICE|CHANGELOG|AUTHORS|CODEOWNERS))$/i;
const GENERATED =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|Gemfile\.lock|composer\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|go\.sum|flake\.lock|packages\.lock\.json)$|\.(?:min\.(?:js|css)|map|snap)$|(?:^|\/)(?:node_modules|dist|vendor)\//i;
const TEST_FOLDER = /(?:^|\/)(?:tests?|specs?|__tests__|testing|e2e|androidTest)\//i;
const TEST_NAME =
  /[._-](?:tests?|specs?|e2e|cy)\.[a-z]{1,6}$|(?:^|\/)tests?_[^/]*\.[a-z]{1,6}$|(?:Tests?|Specs?|IT)\.(?:java|kt|kts|cs|fs|swift|php|scala|groovy)$/;

/** Tells whether a path names a text for people and no code. */
export function isDocumentation(path: string): boolean {
  return DOCUMENTATION.test(path);
}

/** Tells whether a path names what tools write by themselves, which shows nothing. */
export function isGenerated(path: string): boolean {
  return GENERATED.test(path);
}

/** Tells whether a path names tests, by the habits of many languages. */
export function isTestFile(path: string): boolean {
  return !isDocumentation(path) && (TEST_FOLDER.test(path) || TEST_NAME.test(path));
}
