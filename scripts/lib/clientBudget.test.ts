import { expect, test } from "vitest";
import { type Manifest, scriptsOf } from "./clientBudget.ts";
import { initialChunks } from "./clientBuild.ts";

const manifest: Manifest = {
  "index.html": { file: "assets/index.js", isEntry: true, imports: ["_foundation"] },
  _foundation: { file: "assets/foundation.js", imports: ["_runtime"] },
  _runtime: { file: "assets/runtime.js", imports: ["_foundation"] },
  "src/app/exploreRoute.tsx": { file: "assets/explore.js", imports: ["_foundation", "_cards", "index.html"] },
  _cards: { file: "assets/cards.js" },
  "src/app/streamRoute.tsx": { file: "assets/stream.js" },
  "src/ui/styles.css": { file: "assets/index.css" },
};

test("a page's weight is the entry's and its own scripts, each once, and no other page's", () => {
  const first = ["assets/index.js", "assets/foundation.js", "assets/runtime.js"];
  expect(scriptsOf(manifest, null)).toEqual(first);
  expect(scriptsOf(manifest, "src/app/exploreRoute.tsx")).toEqual([
    ...first,
    "assets/explore.js",
    "assets/cards.js",
  ]);
});

test("a page whose module has moved is not weighed as nothing", () => {
  expect(() => scriptsOf(manifest, "src/app/elsewhere.tsx")).toThrow("no chunk for src/app/elsewhere.tsx");
});

test("the worker keeps what the entry imports, however deep, and nothing that is loaded later", () => {
  const chunks = [
    { fileName: "index.js", isEntry: true, imports: ["a.js"] },
    { fileName: "a.js", imports: ["b.js"] },
    { fileName: "b.js", imports: ["a.js"] },
    { fileName: "later.js", imports: ["a.js"] },
  ];
  expect(initialChunks(chunks)).toEqual(["index.js", "a.js", "b.js"]);
});
