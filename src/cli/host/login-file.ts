import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import type { LoginCredential, LoginStore } from "../../adapters/canon-server/login.ts";
import { NODE_DISK, errorCode } from "../../adapters/files/disk.ts";
import { acquireLock, DEFAULT_LOCK_POLICY } from "../../adapters/files/lock-file.ts";
import type { Secret } from "../../core/kernel/secret.ts";
import { parseLogin } from "./parse-login.ts";

const FOLDER = ".config/canon";
const LEGACY_FOLDER = ".config/specwright";
const NAME = "credentials.json";
const LOCK_WAIT_MS = 20_000;

interface LoginFile {
  /** The person's home folder. */
  readonly home: string;
  /** The server of a login that does not name its own. */
  readonly defaultServer: string;
  /** Told of every credential that is read or written, so that it is masked from then on. */
  readonly hold: (secret: Secret) => void;
}

/**
 * The login in the file that the Canon command line shares with its forerunner.
 *
 * Shape:  `~/.config/canon/credentials.json`, readable by its owner only; the folder of the
 *         forerunner is read where there is no such file. A file that cannot be understood is no
 *         login.
 * Errors: the methods reject when the file or its lock cannot be had.
 */
export function createLoginFile({ home, defaultServer, hold }: LoginFile): LoginStore {
  const path = join(home, FOLDER, NAME);
  const legacyPath = join(home, LEGACY_FOLDER, NAME);
  return {
    async read() {
      const text = (await readIfThere(path)) ?? (await readIfThere(legacyPath));
      const login = text === undefined ? undefined : parseLogin(text, defaultServer);
      if (login === undefined) return undefined;
      hold(login.accessToken);
      if (login.refreshToken !== null) hold(login.refreshToken);
      return login;
    },
    async write(login) {
      hold(login.accessToken);
      if (login.refreshToken !== null) hold(login.refreshToken);
      await replaceFile(path, `${JSON.stringify(toJson(login), null, 2)}\n`);
    },
    async remove() {
      await rm(path, { force: true });
      await rm(legacyPath, { force: true });
    },
    async withLock(task) {
      const place = { real: `${path}.lock`, path: `~/${FOLDER}/${NAME}.lock` };
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const lock = await acquireLock(NODE_DISK, place, LOCK_WAIT_MS, DEFAULT_LOCK_POLICY);
      if (!lock.ok) throw new Error(lock.error.message);
      try {
        return await task();
      } finally {
        await lock.value.release();
      }
    },
  };
}

/** The one place outside the way to the network where a credential is written out. */
function toJson(login: LoginCredential): object {
  return {
    method: "oauth",
    access_token: login.accessToken.reveal(),
    refresh_token: login.refreshToken?.reveal() ?? "",
    expires_at: login.expiresAt,
    org: login.organization,
    email: login.email ?? "",
    server: login.server,
  };
}

/** The new file appears whole and private: at no moment can anybody else read it. */
async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temp = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temp, text, { flag: "wx", mode: 0o600, flush: true });
    await chmod(temp, 0o600);
    await rename(temp, path);
  } finally {
    await rm(temp, { force: true });
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) return undefined;
    throw error;
  }
}
