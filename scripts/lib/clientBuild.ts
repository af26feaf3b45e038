import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Plugin } from "vite";

/** Files of `public/` that the page needs to look like itself without a connection. */
const KEPT_AS_THEY_ARE = ["/theme.js", "/icon.svg", "/manifest.webmanifest"];

interface Chunk {
  fileName: string;
  isEntry?: boolean;
  imports?: readonly string[];
}

/**
 * Puts the service worker beside the client, with what this build consists of above its text: the files a first visit
 * loads, and all hashed files. A build with other files is another worker, which is how browsers notice a new version.
 */
export function serviceWorker(source: string): Plugin {
  return {
    name: "molt-service-worker",
    apply: "build",
    async generateBundle(_options, bundle) {
      const files = Object.values(bundle) as Chunk[];
      const assets = files
        .map(({ fileName }) => `/${fileName}`)
        .filter((file) => file.startsWith("/assets/"));
      const styles = assets.filter((file) => file.endsWith(".css"));
      const shell = [...initialChunks(files).map((file) => `/${file}`), ...styles, ...KEPT_AS_THEY_ARE];
      const build = JSON.stringify({ shell, assets: assets.sort() });
      const text = await readFile(path.resolve(source), "utf8");
      this.emitFile({ type: "asset", fileName: "sw.js", source: `const BUILD = ${build};\n${text}` });
    },
  };
}

/** The entry and what it imports before anything shows: what a browser fetches for the first page. */
export function initialChunks(chunks: readonly Chunk[]): string[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const imported of byName.get(name)?.imports ?? []) visit(imported);
  };
  for (const { fileName, isEntry } of chunks) if (isEntry) visit(fileName);
  return [...found];
}
