import { createHmac } from "node:crypto";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { look } from "./stage/look.ts";
import { codeIn, newestMailTo } from "./stage/mail.ts";
import { PATIENTLY } from "./stage/patience.ts";

const EMAIL = "dov@example.org";
const PASSWORD = "a sentence that nobody guesses";

let molt: Molt;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let devices: CDPSession;
let laptop: Awaited<ReturnType<typeof aDevice>>;
let ring: Awaited<ReturnType<typeof aDevice>>;
/** What pages complained about: uncaught errors and refused content. None is fine. */
const complaints: string[] = [];

beforeAll(async () => {
  molt = await aMolt({ host: "localhost" });
  browser = await aBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    if (/Content Security Policy|Minified React error/.test(message.text())) complaints.push(message.text());
  });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  devices = await context.newCDPSession(page);
  await devices.send("WebAuthn.enable", { enableUI: false });
});
afterAll(async () => {
  await browser?.close();
  await molt?.stop();
});

/** A device that keeps passkeys and lets its user through at once, unless it is told otherwise. */
async function aDevice(transport: "internal" | "usb" = "internal") {
  const { authenticatorId } = (await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })) as { authenticatorId: string };
  return {
    credentials: async () =>
      (
        (await devices.send("WebAuthn.getCredentials", { authenticatorId })) as {
          credentials: { credentialId: string; rpId: string; signCount: number }[];
        }
      ).credentials,
    setPresent: (enabled: boolean) =>
      devices.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
    setVerified: (isUserVerified: boolean) =>
      devices.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    remove: () => devices.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId }),
  };
}

const at = (path: string) => molt.settings.publicUrl + path;
const pathOf = () => new URL(page.url()).pathname;
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const passkeys = () => page.getByRole("list", { name: "Passkeys" }).getByRole("listitem");
const dialog = (name: string) => page.getByRole("dialog", { name });
const nameField = (name: string) => dialog(name).getByRole("textbox", { name: "Name" });

