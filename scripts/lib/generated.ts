import { randomBytes } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Child } from "./child.ts";
import { findFreePorts } from "./ports.ts";
import { ROOT } from "./settings.ts";
import { runTool } from "./tool.ts";
import { waitFor } from "./waitFor.ts";

/**
 * Rewrites `convex/_generated` from the sources, exactly as `npx convex dev` does: the official tool asks a
 * deployment what the functions are, and an embedded runtime that lives for this one question answers.
 */
export async function generate(root = ROOT): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "molt-codegen-"));
  const { convex: port, site } = await findFreePorts();
  // What `auth.config.ts` reads has to be set; nobody ever signs in here.
  const envFile = path.join(dataDir, "codegen.env");
  const secret = randomBytes(32).toString("base64url");
  await writeFile(envFile, `MOLT_PUBLIC_URL=http://127.0.0.1:${site}\nMOLT_SIGNING_SECRET=${secret}\n`);
  const runtime = new Child({
    name: "embedded",
    args: [
      path.join(ROOT, "packages/embedded/bin/embedded.mjs"),
      ...["--data", dataDir, "--port", `${port}`, "--site-port", `${site}`],
      ...["--env-file", envFile],
    ],
    env: {},
    logDir: dataDir,
    onLine: () => undefined,
  });
  try {
    const address = `http://127.0.0.1:${port}`;
    await waitFor("the embedded runtime", async () => (await fetch(`${address}/version`)).ok, {
      everyMs: 50,
    });
    const { code, output } = await runTool("convex", ["codegen", "--typecheck", "disable"], {
      cwd: root,
      env: {
        // Unless it runs in CI, the official tool reports errors to its makers.
        CI: "1",
        // A cloud deployment named in .env.local is not the one to ask.
        CONVEX_DEPLOYMENT: "",
        CONVEX_SELF_HOSTED_URL: address,
        CONVEX_SELF_HOSTED_ADMIN_KEY: (await readFile(path.join(dataDir, "admin.key"), "utf8")).trim(),
      },
    });
    if (code !== 0) throw new Error(output.trim());
  } finally {
    await runtime.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** What a fresh codegen would change, or null. Works on a copy, so that a check changes nothing. */
export async function checkGenerated(): Promise<string | null> {
  const copy = await mkdtemp(path.join(tmpdir(), "molt-codegen-"));
  try {
    await Promise.all([
      cp(path.join(ROOT, "convex"), path.join(copy, "convex"), { recursive: true }),
      cp(path.join(ROOT, "package.json"), path.join(copy, "package.json")),
      symlink(path.join(ROOT, "node_modules"), path.join(copy, "node_modules")),
    ]);
    await generate(copy);
    const [committed, fresh] = await Promise.all([readFolder(ROOT), readFolder(copy)]);
    const names = new Set([...committed.keys(), ...fresh.keys()]);
    const changed = [...names].filter((name) => committed.get(name) !== fresh.get(name));
    if (changed.length === 0) return null;
    return `    ${changed.join(", ")} in convex/_generated would change. Run: npm run codegen`;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function readFolder(root: string): Promise<Map<string, string>> {
  const folder = path.join(root, "convex", "_generated");
  const names = await readdir(folder);
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(path.join(folder, name), "utf8")] as const),
    ),
  );
}
