import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { configJsonSchema } from "../../src/core/config/json-schema.ts";

const file = fileURLToPath(new URL("../../media/canon.schema.json", import.meta.url));
const text = await format(JSON.stringify(configJsonSchema()), { parser: "json", printWidth: 100 });
await writeFile(file, text);
process.stdout.write(`wrote ${file}\n`);
