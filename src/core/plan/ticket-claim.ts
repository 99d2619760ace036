import * as z from "zod/mini";
import { hashText } from "../kernel/hash.ts";
import { intentShape, type Intent } from "./intent.ts";

/** A claim is renewed before a create is sent where it is older. Unit: milliseconds. */
const RENEWED_AFTER_MS = 30_000;
/** Nothing is sent on a claim that is older. */
const SENT_WITHIN_MS = 60_000;
/**
 * What was sent on a claim that is older has arrived, or never will. The rest, after the deadline of
 * a request, is for clocks that differ.
 */
const SETTLED_AFTER_MS = 120_000;

const claimedIntentShape = z.extend(intentShape, {
  ticket: z._default(z.nullable(z.string()), null),
});

/** An intent that others are to know of. `ticket` is what it made, as `system:key`, once that is known. */
export type ClaimedIntent = z.infer<typeof claimedIntentShape>;

const claimShape = z.object({
  version: z.literal(1),
  file: z.string(),
  at: z.string().check(z.refine((at) => !Number.isNaN(Date.parse(at)))),
  hasEnded: z.boolean(),
  intents: z.array(claimedIntentShape),
});

/**
 * Says to the jobs of other clones that tickets are being created for a spec, and by which marks
 * they are found.
 *
 * Shape:  `at` is when it was made or renewed, ISO 8601, UTC; `hasEnded` that its run sends nothing
 *         on it any more. The tickets stay named until the shared branch has their links.
 */
export type TicketClaim = z.infer<typeof claimShape>;

/** The same for everybody who claims this spec. Shape: 32 hexadecimal digits. */
export function claimName(file: string): string {
  return hashText(file);
}

/** The intent as the journal of a clone has it. */
export function intentOf(claimed: ClaimedIntent): Intent {
  return z.parse(intentShape, claimed);
}

export function formatClaim(claim: TicketClaim): string {
  return `${JSON.stringify(claim, null, 2)}\n`;
}

/** Shape: null for what is no claim, or one of a later version of Canon. */
export function parseClaim(text: string, name: string): TicketClaim | null {
  try {
    const claim = claimShape.safeParse(JSON.parse(text));
    if (claim.success && claimName(claim.data.file) === name) return claim.data;
  } catch {
    // Not JSON, so no claim.
  }
  return null;
}

/** Tells whether a create may still be on its way. One from the future may, too: clocks differ. */
export function mayArrive({ at }: Pick<TicketClaim, "at">, now: string): boolean {
  return ageOf(at, now) < SETTLED_AFTER_MS;
}

/** Tells whether somebody else may be about to create tickets on a claim. */
export function isBusy(claim: TicketClaim, now: string): boolean {
  return !claim.hasEnded && mayArrive(claim, now);
}

/** Tells whether a claim is to be renewed before anything is sent on it. */
export function isWorn({ at }: Pick<TicketClaim, "at">, now: string): boolean {
  return ageOf(at, now) > RENEWED_AFTER_MS;
}

/** Tells whether a run may still begin to send on its own claim. */
export function maySend({ at }: Pick<TicketClaim, "at">, now: string): boolean {
  return ageOf(at, now) <= SENT_WITHIN_MS;
}

function ageOf(at: string, now: string): number {
  return Date.parse(now) - Date.parse(at);
}
