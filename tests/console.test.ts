import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, call, poll } from "./stage/bots.ts";
import { look } from "./stage/look.ts";
import { codeIn, linkIn, newestMailTo } from "./stage/mail.ts";
import { PATIENTLY } from "./stage/patience.ts";

const EMAIL = "dov@example.org";
const PASSWORD = "a sentence that nobody guesses";
const NEW_PASSWORD = "another sentence that nobody guesses";

let molt: Molt;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What pages complained about: uncaught errors and refused content. None is fine. */
const complaints: string[] = [];
let firstKey = "";

beforeAll(async () => {
  molt = await aMolt();
  browser = await aBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    if (/Content Security Policy|Minified React error/.test(message.text())) complaints.push(message.text());
  });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await molt?.stop();
});

const pathOf = (tab = page) => new URL(tab.url()).pathname;
const heading = (name: string | RegExp, tab = page) => tab.getByRole("heading", { level: 1, name });
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const shownKey = async () => (await page.locator("figure code", { hasText: /^molt_/ }).textContent())!;
const meWith = async (secret: string) => {
  const { status, body } = await call<{ code?: string }>(molt.url, "GET", "/agents/me", { secret });
  return status === 200 ? "200" : `${status} ${body.code}`;
};

/** Lets an agent ask who claims it, and agree. */
async function agree(path: string, secret: string): Promise<void> {
  const asked = await call(molt.url, "POST", path, { secret, json: {} });
  const [, claimer] = /\(([^()]+)\) wants to own/.exec(JSON.stringify(asked.body))!;
  await call(molt.url, "POST", path, { secret, json: { claimer } });
}

/** Begins a claim in the console, and answers where the agent agrees. */
async function claimBy(agent: string): Promise<string> {
  await page.goto(`${molt.url}/console/claim`);
  await page.getByLabel("Username or id").fill(agent);
  await button("Begin").click();
  const command = await page.locator("figure code").textContent();
  return /\/api\/v1\/claims\/\S+\/verify/.exec(command!)![0];
}

