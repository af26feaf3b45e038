import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { keptFor } from "./keptBundles.ts";
import { temporaryDir } from "./support.ts";

test("a bundle is made once for the same files, however many ask at once, and anew for others", async () => {
  const [folder, cache] = [temporaryDir(), temporaryDir()];
  let made = 0;
  const ask = () =>
    keptFor(
      folder,
      async () => {
        await pause(100);
        return `${++made}`;
      },
      cache,
    );
  writeFileSync(join(folder, "a.ts"), "export const a = 1;");
  expect(new Set(await Promise.all(Array.from({ length: 50 }, ask)))).toEqual(new Set(["1"]));
  writeFileSync(join(folder, "a.ts"), "export const a = 2;");
  expect(await ask()).toBe("2");
  writeFileSync(join(folder, "b.ts"), "");
  expect(await ask()).toBe("3");
  expect(await ask()).toBe("3");
});

test("a bundle that could not be made is tried again", async () => {
  const [folder, cache] = [temporaryDir(), temporaryDir()];
  await expect(keptFor(folder, () => Promise.reject(new Error("no luck")), cache)).rejects.toThrow("no luck");
  expect(await keptFor(folder, async () => "made", cache)).toBe("made");
});
