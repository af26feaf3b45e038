/** `npm run check`: types, lint, format, generated code and the paths in the docs. */
import { runChecks } from "./lib/checks.ts";
import { ensureDevTools } from "./lib/tool.ts";

await ensureDevTools();
process.exit((await runChecks()) ? 0 : 1);
