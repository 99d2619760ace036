import type { CommandContext } from "../context.ts";
import { loginStore } from "../host/server-login.ts";
import type { Check } from "./check.ts";

/** Who is logged in to a Canon server; nothing where nobody is. */
export async function checkLogin({ host, output }: CommandContext): Promise<Check[]> {
  const base = { name: "login", category: "auth" } as const;
  try {
    const login = await loginStore(host, output.redactor)?.read();
    if (login === undefined) return [];
    const who = login.email === null ? "" : `${login.email}, `;
    const detail = `${who}for ${login.organization} at ${new URL(login.server).host}`;
    return [{ ...base, status: "ok", detail, fix: null }];
  } catch {
    const fix = "Check who owns ~/.config/canon/credentials.json.";
    return [{ ...base, status: "warn", detail: "the login file cannot be read", fix }];
  }
}
