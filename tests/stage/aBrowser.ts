import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Headless Chromium of this machine. There is no download and no silent skip: without one the test fails and says so. */
export async function aBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    throw new Error(
      `There is no Chromium at ${executablePath}. Install one (apt install chromium) or set CHROMIUM_PATH to yours.`,
    );
  }
  // --no-sandbox, because build servers run as root in containers; the pages are our own.
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", ...args],
  });
}
