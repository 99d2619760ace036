// Makes a fresh clone ready, then runs the script named on the command line:
//
//   node test/run/setup.mjs test/run/check.ts --fix
//
// It runs on any Node from 18 on and uses nothing that has to be installed. The scripts behind it
// are TypeScript and want the Node that package.json names; they get it from here and not from a
// second `node` in an npm script, because some shells remember where they found the first one.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const OLDEST_NODE = [22, 18];

async function main(command) {
  try {
    if (
      installIsStale(readLock("package-lock.json"), readLock("node_modules/.package-lock.json"))
    ) {
      await install();
    }
    const node = await findNode();
    if (command.length > 0) {
      process.exitCode = await runWith(node, command);
    }
  } catch (error) {
    if (!(error instanceof SetupFailure)) {
      throw error;
    }
    say(`\n${error.message}`);
    process.exitCode = 1;
  }
}

class SetupFailure extends Error {}

function readLock(path) {
  const file = join(root, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined;
}

/**
 * Compares what should be installed with what npm says it installed. Packages for other platforms
 * are optional and may be absent; a package that is there must be the one that was locked.
 */
export function installIsStale(wanted, installed) {
  if (wanted === undefined) {
    throw new SetupFailure("package-lock.json is missing. Restore it from git, then try again.");
  }
  if (installed === undefined) {
    return true;
  }
  return Object.entries(wanted).some(([path, entry]) => {
    const present = installed[path];
    if (path === "" || entry.link === true) {
      return false;
    }
    return present === undefined
      ? entry.optional !== true && entry.devOptional !== true
      : present.version !== entry.version || present.integrity !== entry.integrity;
  });
}

async function install() {
  say("Installing the development packages (npm ci). This takes about a minute the first time.");
  const { code, output } = await runNpm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code !== 0) {
    throw new SetupFailure(explainNpmFailure(code, output));
  }
  say("The development packages are installed.");
}

/** Turns what npm printed into what happened and what to do next. */
export function explainNpmFailure(code, output) {
  const cause = NPM_FAILURES.find(({ pattern }) => pattern.test(output));
  const advice = cause?.advice ?? "The lines above are npm's own account of it.";
  return `The development packages could not be installed (npm ended with ${code}). ${advice}`;
}

const NPM_FAILURES = [
  {
    pattern: /command not found|not recognized|spawn npm|ENOENT.*\bnpm\b|npm: not found/,
    advice: "npm was not found. Install Node.js with npm (https://nodejs.org), then try again.",
  },
  {
    pattern: /ENOSPC/,
    advice: "The disk is full. Free about 600 MB, then try again.",
  },
  {
    pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
    advice:
      "The package registry could not be reached. Check the network, `npm config get registry` and the proxy settings, then try again.",
  },
  {
    pattern: /\bE40[13]\b|\bE404\b|\bE5\d\d\b/,
    advice:
      "The package registry refused a package. Check `npm config get registry` and your sign-in to it, then try again.",
  },
  {
    pattern: /SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|CERT_HAS_EXPIRED/,
    advice:
      "The certificate of the package registry is not trusted. Set NODE_EXTRA_CA_CERTS or `npm config set cafile`, then try again.",
  },
  {
    pattern: /EACCES|EPERM|EROFS/,
    advice: "A folder could not be written. Check who owns node_modules and the npm cache.",
  },
  {
    pattern: /EINTEGRITY/,
    advice: "A package differs from the locked one. Run `npm cache verify`, then try again.",
  },
  {
    pattern: /EUSAGE/,
    advice:
      "package.json and package-lock.json disagree. Run `npm install` and commit package-lock.json.",
  },
];

/** Finds a Node that runs the scripts, and installs one where npm was not allowed to. */
async function findNode() {
  const version = readLock("package-lock.json")["node_modules/node"]?.version ?? "24";
  const own = join(root, "node_modules", "node", "bin", executable("node"));
  const spare = join(root, "node_modules", ".cache", "node-runtime");
  const spareNode = join(spare, "node_modules", platformPackage(), "bin", executable("node"));
  const found = [own, spareNode, process.execPath].find(isNewEnough);
  if (found !== undefined) {
    return found;
  }
  say(`The \`node\` package could not set itself up. Installing Node ${version} beside it.`);
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"];
  const wanted = `${platformPackage()}@${version}`;
  const { code } = await runNpm([...args, "--prefix", spare, wanted]);
  if (code !== 0 || !isNewEnough(spareNode)) {
    throw new SetupFailure(
      `The scripts need Node ${OLDEST_NODE.join(".")} or later, this one is ${process.version}, and ${wanted} could not be installed. Install Node 24 (https://nodejs.org), then try again.`,
    );
  }
  return spareNode;
}

function executable(name) {
  return process.platform === "win32" ? `${name}.exe` : name;
}

function platformPackage() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const family = platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  return `${family}-${platform}-${process.arch}`;
}

function isNewEnough(node) {
  if (!existsSync(node)) {
    return false;
  }
  const { stdout, status } = spawnSync(node, ["--version"], { encoding: "utf8" });
  const [major = 0, minor = 0] = (stdout ?? "").replace("v", "").split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  return status === 0 && (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor));
}

/** Runs npm with its own output shown, kept for the explanation, and a sign of life meanwhile. */
function runNpm(args) {
  const viaNode = process.env.npm_execpath;
  const isScript = viaNode !== undefined && /\.c?js$/.test(viaNode);
  const file = isScript ? process.execPath : "npm";
  const child = spawn(file, isScript ? [viaNode, ...args] : args, {
    cwd: root,
    shell: !isScript && process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const started = Date.now();
  const everyMs = process.stderr.isTTY ? 5_000 : 15_000;
  const timer = setInterval(() => {
    say(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`);
  }, everyMs);
  return new Promise((resolve) => {
    let output = "";
    const keep = (chunk) => {
      output += chunk;
      process.stderr.write(chunk);
    };
    const end = (code) => {
      clearInterval(timer);
      resolve({ code, output });
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => {
      keep(`${error.message}\n`);
      end(127);
    });
    child.on("close", (code) => end(code ?? 1));
  });
}

function runWith(node, command) {
  const path = [dirname(node), join(root, "node_modules", ".bin"), process.env.PATH ?? ""];
  const child = spawn(node, command, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: path.join(process.platform === "win32" ? ";" : ":") },
  });
  // The child is in the same terminal and gets the same signals; this process only waits for it.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve) => {
    child.on("error", (error) => {
      say(`${node} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on("close", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}

function say(text) {
  writeSync(2, `${text}\n`);
}

const isEntry =
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isEntry) {
  await main(process.argv.slice(2));
}
