import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** How wide the page is once it is laid out for the size it has: two frames after it was told. */
const pageWidth = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  done(document.documentElement.scrollWidth))))`;

/**
 * Looks at a page in both themes, on a phone and on a desk, and answers what is wrong with it: what is wider than the
 * window, and what axe finds. Pictures are left in the folder that `SCREENSHOTS` names.
 */
export async function look(page: Page, name: string): Promise<string[]> {
  const findings: string[] = [];
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.locator(`html[data-theme=${scheme}]`).waitFor();
    await page.waitForTimeout(300); // for the colours to have changed over
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      // The page hears of its new size a little after the browser does.
      await page.waitForFunction(`window.innerWidth === ${width}`);
      const scrollWidth = await page.evaluate<number>(pageWidth);
      if (scrollWidth > width) findings.push(`${name} is ${scrollWidth} wide in a window of ${width}`);
      const folder = process.env.SCREENSHOTS;
      if (folder) await page.screenshot({ path: `${folder}/${name}-${scheme}-${width}.png`, fullPage: true });
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    findings.push(...violations.map(({ id, nodes }) => `${name} ${scheme} ${id}: ${nodes[0]?.html}`));
  }
  return findings;
}
