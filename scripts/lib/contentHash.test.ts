import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashContents } from "./contentHash.ts";

let root: string;
const hash = () => hashContents(root, ["src", "package.json", "absent.json"]);

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "molt-hash-"));
  await mkdir(path.join(root, "src/deep"), { recursive: true });
  await writeFile(path.join(root, "src/a.ts"), "ab");
  await writeFile(path.join(root, "src/deep/b.ts"), "c");
  await writeFile(path.join(root, "package.json"), "{}");
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("the same contents give the same hash, whatever lies beside them", async () => {
  const before = await hash();
  await writeFile(path.join(root, "README.md"), "not an input");
  expect(await hash()).toBe(before);
});

test.each<[string, () => Promise<unknown>]>([
  ["a changed file", () => writeFile(path.join(root, "src/deep/b.ts"), "d")],
  ["a new file", () => writeFile(path.join(root, "src/c.ts"), "")],
  ["a missing file", () => rm(path.join(root, "src/a.ts"))],
  ["a renamed file", () => rename(path.join(root, "src/a.ts"), path.join(root, "src/z.ts"))],
  ["an input that appears", () => writeFile(path.join(root, "absent.json"), "{}")],
  [
    "a file that is swallowed, name and all, by the one before it",
    async () => {
      await rm(path.join(root, "src/deep/b.ts"));
      await writeFile(path.join(root, "src/a.ts"), "absrc/deep/b.tsc");
    },
  ],
])("%s gives another hash", async (_what, change) => {
  const before = await hash();
  await change();
  expect(await hash()).not.toBe(before);
});