/** The code that an authenticator app shows for a secret (RFC 6238), by another implementation than ours. */
function appCode(secret: string, at = Date.now()): string {
  const bits = Array.from(secret.replaceAll(" ", ""), (letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  ).join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((eight) => Number.parseInt(eight, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = mac[19]! & 15;
  return `${(mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000}`.padStart(6, "0");
}

async function signOut(): Promise<void> {
  await page.goto(at("/account"));
  await button("Sign out").click();
  await expect.poll(pathOf, PATIENTLY).toBe("/");
}

/** A browser may have offered the passkey in the field already, and the device lets its user through at once. */
async function useAPasskey(): Promise<void> {
  await page.goto(at("/sign-in"));
  const entered = async () => {
    if (pathOf() === "/sign-in")
      await button("Use a passkey")
        .click({ timeout: 1000 })
        .catch(() => undefined);
    return pathOf();
  };
  await expect.poll(entered, PATIENTLY).toBe("/console");
}

async function fillSignIn(): Promise<void> {
  await page.goto(at("/sign-in"));
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await button("Sign in").click();
}

test("an account is made, and its settings say that there is no passkey yet", async () => {
  await page.goto(at("/sign-up"));
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await button("Send me a code").click();
  await expect.poll(async () => codeIn(await newestMailTo(molt, EMAIL)), PATIENTLY).not.toBeNull();
  await page.getByLabel("Code from the mail").fill(codeIn(await newestMailTo(molt, EMAIL))!);
  await button("Finish").click();
  await expect.poll(pathOf, PATIENTLY).toBe("/console");
  await page.goto(at("/account"));
  await page.getByText("None yet.").waitFor();
  expect(await look(page, "account-empty")).toEqual([]);
});

test("a passkey is added, named, and not added again by the same device", async () => {
  laptop = await aDevice();
  await button("Add a passkey").click();
  expect(await look(page, "account-adding")).toEqual([]);
  await nameField("Add a passkey").fill("My laptop");
  await button("Go on").click();
  await passkeys().getByText("My laptop").waitFor();
  expect(await laptop.credentials()).toMatchObject([{ rpId: "localhost" }]);
  await expect.poll(() => newestMailTo(molt, EMAIL), PATIENTLY).toContain("A passkey was added");

  await button("Add a passkey").click();
  await button("Go on").click();
  await page.getByText("That device has a passkey of yours already.").waitFor();
  await dialog("Add a passkey").getByRole("button", { name: "Close" }).click();
  await expect.poll(() => passkeys().count(), PATIENTLY).toBe(1);
  await button("Rename My laptop").click();
  await nameField("Rename My laptop").fill("The grey laptop");
  await button("Rename it").click();
  await passkeys().getByText("The grey laptop").waitFor();
});

test("somebody whom the device does not know is told that nothing was used", async () => {
  await laptop.setPresent(false);
  await signOut();
  await page.goto(at("/sign-in"));
  expect(await look(page, "sign-in")).toEqual([]);
  await laptop.setVerified(false);
  await laptop.setPresent(true);
  await button("Use a passkey").click();
  await page.getByText(/No passkey was used/).waitFor();
  expect(pathOf()).toBe("/sign-in");
});

test("a passkey signs in without a name", async () => {
  await laptop.setVerified(true);
  await useAPasskey();
  await page.goto(at("/account"));
  await passkeys().getByText(/used/).waitFor();
  expect((await laptop.credentials())[0]!.signCount).toBeGreaterThan(1);
});

test("a security key is added beside it", async () => {
  await laptop.remove();
  ring = await aDevice("usb");
  await button("Add a passkey").click();
  await nameField("Add a passkey").fill("The key on my ring");
  await button("Go on").click();
  await passkeys().getByText("The key on my ring").waitFor();
  expect(await look(page, "account-passkeys")).toEqual([]);
});

test("a passkey proves who is there, and what was begun goes on", async () => {
  let isOld = true;
  await page.route("**/api/v1/accounts/@me/passkeys/*", async (route) => {
    if (!isOld || route.request().method() !== "DELETE") return route.continue();
    isOld = false;
    const problem = { code: "fresh_auth_required", status: 403, detail: "Sign in again first." };
    await route.fulfill({ status: 403, contentType: "application/problem+json", json: problem });
  });
  await button("Remove The grey laptop").click();
  await button("Remove it").click();
  await dialog("Is it still you?").getByRole("button", { name: "Use a passkey" }).waitFor();
  expect(await look(page, "account-proof")).toEqual([]);
  await dialog("Is it still you?").getByRole("button", { name: "Use a passkey" }).click();
  await expect.poll(() => passkeys().count(), PATIENTLY).toBe(1);
  await page.unroute("**/api/v1/accounts/@me/passkeys/*");
  await expect.poll(() => newestMailTo(molt, EMAIL), PATIENTLY).toContain("A passkey was removed");
});

let secret = "";
let recovery = "";

test("a second step is set up with an app, and its recovery codes are shown once", async () => {
  await button("Set it up").click();
  const setup = dialog("Two-step sign-in");
  secret = (await setup.locator("figure code").textContent())!;
  expect(await look(page, "account-totp")).toEqual([]);
  await setup.getByLabel("The code that the app shows").fill("000000");
  await button("Switch it on").click();
  await setup.getByText("The code is wrong, too old, or was used before.").waitFor();
  await setup.getByLabel("The code that the app shows").fill(appCode(secret));
  await button("Switch it on").click();
  const codes = (await dialog("Recovery codes").locator("figure code").textContent())!.split("\n");
  expect(codes).toHaveLength(10);
  recovery = codes[0]!;
  expect(await look(page, "account-codes")).toEqual([]);
  await button("I have kept them").click();
  await page.getByText("10 recovery codes left").waitFor();
  expect(await page.content()).not.toContain(recovery);
});

test("the password asks for the second step then, and takes the app's code or a recovery code", async () => {
  await ring.setPresent(false);
  await signOut();
  await fillSignIn();
  await page.getByLabel("Code of your app").waitFor();
  await expect.poll(() => page.evaluate("document.activeElement.name"), PATIENTLY).toBe("totp");
  expect(await look(page, "sign-in-totp")).toEqual([]);
  await page.getByLabel("Code of your app").fill("000000");
  await button("Sign in").click();
  await page.getByText("The code is wrong, too old, or was used before.").waitFor();
  await page.getByLabel("Code of your app").fill(recovery);
  await button("Sign in").click();
  await expect.poll(pathOf, PATIENTLY).toBe("/console");
  await signOut();
  await fillSignIn();
  // The code that switched it on is spent, and the next one is good already.
  await page.getByLabel("Code of your app").fill(appCode(secret, Date.now() + 30_000));
  await button("Sign in").click();
  await expect.poll(pathOf, PATIENTLY).toBe("/console");
  await page.goto(at("/account"));
  await page.getByText("9 recovery codes left").waitFor();
});

test("a passkey needs no second step; both are removed, and the password is enough", async () => {
  await signOut();
  await ring.setPresent(true);
  await useAPasskey();
  await page.goto(at("/account"));
  await button("Switch it off").click();
  await dialog("Switch two-step sign-in off?").getByRole("button", { name: "Switch it off" }).click();
  await page.getByText("It is off: the password is enough.").waitFor();
  await button("Remove The key on my ring").click();
  await button("Remove it").click();
  await page.getByText("None yet.").waitFor();
  await ring.remove();
  await signOut();
  await fillSignIn();
  await expect.poll(pathOf, PATIENTLY).toBe("/console");
});

test("the pages had nothing to complain about", () => {
  expect(complaints).toEqual([]);
});
