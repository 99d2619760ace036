import { t } from "../kernel/texts.ts";
import type { Located, LocatedEntry, LocatedMap } from "./located.ts";
import { nothingSynced, type Report } from "./report.ts";
import { couldBeSecret, isSecretName, isSecretText, shown } from "./secret-text.ts";

/**
 * Reports every credential in the file, by the name of its key or by its own form.
 *
 * Shape: one `config/secret` problem each, none of which repeats a value; gives back the entries
 *        that hold one, so that nothing else is said about them.
 */
export function findSecrets(root: LocatedMap, report: Report): ReadonlySet<LocatedEntry> {
  const found = new Set<LocatedEntry>();
  // Aliases share values; each needs one look where names of keys count and one where they do not.
  const seen = { withNames: new Set<Located>(), withoutNames: new Set<Located>() };
  visitMap(root, true);
  return found;

  function visitMap(map: LocatedMap, namesCount: boolean): void {
    for (const [name, entry] of map.entries) {
      if (isSecretText(name) || (namesCount && isSecretEntry(name, entry.value))) {
        add(name, entry, entry.line);
      } else {
        // The keys of a status map are names of ticket states: "Waiting for token" is one.
        visit(name, entry, entry.value, namesCount && name !== "reverse");
      }
    }
  }

  function visit(name: string, entry: LocatedEntry, node: Located, namesCount: boolean): void {
    const before = namesCount ? seen.withNames : seen.withoutNames;
    if (before.has(node)) return;
    before.add(node);
    if (node.kind === "map") visitMap(node, namesCount);
    else if (node.kind === "list") {
      for (const item of node.items) visit(name, entry, item, namesCount);
    } else if (typeof node.value === "string" && isSecretText(node.value)) {
      add(name, entry, node.line);
    }
  }

  function add(name: string, entry: LocatedEntry, line: number): void {
    if (found.has(entry)) return;
    found.add(entry);
    report("config/secret", "error", line, secretMessage(name));
  }
}

function isSecretEntry(name: string, value: Located): boolean {
  if (!isSecretName(name)) return false;
  const items = value.kind === "list" ? value.items : [value];
  return items.some((item) => item.kind === "scalar" && couldBeSecret(item.value));
}

function secretMessage(name: string): string {
  return t(
    '`{0}` seems to hold a credential. Canon never uses credentials from this file, and anyone who can read the repository can read it. Remove it here, replace it where it was issued, and give Canon the new one with "Canon: Set Credentials" or an environment variable. {1}',
    shown(name),
    nothingSynced(),
  );
}
