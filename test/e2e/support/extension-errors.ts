import type { ConsoleMessage, Page } from "playwright-core";

/** The extension host hands what nobody caught to the window, with where it came from. */
const OWN = "canon.canon";

/** Listens from now on; the result grows with every error of an extension that nobody caught. */
export function extensionErrors(page: Page, extension = OWN): readonly string[] {
  const errors: string[] = [];
  const look = (text: string): void => {
    if (text.includes(extension)) errors.push(text);
  };
  page.on("console", (message: ConsoleMessage) => {
    if (message.type() === "error") look(message.text());
  });
  page.on("pageerror", (error) => {
    look(error.stack ?? error.message);
  });
  return errors;
}
