import { cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "./settings.ts";
import { runTool } from "./tool.ts";

/** Rewrites `convex/_generated` from the sources. Needs no deployment and no network. */
export async function generate(root = ROOT): Promise<void> {
  const { code, output } = await runTool("convex", ["codegen", "--system-udfs", "--typecheck", "disable"], {
    cwd: root,
    // The official tool phones home about errors unless it runs in CI, and a deployment in .env.local is none of its business here.
    env: { CI: "1", CONVEX_DEPLOYMENT: "" },
  });
  if (code !== 0) throw new Error(output.trim());
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
    return `    ${changed.join(", ")} differ from what the sources say. Run: npm run codegen`;
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
