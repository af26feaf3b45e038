/**
 * `npm run codegen` rewrites what is made from the backend's sources: convex/_generated, docs/access.md and the SDK's
 * types. With `--check` it only says whether that would change anything.
 */
import { checkAccessMatrix, writeAccessMatrix } from "./lib/accessMatrix.ts";
import { checkGenerated, generate } from "./lib/generated.ts";
import { checkSdk, writeSdk } from "./lib/sdkTypes.ts";
import { complain, say } from "./lib/terminal.ts";

if (process.argv.includes("--check")) {
  const problems = [await checkGenerated(), await checkAccessMatrix(), await checkSdk()];
  const found = problems.filter((problem) => problem !== null);
  for (const problem of found) complain(problem.trim());
  if (found.length > 0) process.exit(1);
  say("convex/_generated, docs/access.md and the SDK's types are up to date");
} else {
  await generate();
  await writeAccessMatrix();
  await writeSdk();
  say("convex/_generated, docs/access.md and the SDK's types are written; commit them with their cause");
}
