/**
 * `npm test`: the checks and then all tests. `npm test -- chat` runs the tests whose path contains "chat" and skips
 * the checks; whatever else Vitest understands may follow (`npm test -- chat --watch`).
 */

import { runChecks } from "./lib/checks.ts";
import { complain } from "./lib/terminal.ts";
import { ensureDevTools, runVisibly, toolPath } from "./lib/tool.ts";

const filters = process.argv.slice(2);
await ensureDevTools();
const checksPassed = filters.length > 0 || (await runChecks());
// The tests run even when a check failed: one run should tell everything that is wrong.
const testsCode = await runVisibly(process.execPath, [toolPath("vitest"), "run", ...filters]);
if (!checksPassed) complain("the checks above failed");
process.exit(checksPassed ? testsCode : 1);
