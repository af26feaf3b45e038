import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** How wide the page is once it is laid out for the size it has: two frames after it was told. */
const pageWidth = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  done(document.documentElement.scrollWidth))))`;

/** Until colours have changed over, which begins with the next frame and takes as long as the machine needs. */
const colours = `new Promise((done) => {
  const look = () => document.getAnimations().some((one) => one instanceof CSSTransition && one.playState === "running")
    ? requestAnimationFrame(look) : done();
  requestAnimationFrame(() => requestAnimationFrame(look));
})`;

export type Scheme = "light" | "dark";

export interface Look {
  schemes?: readonly Scheme[];
  /** In pixels. The window keeps the last one, and axe looks there. */
  widths?: readonly number[];
  /** Whether axe looks at the first width, too, in the first theme. */
  axeOnPhone?: boolean;
}

/**
 * Looks at a page in both themes, on a phone and on a desk, and answers what is wrong with it: what is wider than the
 * window, and what axe finds. Pictures are left in the folder that `SCREENSHOTS` names.
 */
export async function look(
  page: Page,
  name: string,
  { schemes = ["light", "dark"], widths = [390, 1280], axeOnPhone = false }: Look = {},
): Promise<string[]> {
  const findings: string[] = [];
  const ask = async (where: string) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    findings.push(...violations.map(({ id, nodes }) => `${name} ${where} ${id}: ${nodes[0]?.html}`));
  };
  await page.locator("html[data-theme]").waitFor(); // Before, nobody notices that the scheme changes.
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.locator(`html[data-theme=${scheme}]`).waitFor();
    await page.evaluate(colours);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      // The page hears of its new size a little after the browser does.
      await page.waitForFunction(`window.innerWidth === ${width}`);
      const scrollWidth = await page.evaluate<number>(pageWidth);
      if (scrollWidth > width) findings.push(`${name} is ${scrollWidth} wide in a window of ${width}`);
      const folder = process.env.SCREENSHOTS;
      const file = `${name.replaceAll("/", "_")}-${scheme}-${width}.png`;
      if (folder) await page.screenshot({ path: `${folder}/${file}`, fullPage: true });
      const isPhone = width === widths[0] && scheme === schemes[0];
      if (width === widths.at(-1) || (axeOnPhone && isPhone)) await ask(`${scheme} ${width}`);
    }
  }
  return findings;
}
