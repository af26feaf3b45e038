import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";

const SRC = path.resolve(import.meta.dirname, "..");
const TOKENS = "ui/styles.css";
/** Drawings bring their own paints, as pictures do. */
const DRAWINGS = new Set(["agents/creature.ts", "agents/CreatureDrawing.tsx"]);

const RAW_COLOUR = /#[0-9a-f]{3}(?:[0-9a-f]{1,5})?\b|\b(?:rgb|hsl|oklch|oklab|lab|lch)a?\(/gi;
/** The palette that Tailwind brings along: `bg-red-500`, `text-white`. */
const FOREIGN_PALETTE =
  /\b(?:bg|text|border|ring|fill|stroke|from|via|to|outline|accent|decoration|shadow|divide|caret)-(?:black|white|(?:slate|gray|zinc|neutral|stone|red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose)-\d{2,3})\b/g;
/** Measures follow the reader's font size, so they are in rem or in steps of the scale. */
const RAW_PIXELS = /-\[-?[\d.]+px\]/g;

async function sources(): Promise<[file: string, text: string][]> {
  const names = await readdir(SRC, { recursive: true });
  const files = names
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /\.(tsx?|css)$/.test(name) && !/\.test\.tsx?$/.test(name))
    .filter((name) => name !== TOKENS && !DRAWINGS.has(name));
  return await Promise.all(
    files.map(async (file) => [file, await readFile(path.join(SRC, file), "utf8")] as [string, string]),
  );
}

/** Comments may speak of anything. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, "");

async function uses(pattern: RegExp): Promise<string[]> {
  return (await sources()).flatMap(([file, text]) =>
    [...withoutComments(text).matchAll(pattern)].map(([found]) => `${file}: ${found}`),
  );
}

test("every colour comes from the tokens", async () => {
  expect(await uses(RAW_COLOUR)).toEqual([]);
  expect(await uses(FOREIGN_PALETTE)).toEqual([]);
});

test("no measure is a number of pixels of its own", async () => {
  expect(await uses(RAW_PIXELS)).toEqual([]);
});

test("what stands outside of the style sheet says the same as it", async () => {
  const tokens = await readFile(path.join(SRC, TOKENS), "utf8");
  const [light, dark] = [...tokens.matchAll(/--canvas: (#[0-9a-f]{6});/g)].map(([, colour]) => colour);
  const outside = (file: string) => readFile(path.join(SRC, "..", file), "utf8");
  const script = await outside("public/theme.js");
  expect(script).toContain(`dark ? "${dark}" : "${light}"`);
  expect(await outside("index.html")).toContain(`content="${dark}"`);
  const manifest = JSON.parse(await outside("public/manifest.webmanifest"));
  expect([manifest.background_color, manifest.theme_color]).toEqual([dark, dark]);
});

/** WCAG's contrast between two colours of the form #rrggbb. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright! + 0.05) / (dim! + 0.05);
}

test("text can be read on every ground it stands on, in both themes", async () => {
  const tokens = await readFile(path.join(SRC, TOKENS), "utf8");
  const [light, dark] = tokens.split(':root[data-theme="dark"] {');
  const valuesIn = (part: string) =>
    new Map([...part.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]));
  const day = valuesIn(light!);
  const night = new Map([...day, ...valuesIn(dark!.split("}")[0]!)]);
  const tooFaint: string[] = [];
  const check = (theme: string, colours: Map<string, string>, text: string, ground: string) => {
    const ratio = contrast(colours.get(text)!, colours.get(ground)!);
    if (ratio < 4.5) tooFaint.push(`${theme}: ${text} on ${ground} is ${ratio.toFixed(2)}`);
  };
  for (const [theme, colours] of [
    ["day", day],
    ["night", night],
  ] as const) {
    for (const ground of ["canvas", "well", "surface", "raised"])
      for (const text of ["ink", "ink-soft", "ink-faint", "roe-text", "glass", "alarm"])
        check(theme, colours, text, ground);
    check(theme, colours, "roe-ink", "roe");
    check(theme, colours, "glass", "glass-wash");
    check(theme, colours, "ink", "glass-wash");
    for (let n = 1; n <= 8; n++) check(theme, colours, "on-pool", `pool-${n}`);
  }
  expect(tooFaint).toEqual([]);
});
