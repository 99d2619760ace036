import type { TicketTracker } from "../../ports/ticket-tracker.ts";

type Method = (...args: unknown[]) => Promise<unknown>;

/** Passes everything on to a tracker, and tells when it no longer accepts the credential. */
export function watchRefusals(tracker: TicketTracker, refused: () => void): TicketTracker {
  return new Proxy(tracker, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      const method = value as Method;
      return async (...args: unknown[]) => {
        const answer = await method.apply(target, args);
        if (holdsRefusal(answer)) refused();
        return answer;
      };
    },
  });
}

/** Answers are results, outcomes, or many of them in a list or by key. */
function holdsRefusal(answer: unknown): boolean {
  if (answer instanceof Map) return [...answer.values()].some(holdsRefusal);
  if (Array.isArray(answer)) return answer.some(holdsRefusal);
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return false;
  const { error } = answer;
  return typeof error === "object" && error !== null && "code" in error
    ? error.code === "tracker/unauthorized"
    : false;
}
