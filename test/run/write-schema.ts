import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { configJsonSchema } from "../../src/core/config/json-schema.ts";
import { configReference } from "./config-reference.ts";

const options = { parser: "json", printWidth: 100 };
await write("media/canon.schema.json", await format(JSON.stringify(configJsonSchema()), options));
await write("docs/config-reference.md", configReference());

async function write(path: string, text: string): Promise<void> {
  await writeFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), text);
  process.stdout.write(`wrote ${path}\n`);
}
