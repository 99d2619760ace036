import type { Secret } from "../../core/kernel/secret.ts";
import { createRedactor, type Redactor } from "../../core/redact/redact.ts";

/** A redactor that also masks each credential in use, from the moment it is held. */
export interface LiveRedactor {
  readonly redact: Redactor;
  readonly hold: (secret: Secret) => void;
}

export function createLiveRedactor(): LiveRedactor {
  const held = new Set<string>();
  let current = createRedactor([]);
  return {
    redact: Object.assign((text: string) => current(text), { epoch: () => current }),
    hold(secret) {
      const value = secret.reveal();
      if (held.has(value)) return;
      held.add(value);
      current = createRedactor([...held]);
    },
  };
}
