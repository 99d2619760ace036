export const SYSTEMS = ["jira", "linear", "github", "azure-devops", "local"] as const;

/** The kinds of tracker that Canon knows. */
export type SystemName = (typeof SYSTEMS)[number];

export function isSystemName(word: string): word is SystemName {
  return (SYSTEMS as readonly string[]).includes(word);
}

/** A ticket's name in a spec: `jira:PAY-142`. */
export interface TicketRef {
  readonly system: SystemName;
  readonly key: string;
}

/** The text form of a reference, unique in a workspace: `system:key`. */
export type TicketId = `${SystemName}:${string}`;

export function ticketId(ref: TicketRef): TicketId {
  return `${ref.system}:${ref.key}`;
}

const KEY_GRAMMAR: Readonly<Record<SystemName, RegExp>> = {
  jira: /^[A-Za-z][A-Za-z0-9_]*-\d+$/,
  linear: /^[A-Za-z][A-Za-z0-9_]*-\d+$/,
  github:
    /^(?:#?|(?:[A-Za-z0-9][A-Za-z0-9_-]{0,99}\/)?(?!\.{1,2}#)[A-Za-z0-9._-]{1,100}#)[1-9]\d{0,14}$/,
  "azure-devops": /^\d+$/,
  local: /^[A-Za-z][A-Za-z0-9_]*-\d+$/,
};

/** Tells whether a key has the form its tracker uses; nothing else may reach a request or path. */
export function isTicketKey(system: SystemName, key: string): boolean {
  return key.length <= 200 && KEY_GRAMMAR[system].test(key);
}

/** Reads `jira:PAY-142`; undefined when the system or the form of the key is unknown. */
export function parseTicketId(text: string): TicketRef | undefined {
  const colon = text.indexOf(":");
  const word = text.slice(0, colon).toLowerCase();
  const system = word === "azure" ? "azure-devops" : word;
  const key = text.slice(colon + 1);
  if (colon < 0 || !isSystemName(system) || !isTicketKey(system, key)) return undefined;
  return { system, key };
}
