import { createRequire } from "node:module";
import path from "node:path";
import { GlobalFonts } from "@napi-rs/canvas";

/**
 * The fonts of the pictures, from npm packages under the SIL Open Font License. System fonts are never used:
 * a server without a single font installed shows the same picture as a laptop.
 */
const FONT_FILES = [
  ["Molt Sans", "@fontsource-variable/inter", "inter-latin-wght-normal"],
  ["Molt Sans", "@fontsource-variable/inter", "inter-latin-ext-wght-normal"],
  ["Molt Mono", "@fontsource-variable/jetbrains-mono", "jetbrains-mono-latin-wght-normal"],
  ["Molt Serif", "@fontsource/cormorant-garamond", "cormorant-garamond-latin-600-normal"],
  ["Molt Serif", "@fontsource/cormorant-garamond", "cormorant-garamond-latin-500-italic"],
] as const;

/** Makes the families above known to the canvas. A second call registers the same files again, harmlessly. */
export function registerFonts(): void {
  const require = createRequire(import.meta.url);
  for (const [family, packageName, file] of FONT_FILES) {
    const folder = path.dirname(require.resolve(`${packageName}/package.json`));
    if (GlobalFonts.registerFromPath(path.join(folder, "files", `${file}.woff2`), family) === null) {
      throw new Error(`The font ${packageName}/${file} cannot be read; run npm install again.`);
    }
  }
}
