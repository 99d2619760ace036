import { spawn } from "node:child_process";

/** Opens an address in the person's browser. Where that is impossible, the printed address stays. */
export function openLink(url: string): void {
  const [program, ...args] = opener(url);
  const child = spawn(program, args, { detached: true, stdio: "ignore" });
  child.on("error", () => undefined);
  child.unref();
}

function opener(url: string): [string, ...string[]] {
  switch (process.platform) {
    case "darwin":
      return ["open", url];
    case "win32":
      return ["rundll32", "url.dll,FileProtocolHandler", url];
    default:
      return ["xdg-open", url];
  }
}
