import { hash } from "node:crypto";
import type { Sha256 } from "../core/kernel/hash.ts";

/** SHA-256 as Node has it. */
export const nativeSha256: Sha256 = (text) => hash("sha256", text, "hex");
