import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const root = new URL("../", import.meta.url);

/**
 * The runtime as one file of JavaScript; returns its URL. It is made from `src/` whenever that is newer, in about a
 * tenth of a second, and starts faster and runs faster than modules that are translated as they are loaded.
 */
export function compiled() {
  const file = new URL("dist/runtime.mjs", root);
  if (existsSync(file) && statSync(file).mtimeMs > newestSource()) return file;
  // Several processes may start at once: each makes its own, and the last one to finish leaves the same.
  const draft = new URL(`dist/runtime.${process.pid}.mjs`, root);
  try {
    buildSync({
      entryPoints: [fileURLToPath(new URL("src/cli.ts", root))],
      outfile: fileURLToPath(draft),
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      packages: "external",
      logLevel: "warning",
    });
    // Read as text or started as a thread at run time, from beside the code that does it.
    for (const path of ["modules/realmGlobals.js", "store/readingThread.mjs"])
      copyFileSync(new URL(`src/${path}`, root), new URL(`dist/${path.split("/").at(-1)}`, root));
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  return file;
}

function newestSource() {
  let newest = Math.max(
    statSync(new URL("package.json", root)).mtimeMs,
    statSync(new URL(import.meta.url)).mtimeMs,
  );
  for (const entry of readdirSync(new URL("src/", root), { recursive: true, withFileTypes: true })) {
    if (entry.isFile())
      newest = Math.max(newest, statSync(`${entry.parentPath ?? entry.path}/${entry.name}`).mtimeMs);
  }
  return newest;
}
