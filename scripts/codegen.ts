/** `npm run codegen` rewrites convex/_generated; with `--check` it only says whether that would change anything. */
import { checkGenerated, generate } from "./lib/generated.ts";
import { complain, say } from "./lib/terminal.ts";

if (process.argv.includes("--check")) {
  const problem = await checkGenerated();
  if (problem !== null) {
    complain(problem.trim());
    process.exit(1);
  }
  say("convex/_generated is up to date");
} else {
  await generate();
  say("convex/_generated is written; commit it with the change that caused it");
}
