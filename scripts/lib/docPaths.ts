import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** A place in a page that names a file which is not there. */
export interface DeadPath {
  page: string;
  line: number;
  target: string;
}

/** The pages that people find their way by. Of decisions, which may name what is gone, links count alone. */
export async function listPages(root: string): Promise<string[]> {
  const folders = [
    ".",
    "docs",
    ...(await subfolders(root, "docs")),
    ...(await subfolders(root, "packages")),
    ...(await subfolders(root, "examples")),
    ...(await subfolders(root, "convex")),
  ];
  const pages = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(path.join(root, folder)).catch(() => []);
      return entries.filter((entry) => entry.endsWith(".md")).map((entry) => path.join(folder, entry));
    }),
  );
  return pages.flat().sort();
}

/**
 * The pages whose inline code is checked as well. Elsewhere, `media/` may be a folder of the data and
 * `convex/react` a package, and only links are taken by their word.
 */
const MAPS = new Set(["README.md", "CONTRIBUTING.md", "SECURITY.md", path.join("docs", "architecture.md")]);

/**
 * Every relative link of the page that leads nowhere, also to no heading, and, in a map, every inline code that looks like a
 * path and is none.
 */
export async function findDeadPaths(root: string, page: string, isMap = MAPS.has(page)): Promise<DeadPath[]> {
  const text = await readFile(path.join(root, page), "utf8");
  const folder = path.dirname(path.join(root, page));
  return findPaths(text)
    .filter(({ isLink }) => isLink || isMap)
    .filter(({ target, isLink }) => {
      const [file = "", heading] = target.split("#");
      const at = file === "" ? path.join(root, page) : path.join(isLink ? folder : root, file);
      if (!existsSync(at)) return true;
      return (
        heading !== undefined && at.endsWith(".md") && !headingsOf(readFileSync(at, "utf8")).has(heading)
      );
    })
    .map(({ target, line }) => ({ page, line, target }));
}

/** The headings of a page, as links name them: small, without what is no letter, with hyphens. */
function headingsOf(markdown: string): Set<string> {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase());
  return new Set(headings.map((heading) => heading.replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-")));
}

interface FoundPath {
  target: string;
  line: number;
  isLink: boolean;
}

/** The links and path-like inline code of a page, outside its fenced blocks. */
export function findPaths(markdown: string): FoundPath[] {
  const found: FoundPath[] = [];
  let isFenced = false;
  for (const [index, text] of markdown.split("\n").entries()) {
    if (/^\s*(```|~~~)/.test(text)) isFenced = !isFenced;
    if (isFenced) continue;
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].map(
      (match) => match[1] ?? match[2] ?? "",
    );
    for (const link of links) {
      const target = link.replace(/\?.*$/, "");
      if (!/^[a-z]+:/i.test(link) && target !== "")
        found.push({ target: decodeURI(target), line: index + 1, isLink: true });
    }
    for (const [, code = ""] of text.matchAll(/`([^`]+)`/g)) {
      if (looksLikePath(code)) found.push({ target: code, line: index + 1, isLink: false });
    }
  }
  return found;
}

/**
 * `convex/chat/messages.ts`, `packages/local/`, `scripts/start.ts`. Not a path of this repository: routes (they
 * start with a slash), package names, addresses, anything with a space, a placeholder or a pattern.
 */
function looksLikePath(code: string): boolean {
  return (
    /^\.?[A-Za-z][\w.-]*(\/[\w.-]+)*\/[\w.-]*$/.test(code) &&
    !/^(application|text|image|video|node_modules)\//.test(code)
  );
}

async function subfolders(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
}
