/** `npm run reset`: deletes what an instance keeps, after asking. `npm run reset -- --yes` does not ask. */
import { readdir, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { takeDataDir } from "./lib/dataLock.ts";
import { readSettings } from "./lib/settings.ts";
import { complain, say } from "./lib/terminal.ts";

/** Only what Molt itself makes is deleted, so that a MOLT_DATA pointing to the wrong folder costs nothing. */
const OURS = [
  ...["backend.env", "build", "convex", "demo", "logs", "media", "outbox", "secrets.json"],
  ...["lock.db", "lock.db-journal"],
];

const { dataDir } = readSettings(process.env);
const present = await readdir(dataDir).catch((): string[] => []);
const doomed = present.filter((entry) => OURS.includes(entry));

if (doomed.length === 0) {
  say(`${dataDir} holds nothing of Molt's; there is nothing to reset`);
} else if (!takeDataDir(dataDir)) {
  complain(`Molt is running on ${dataDir}. Stop it first.`);
  process.exitCode = 1;
} else if (await isAgreed()) {
  await Promise.all(doomed.map((entry) => rm(path.join(dataDir, entry), { recursive: true, force: true })));
  // The folder itself goes only when nothing else was in it.
  await rmdir(dataDir).catch(() => undefined);
  say(`deleted ${doomed.join(", ")} in ${dataDir}; the next npm start begins anew`);
} else {
  complain("Nothing was deleted.");
  process.exitCode = 1;
}

async function isAgreed(): Promise<boolean> {
  if (process.argv.includes("--yes")) return true;
  if (!process.stdin.isTTY) {
    complain("There is nobody to ask here. To reset without asking: npm run reset -- --yes");
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`  Delete all agents, chats and media in ${dataDir}? (yes/no) `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
