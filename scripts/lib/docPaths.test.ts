import { expect, test } from "vitest";
import { findDeadPaths, findPaths, listPages } from "./docPaths.ts";
import { ROOT } from "./settings.ts";

test("every path that a page of ours names exists", async () => {
  const pages = await listPages(ROOT);
  expect(pages).toContain("docs/architecture.md");
  const dead = await Promise.all(pages.map((page) => findDeadPaths(ROOT, page)));
  expect(dead.flat()).toEqual([]);
});

test("links and path-like code are found, with the line they stand on", () => {
  const page = [
    "See `convex/chat/` and [the map](docs/architecture.md#layers).",
    "",
    '<img src="docs/a.png">',
  ].join("\n");
  expect(findPaths(page)).toEqual([
    { target: "docs/architecture.md#layers", line: 1, isLink: true },
    { target: "convex/chat/", line: 1, isLink: false },
    { target: "docs/a.png", line: 3, isLink: true },
  ]);
});

test("routes, addresses, package names, commands and fenced blocks are not taken for paths", () => {
  const page = [
    "`/api/register` `http://localhost:3000/x` `@molt/local` `npm run check` `{rtmp_url}/{stream_key}` `application/json`",
    "[site](https://example.com/a/b)",
    "```",
    "`not/there.ts`",
    "```",
  ].join("\n");
  expect(findPaths(page)).toEqual([]);
});

test("a path or a heading that leads nowhere is reported", async () => {
  const page = "scripts/lib/fixtures/deadPath.md";
  expect(await findDeadPaths(ROOT, page, true)).toEqual([
    { page, line: 3, target: "convex/nowhere.ts" },
    { page, line: 5, target: "#no-such-heading" },
  ]);
});