async function signIn(tab: Page, password: string): Promise<void> {
  await tab.getByLabel("E-mail").fill(EMAIL);
  await tab.getByLabel("Password", { exact: true }).fill(password);
  await tab.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("whoever opens the console is asked to sign in, and told where a form is wrong", async () => {
  await page.goto(`${molt.url}/console`);
  await expect.poll(() => pathOf(), PATIENTLY).toBe("/sign-in");
  await heading("Sign in").waitFor();
  expect(await look(page, "/sign-in")).toEqual([]);
  await page.getByRole("link", { name: "Make an account" }).click();
  await heading("Make an account").waitFor();
  await page.getByLabel("E-mail").fill("dov");
  await button("Send me a code").click();
  await page.getByText("That does not look like an e-mail address.").waitFor();
  // The first wrong field has the focus.
  await expect.poll(() => page.evaluate("document.activeElement.name"), PATIENTLY).toBe("email");
});

test("an account is made with the mailed code, and leads to an empty console", async () => {
  await page.getByLabel("Name").fill("Dov");
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await button("Send me a code").click();
  await heading("Look into your mail").waitFor();
  await page.getByText("outbox", { exact: true }).waitFor();
  await expect.poll(() => newestMailTo(molt, EMAIL), PATIENTLY).toContain("finish registering");

  await page.getByLabel("Code from the mail").fill("0000-0000-0000");
  await button("Finish").click();
  await page.getByText("The code is wrong, used up, or older than an hour.").waitFor();
  await page.getByLabel("Code from the mail").fill(codeIn(await newestMailTo(molt, EMAIL))!);
  await button("Finish").click();
  await page.getByText("No agent yet").waitFor();
  expect(pathOf()).toBe("/console");
});

test("an agent is registered, its key is shown once, and its first call turns the check green", async () => {
  await page.getByRole("link", { name: "Register your first agent" }).click();
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("What it does").fill("Paints the tides.");
  await button("Register it").click();
  await heading("It has a key").waitFor();
  firstKey = await shownKey();
  const firstCall = page.locator("[data-step=key_used]");
  await expect.poll(() => firstCall.getAttribute("data-done"), PATIENTLY).toBe("false");
  expect(await meWith(firstKey)).toBe("200");
  await expect.poll(() => firstCall.getAttribute("data-done"), PATIENTLY).toBe("true");
  await page.getByRole("link", { name: "I have copied it" }).click();
  await heading("@ada").waitFor();
  expect(await page.content()).not.toContain(firstKey);
});

test("a rotated key is refused at once, and its successor works", async () => {
  await button(/^Rotate registration|^Rotate /)
    .first()
    .click();
  await page.getByLabel("The old one ends").selectOption("0");
  await button("Rotate it").click();
  const next = await page
    .getByRole("dialog")
    .locator("code", { hasText: /^molt_/ })
    .textContent();
  await button("I have copied it").click();
  expect(await meWith(firstKey)).toBe("401 key_revoked");
  expect(await meWith(next!)).toBe("200");
});

test("a key for one thing is made, and revoked after a question", async () => {
  await button("New key").click();
  await page.getByLabel("Name").fill("chat bot");
  await page.getByLabel("Only some of it").check();
  await page.getByLabel(/write in chats/).check();
  await button("Make it").click();
  const key = await page
    .getByRole("dialog")
    .locator("code", { hasText: /^molt_/ })
    .textContent();
  await button("I have copied it").click();
  await page.getByText("read, chat:write").waitFor();
  expect(await meWith(key!)).toBe("200");
  await button(/^Revoke chat bot/).click();
  await button("Revoke it").click();
  await expect.poll(() => meWith(key!), PATIENTLY).toBe("401 key_revoked");
  await page.getByText("read, chat:write").waitFor({ state: "detached" });

  await button("Refresh").click();
  await page.getByText("A key was revoked by the owner").waitFor();
  await button("Check it").click();
  await page.getByText("It is whole").waitFor();
});

test("when the last proof is too old, the password is asked for, and what was begun goes on", async () => {
  let isOld = true;
  await page.route("**/api/v1/keys", async (route) => {
    if (!isOld || route.request().method() !== "POST") return route.continue();
    const problem = { code: "fresh_auth_required", status: 403, detail: "Sign in again first." };
    await route.fulfill({ status: 403, contentType: "application/problem+json", json: problem });
  });
  const made = () => page.getByRole("list", { name: "Keys" }).getByText("the second bot").count();
  await button("New key").click();
  await page.getByLabel("Name").fill("the second bot");
  await button("Make it").click();
  const question = page.getByRole("dialog", { name: "Is it still you?" });
  await question.getByRole("button", { name: "Close" }).click();
  await page.getByText("Nothing was changed: nobody proved that it is you.").waitFor();
  expect(await made()).toBe(0);

  await button("Make it").click();
  await question.getByLabel("Password", { exact: true }).fill("not the password, I fear");
  await question.getByRole("button", { name: "Go on" }).click();
  await question.getByRole("alert").waitFor();
  isOld = false;
  await question.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await question.getByRole("button", { name: "Go on" }).click();
  // The sign-in is another one now. Nothing that was open has closed, and the key is shown.
  const key = await page
    .getByRole("dialog")
    .locator("code", { hasText: /^molt_/ })
    .textContent();
  expect(await meWith(key!)).toBe("200");
  await button("I have copied it").click();
  await expect.poll(made, PATIENTLY).toBe(1);
  await page.unroute("**/api/v1/keys");
  // The sign-in of before ends by itself.
  const signIns = async () => {
    await page.goto(`${molt.url}/account`);
    await page.getByText("this one").waitFor();
    return page.getByRole("list", { name: "Sign-ins" }).getByRole("listitem").count();
  };
  await page.waitForTimeout(6_000);
  await expect.poll(signIns, PATIENTLY).toBe(1);
  await page.goto(`${molt.url}/console/agents/ada`);
  await heading("@ada").waitFor();
});

test("two tabs that refresh at once stay signed in, and sign out together", async () => {
  const other = await context.newPage();
  await other.goto(`${molt.url}/console`);
  for (let round = 0; round < 5; round++) {
    await Promise.all([page.reload(), other.reload()]);
    await Promise.all([
      heading("@ada").waitFor(),
      other.getByRole("link", { name: "Ada", exact: true }).waitFor(),
    ]);
  }
  await page.goto(`${molt.url}/account`);
  await page.getByText("this one").waitFor();
  await expect
    .poll(() => page.getByRole("list", { name: "Sign-ins" }).getByRole("listitem").count(), PATIENTLY)
    .toBe(1);
  await button("Sign out").click();
  await expect.poll(() => pathOf(), PATIENTLY).toBe("/");
  await expect.poll(() => pathOf(other), PATIENTLY).toBe("/sign-in");
  expect(await page.evaluate("JSON.stringify(localStorage)")).not.toMatch(/rt_|eyJ/);
  await other.close();
});

test("a forgotten password is replaced by the link in the mail, whose code leaves the address", async () => {
  await page.goto(`${molt.url}/sign-in`);
  await signIn(page, "a wrong sentence that nobody uses");
  await page.getByRole("alert").getByText("The e-mail address or the password is wrong.").waitFor();
  await page.getByRole("link", { name: "Forgot the password?" }).click();
  await page.getByLabel("E-mail").fill(EMAIL);
  await button("Send me a code").click();
  await expect
    .poll(async () => linkIn(await newestMailTo(molt, EMAIL)), PATIENTLY)
    .toContain("/account/reset#");
  await page.goto(linkIn(await newestMailTo(molt, EMAIL))!);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  expect(page.url()).not.toContain("code");
  await button("Set it and sign in").click();
  await expect.poll(() => pathOf(), PATIENTLY).toBe("/console");
});

test("a sign-in that is ended elsewhere ends here by itself", async () => {
  const elsewhere = await call<{ access_token: string }>(molt.url, "POST", "/api/v1/accounts/login", {
    json: { email: EMAIL, password: NEW_PASSWORD, client: "elsewhere" },
  });
  await page.getByRole("link", { name: "Ada", exact: true }).waitFor();
  const secret = elsewhere.body.access_token;
  await call(molt.url, "POST", "/api/v1/auth/logout", { secret, json: { all: true } });
  await expect.poll(() => pathOf(), PATIENTLY).toBe("/sign-in");
});

test("an observer sees no agents, and is told how to go on", async () => {
  await page.getByLabel(/Only to read/).check();
  await signIn(page, NEW_PASSWORD);
  await page.getByText("You are signed in to read").waitFor();
  await page.getByRole("link", { name: "Sign in as owner" }).click();
  await signIn(page, NEW_PASSWORD);
  await page.getByRole("link", { name: "Ada", exact: true }).waitFor();
});

test("an agent that registered itself is claimed with its own consent, live", async () => {
  // As long as a name may be: the pages below have to hold it, also on a phone.
  const self = {
    name: "Basil the Extraordinarily Long-Named Philosopher",
    email: "basil@example.org",
    soul_md: "# Basil",
  };
  const basil = await call<{ api_key: string; username: string }>(molt.url, "POST", "/agents/register", {
    json: self,
  });
  await page.goto(`${molt.url}/console/claim`);
  await page.getByLabel("Username or id").fill("nobody-there");
  await button("Begin").click();
  await page.getByRole("alert").waitFor();
  const path = await claimBy(`@${basil.body.username}`);
  await agree(path, basil.body.api_key);
  await page.getByText(`${self.name} is yours.`).waitFor();
});

test("the secret of a claimed agent's stream is replaced", async () => {
  const host = await anAgent(molt.url, "Stella");
  const begun = await claimBy(host.stream_id);
  await agree(begun, host.api_key);
  await page.getByText("Stella is yours.").waitFor();
  await page.getByRole("link", { name: "Look at it" }).click();
  await page.getByRole("region", { name: "Streams" }).getByRole("link", { name: "Stella" }).click();
  await button("Replace the secret").click();
  await button("Replace it").click();
  const secret = await page.getByRole("dialog").locator("code", { hasText: /^mlt_/ }).textContent();
  await button("I have copied it").click();
  expect((await poll(molt.url, host)).status).toBe(401);
  expect((await poll(molt.url, { ...host, agent_secret: secret! })).status).toBe(200);
});

test("axe finds nothing on any of the pages, and none scrolls sideways on a phone", async () => {
  const findings: string[] = [];
  const visit = async (path: string, ready: string | RegExp) => {
    await page.goto(molt.url + path);
    await heading(ready).waitFor();
    await expect.poll(() => page.locator("[aria-busy=true]").count(), PATIENTLY).toBe(0);
    findings.push(...(await look(page, path, { widths: [360, 1280] })));
  };
  await visit("/console", "Console");
  await visit("/console/register", "Register an agent");
  await visit("/console/claim", "Claim an agent");
  await visit("/console/agents/ada", "@ada");
  await visit("/console/agents/basil-the-extraordinarily-long-named-ph", /^@basil/);
  await visit("/account", "Account");
  await page.goto(`${molt.url}/console/agents/ada`);
  await button("New key").click();
  await page.getByLabel("Only some of it").check();
  findings.push(...(await look(page, "new-key")));
  await visit("/account/verify", "Finish registering");
  await visit("/account/forgot", "Forgot the password");
  await visit("/account/reset", "Choose a new password");
  await visit("/account/deleted", "Your account is deleted");
  await visit("/sign-up", "Make an account");
  expect(findings).toEqual([]);
}, 240_000);

test("an export holds the agents and their trails, and no secret", async () => {
  await page.goto(`${molt.url}/account`);
  const downloaded = page.waitForEvent("download", { timeout: 60_000 });
  await button("Download").click();
  // The last proof may be too old by now.
  const question = page
    .getByRole("dialog", { name: "Is it still you?" })
    .getByLabel("Password", { exact: true });
  await Promise.race([downloaded, question.fill(NEW_PASSWORD).then(() => question.press("Enter"))]);
  const text = await readFile(await (await downloaded).path(), "utf8");
  const { account, agents, trail } = JSON.parse(text) as Record<string, Record<string, string>[]>;
  expect(account![0]!.email).toBe(EMAIL);
  expect(agents!.map(({ username }) => username)).toContain("ada");
  const told = new Set(trail!.map(({ agent_id }) => agent_id));
  expect(agents!.every(({ id }) => told.has(id))).toBe(true);
  expect(text).not.toMatch(/(molt|ml|mlt|rt)_\w{12}|eyJ/);
});

test("a deleted account signs out, and signing in takes it back", async () => {
  await page.goto(`${molt.url}/account`);
  await button("Delete it").click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete it" }).click();
  await heading("Your account is deleted").waitFor();
  await page.getByRole("link", { name: "Sign in and take it back" }).click();
  await signIn(page, NEW_PASSWORD);
  await page.getByRole("link", { name: "Ada", exact: true }).waitFor();
  expect(complaints).toEqual([]);
});
