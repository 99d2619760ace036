import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { ApprovedPlan } from "../core/plan/approve.ts";
import type { Intent } from "../core/plan/intent.ts";
import type { Application, Ending } from "./application.ts";
import { closeIntent, openIntent } from "./journal.ts";

interface Begun {
  readonly intent: Intent;
}

/** The creates that may be sent, and until when; the others with how they ended. */
interface Claimed<T> {
  readonly claimed: readonly T[];
  readonly refused: readonly (readonly [T, Ending])[];
  readonly signal: CancelSignal;
}

/**
 * Tells other clones of creates that are on disk and about to be sent, where there are any to
 * tell. Of what they are at already, nothing stays behind here.
 */
export async function claimCreates<T extends Begun>(
  { claims, files, run }: Application,
  begun: readonly T[],
): Promise<Claimed<T>> {
  if (claims === undefined || begun.length === 0) {
    return { claimed: begun, refused: [], signal: run.signal };
  }
  const refusals = await claims.take(
    begun.map(({ intent }) => intent),
    run.signal,
  );
  const claimed: T[] = [];
  const refused: [T, Ending][] = [];
  for (const one of begun) {
    const refusal = refusals.get(one.intent.file);
    if (refusal === undefined) {
      claimed.push(one);
      continue;
    }
    claims.note(one.intent.intentId, null);
    await closeIntent(files, one.intent.intentId);
    refused.push([one, { ...refusal, ticket: null }]);
  }
  const signal = claims.whileValid(
    claimed.map(({ intent }) => intent.file),
    run.signal,
  );
  return { claimed, refused, signal };
}

/** Writes down the creates of other clones whose tickets are linked here, until they are. */
export async function noteAdopted(
  { claims, files }: Application,
  { items }: ApprovedPlan,
): Promise<void> {
  for (const item of items) {
    if (item.kind !== "insert-link" || item.intentId === null) continue;
    const intent = claims?.intent(item.intentId);
    if (intent !== undefined) await openIntent(files, intent);
  }
}
