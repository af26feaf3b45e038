import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { limits } from "../../convex/http/limits.ts";
import { ROOT } from "./settings.ts";

const read = (file: string) => readFile(path.join(ROOT, file), "utf8");

test("every limit stands in docs/configuration.md with its quota and its window, and no other", async () => {
  const windows = new Map([
    [60_000, "a minute"],
    [600_000, "in ten minutes"],
    [3_600_000, "an hour"],
    [86_400_000, "a day"],
  ]);
  const [, table = ""] = (await read("docs/configuration.md")).split(/^### Limits$/m);
  const told = [...table.split(/^##/m)[0]!.matchAll(/^\| `(\w+)` +\| ([^|]*?) +\|/gm)];
  expect(told.map(([, name, quota]) => [name, quota])).toEqual(
    Object.entries(limits).map(([name, { quota, windowMs }]) => [
      name,
      `${quota.toLocaleString("en")} ${windows.get(windowMs)}`,
    ]),
  );
});

test("every variable that settings are read from is in docs/configuration.md", async () => {
  const page = await read("docs/configuration.md");
  const sources = ["scripts/lib/settings.ts", "packages/local/src/env.ts", "convex/lib/env.ts"];
  const text = (await Promise.all(sources.map(read))).join("\n");
  const named = new Set(
    text.match(/\b(MOLT|CONVEX|RTMP|CLERK|VITE|CLOUDFLARE|RESEND|MAIL|VAPID|TAVUS)_[A-Z_]+\b/g),
  );
  expect(named.size).toBeGreaterThan(30);
  expect([...named].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
