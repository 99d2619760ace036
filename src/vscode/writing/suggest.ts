import type { App } from "../app.ts";

/** Opens the list of what can be typed once more, after one of its entries was taken. */
export async function suggestNext({ openTickets }: App, argument: unknown): Promise<void> {
  if (argument !== "next" && argument !== "search") return;
  await openTickets.suggest(argument);
}
