import type { CanonConfig } from "../core/config/config.ts";
import { NEVER_CANCELLED } from "../core/kernel/cancel.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import { parseTicketId } from "../core/model/ticket-ref.ts";
import { systemAt } from "../core/plan/connections.ts";
import { LinkedTickets, ticketName } from "../core/plan/linked-tickets.ts";
import type { SpecReading } from "../core/plan/snapshot.ts";
import type { ClaimedIntent, TicketClaim } from "../core/plan/ticket-claim.ts";
import type { ClaimStore } from "../ports/claim-store.ts";

/** The specs that claims are compared with. */
export interface ClaimWorld {
  readonly config: CanonConfig;
  readonly specs: readonly SpecReading[];
  readonly outside: readonly SpecReading[];
}

/**
 * The claims that nobody needs any more: the shared branch has links to all their tickets, so that
 * every clone that is brought up to date knows of them.
 *
 * What is not sure stays: it costs a look, and nothing else.
 */
export async function releasable(
  store: ClaimStore,
  world: ClaimWorld,
  parse: (text: string) => SpecDocument,
  claims: ReadonlyMap<string, TicketClaim>,
): Promise<Set<string>> {
  const complete = [...claims].filter(([, { intents }]) =>
    intents.every(({ ticket }) => ticket !== null),
  );
  const free = new Set(
    complete.filter(([, { intents }]) => intents.length === 0).map(([name]) => name),
  );
  const wanted = complete.flatMap(([, { intents }]) => intents);
  if (wanted.length === 0) return free;
  const files = filesLinking(world, wanted);
  const texts = await store.sharedTexts(files, NEVER_CANCELLED);
  const shared = [...(texts.ok ? texts.value : [])].flatMap(([file, text]) =>
    text === null ? [] : [{ file, hash: "", document: parse(text), isUnsaved: false }],
  );
  const linked = new LinkedTickets(world.config, shared);
  for (const [name, { intents }] of complete) {
    if (intents.every((intent) => isLinked(world, linked, intent))) free.add(name);
  }
  return free;
}

export function linkedIn({ config, specs, outside }: ClaimWorld): LinkedTickets {
  return new LinkedTickets(config, [...specs, ...outside]);
}

/** Tells whether a section is linked to the ticket of a claim. */
export function isLinked(
  { config }: Pick<ClaimWorld, "config">,
  linked: LinkedTickets,
  { ticket, target, project }: ClaimedIntent,
): boolean {
  const ref = ticket === null ? undefined : parseTicketId(ticket);
  return ref !== undefined && linked.hasAny(ticketName(systemAt(config, { target, project }), ref));
}

/** The specs that have such links here; only they need to be looked at on the branch. */
function filesLinking(world: ClaimWorld, intents: readonly ClaimedIntent[]): string[] {
  return [...world.specs, ...world.outside].flatMap((spec) => {
    const own = new LinkedTickets(world.config, [spec]);
    return intents.some((intent) => isLinked(world, own, intent)) ? [spec.file] : [];
  });
}
