/**
 * Draws the icons of public/ as PNG, from the SVG beside them, for systems that take no SVG. Run it after a change to the
 * mark: `node --import tsx scripts/icons.ts`. It wants Chromium, where the journeys find it.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";
import { ROOT } from "./lib/settings.ts";

const ICONS = [
  ["icon.svg", "icon-192.png", 192],
  ["icon.svg", "icon-512.png", 512],
  ["icon-maskable.svg", "icon-maskable-512.png", 512],
  // Apple's systems cut the corners themselves, and show what is transparent as black.
  ["icon-maskable.svg", "apple-touch-icon.png", 180],
] as const;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
for (const [from, to, size] of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = await readFile(path.join(ROOT, "public", from), "utf8");
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  await page.screenshot({ path: path.join(ROOT, "public", to), omitBackground: true });
  await page.close();
}
await browser.close();
