import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { runTool } from "./tool.ts";

/** What a first visit may load of JavaScript, compressed. On a slow phone line that is about a second. */
export const BUDGET_BYTES = 180_000;

/** Pages that strangers arrive at, and the module behind each; the entry is loaded for all of them. */
const PAGES: Readonly<Record<string, string | null>> = { "/": null, "/servers": "src/app/exploreRoute.tsx" };

interface ManifestEntry {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}
export type Manifest = Record<string, ManifestEntry>;

/** Builds the client and weighs what its first pages load. Null when all are light enough. */
export async function checkClientBudget(): Promise<string | null> {
  const out = await mkdtemp(path.join(tmpdir(), "molt-budget-"));
  try {
    const { code, output } = await runTool("vite", ["build", "--logLevel", "warn", "--manifest"], {
      env: { MOLT_CLIENT_OUT: out, NODE_ENV: "production", VITE_CONVEX_URL: "" },
    });
    if (code !== 0) return output.trim();
    const manifest = JSON.parse(await readFile(path.join(out, ".vite/manifest.json"), "utf8")) as Manifest;
    const lines: string[] = [];
    for (const [page, module] of Object.entries(PAGES)) {
      const files = scriptsOf(manifest, module);
      const sizes = await Promise.all(
        files.map(async (file) => gzipSync(await readFile(path.join(out, file))).length),
      );
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      if (bytes > BUDGET_BYTES) lines.push(tooHeavy(page, bytes, files, sizes));
    }
    return lines.length === 0 ? null : lines.join("\n");
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** The scripts that a page loads before it shows: the entry's and its own, and what they import, each once. */
export function scriptsOf(manifest: Manifest, module: string | null): string[] {
  const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
  if (module !== null && !manifest[module]) throw new Error(`The build has no chunk for ${module}.`);
  const found = new Set<string>();
  const visit = (key: string) => {
    const entry = manifest[key];
    if (!entry || found.has(entry.file)) return;
    found.add(entry.file);
    for (const imported of entry.imports ?? []) visit(imported);
  };
  for (const key of module === null ? entries : [...entries, module]) visit(key);
  return [...found].filter((file) => file.endsWith(".js"));
}

function tooHeavy(page: string, bytes: number, files: string[], sizes: number[]): string {
  const heaviest = files
    .map((file, index) => [file, sizes[index] ?? 0] as const)
    .sort((a, b) => b[1] - a[1])
    .map(([file, size]) => `      ${size} ${file}`);
  return `    ${page} loads ${bytes} bytes of JavaScript (gzip); the budget is ${BUDGET_BYTES}:\n${heaviest.join("\n")}`;
}
