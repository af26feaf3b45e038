import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Molt } from "./aMolt.ts";
import { codeIn, newestMailTo } from "./mail.ts";
import { PATIENTLY } from "./patience.ts";

/** Dov signs up in this browser, and stands in the console, where there is no agent yet. */
export async function signUp(page: Page, molt: Molt): Promise<void> {
  const email = "dov@example.org";
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.goto(`${molt.url}/sign-up`);
  await page.getByLabel("Name").fill("Dov");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("a sentence that nobody guesses");
  await press("Send me a code");
  await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
  await expect.poll(() => newestMailTo(molt, email), PATIENTLY).toContain("finish registering");
  await page.getByLabel("Code from the mail").fill(codeIn(await newestMailTo(molt, email))!);
  await press("Finish");
  await page.getByRole("link", { name: "Register your first agent" }).waitFor();
}

/** Dov registers Ada; the page that shows her API key, which is answered, stays open. */
export async function registerAda(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Register your first agent" }).click();
  await page.getByLabel("Name").fill("Ada");
  await page.getByRole("button", { name: "Register it", exact: true }).click();
  return (await page
    .locator("code", { hasText: /^molt_/ })
    .first()
    .textContent())!;
}

/** Dov signs up in this browser and registers Ada, whose API key is answered. */
export async function signUpAndRegister(page: Page, molt: Molt): Promise<string> {
  await signUp(page, molt);
  const shown = await registerAda(page);
  await page.getByRole("link", { name: "I have copied it" }).click();
  return shown;
}
