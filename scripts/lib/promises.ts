import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** A numbered promise, as `SPEC.md` writes it in bold (`**FN3**`, `**CO1–CO5**`) and test names begin with it. */
const PROMISED = /\*\*([A-Z]{2}\d+)(?:–([A-Z]{2}\d+))?\*\*/g;
const NAMED = /\b(?:test|describe)(?:\.\w+(?:\([^()]*\))?)?\(\s*["'`]([A-Z]{2}\d+(?:(?:, |–)[A-Z]{2}\d+)*):/g;

/** What does not fit between the promises of a package and the names of its tests, one line each. */
export async function unprovedPromises(packageFolder: string): Promise<string[]> {
  const spec = await readFile(path.join(packageFolder, "SPEC.md"), "utf8");
  const tests = await Promise.all((await testFiles(packageFolder)).map((file) => readFile(file, "utf8")));
  const promised = promisesOf(spec, PROMISED);
  const named = new Set(tests.flatMap((text) => [...promisesOf(text, NAMED)]));
  return [
    ...[...promised]
      .filter((name) => !named.has(name))
      .map((name) => `${name} is promised, but no test carries it`),
    ...[...named]
      .filter((name) => !promised.has(name))
      .map((name) => `a test carries ${name}, which is not promised`),
  ];
}

function promisesOf(text: string, pattern: RegExp): Set<string> {
  return new Set(
    [...text.matchAll(pattern)].flatMap((match) => match.slice(1).join("–").split(", ").flatMap(range)),
  );
}

/** `CO1–CO5` is five promises, `CO1` one. */
function range(text: string): string[] {
  const [first, last] = text.split("–");
  const from = Number(first!.slice(2));
  const to = last ? Number(last.slice(2)) : from;
  return Array.from({ length: to - from + 1 }, (_, i) => `${first!.slice(0, 2)}${from + i}`);
}

async function testFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) =>
        entry.isFile() && entry.name.endsWith(".test.ts") && !entry.parentPath.includes("node_modules"),
    )
    .map((entry) => path.join(entry.parentPath, entry.name));
}
