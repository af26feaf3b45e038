import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";

export interface Watched {
  page: Page;
  /** What ran, loaded, opened, broke or was stopped from doing so; empty is fine. */
  offences: string[];
  /** What stands in a part of the page that no text may bring about; empty is fine. */
  harmIn: (selector: string) => Promise<string[]>;
  /** The longest time that the page could do nothing else, in milliseconds. */
  longestBlockMs: () => Promise<number>;
}

/** A page on which everything is noted that somebody's text should not be able to do. */
export async function aWatchedPage(
  browser: Browser,
  { origin, path, width }: { origin: string; path: string; width: number },
): Promise<Watched> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  page.setDefaultTimeout(20_000);
  const offences: string[] = [];
  const own = new URL(origin).host;
  const hostOf = (url: string) => new URL(url).host;
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (host !== own && protocol !== "data:" && protocol !== "blob:")
      offences.push(`asked for ${request.url()}`);
  });
  page.on("websocket", (socket) => {
    if (hostOf(socket.url()) !== own) offences.push(`opened ${socket.url()}`);
  });
  page.on("dialog", (dialog) => {
    offences.push(`showed a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (popup) => offences.push(`opened a window: ${popup.url()}`));
  page.on("pageerror", (error) => offences.push(`broke: ${error.message}`));
  page.on("framenavigated", (frame) => {
    if (hostOf(frame.url()) !== own) offences.push(`went to ${frame.url()}`);
  });
  await page.exposeFunction("ran", () => offences.push("ran a script"));
  await page.exposeFunction("offend", (what: string) => offences.push(what));
  await page.addInitScript({ path: fileURLToPath(new URL("pageWatch.js", import.meta.url)) });
  await page.goto(origin + path);
  return {
    page,
    offences,
    harmIn: (selector) => page.evaluate(`watch.harmIn(${JSON.stringify(selector)})`),
    longestBlockMs: () => page.evaluate("Math.max(0, ...watch.blocked)"),
  };
}
