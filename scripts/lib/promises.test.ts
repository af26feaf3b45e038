import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { unprovedPromises } from "./promises.ts";

async function aPackage(spec: string, tests: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "promises-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(path.join(folder, "test"));
  await writeFile(path.join(folder, "SPEC.md"), spec);
  await writeFile(path.join(folder, "test/some.test.ts"), tests);
  return folder;
}

test("a promise that no test carries is named, and a number that nobody promised", async () => {
  const spec = "- **AB1** one; **AB2** two\n- **AB3–AB5** more\n- **AB6** seen once";
  const tests = [
    'test("AB1: works", () => {});',
    'describe("AB3, AB4: both", () => {});',
    "test.each([1])(`AB5: each`, () => {});",
    'test("AB7: nobody promised", () => {});',
    'test("it mentions AB2: in the middle", () => {});',
    'test.skipIf(true)("AB6: skipped at times", () => {});',
  ].join("\n");
  expect(await unprovedPromises(await aPackage(spec, tests))).toEqual([
    "AB2 is promised, but no test carries it",
    "a test carries AB7, which is not promised",
  ]);
});

test("a range of promises is proved by a range in a test's name", async () => {
  const folder = await aPackage("**AB1–AB3** three", 'test("AB1–AB3: all of them", () => {});');
  expect(await unprovedPromises(folder)).toEqual([]);
});
