/** `npm run codegen` rewrites convex/_generated and docs/access.md; with `--check` it only says whether that would change anything. */
import { checkAccessMatrix, writeAccessMatrix } from "./lib/accessMatrix.ts";
import { checkGenerated, generate } from "./lib/generated.ts";
import { complain, say } from "./lib/terminal.ts";

if (process.argv.includes("--check")) {
  const problem = (await checkGenerated()) ?? (await checkAccessMatrix());
  if (problem !== null) {
    complain(problem.trim());
    process.exit(1);
  }
  say("convex/_generated and docs/access.md are up to date");
} else {
  await generate();
  await writeAccessMatrix();
  say("convex/_generated and docs/access.md are written; commit them with the change that caused it");
}
