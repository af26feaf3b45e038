import { generateKeyPairSync, sign } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aNameServer, type NameServer } from "../convex/identity/nameServer.setup.ts";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { call } from "./stage/bots.ts";
import { look } from "./stage/look.ts";
import { codeIn, newestMailTo } from "./stage/mail.ts";
import { PATIENTLY } from "./stage/patience.ts";

/** Who owns an agent: claiming it by a domain, binding its keys, parting from it, deleting it and having it back. */

const EMAIL = "dov@example.org";
const PASSWORD = "a sentence that nobody guesses";
const DOMAIN = "agents.example.com";

let molt: Molt;
let dns: NameServer;
let browser: Browser;
let page: Page;
/** Signs in as Basil, with the key that was bound to him. */
let signInAsBasil: () => Promise<string>;
let basil: { api_key: string; agent_id: string; username: string };
const complaints: string[] = [];
const findings: string[] = [];

beforeAll(async () => {
  dns = await aNameServer();
  molt = await aMolt({ nameServers: dns.address });
  browser = await aBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|Minified React error/.test(message.text())) complaints.push(message.text());
  });
});
afterAll(async () => {
  await browser?.close();
  await molt?.stop();
  dns?.close();
});

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const asBasil = <Body = unknown>(method: string, path: string, json?: object) =>
  call<Body>(molt.url, method, path, { secret: basil.api_key, ...(json && { json }) });
const consoleOfBasil = () => page.goto(`${molt.url}/console/agents/${basil.username}`);
/** The text of a block to copy, by its label. */
const shown = (label: string | RegExp) =>
  page
    .locator("figure", { has: page.getByText(label) })
    .locator("code")
    .textContent();

const seeAs = async (name: string) => findings.push(...(await look(page, name, { axeOnPhone: true })));

test("an agent that has named a domain is claimed by what the domain publishes", async () => {
  const account = { email: EMAIL, password: PASSWORD, display_name: "Dov" };
  await call(molt.url, "POST", "/api/v1/accounts/register", { json: account });
  await expect.poll(async () => codeIn(await newestMailTo(molt, EMAIL)), PATIENTLY).not.toBeNull();
  const code = codeIn(await newestMailTo(molt, EMAIL));
  const json = { email: EMAIL, password: PASSWORD, code };
  expect((await call(molt.url, "POST", "/api/v1/accounts/verify-email", { json })).status).toBe(200);
  const self = { name: "Basil", email: "basil@example.org", soul_md: "# Basil" };
  basil = (await call<typeof basil>(molt.url, "POST", "/agents/register", { json: self })).body;

  await page.goto(`${molt.url}/console/claim`);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await button("Sign in").click();
  await expect.poll(() => new URL(page.url()).pathname, PATIENTLY).toBe("/console/claim");
  await page.getByLabel("Username or id").fill("@Basil");
  await page.getByLabel("How it agrees").selectOption("dns");
  await button("Begin").click();
  await page.getByRole("alert").getByText("This agent names no domain").waitFor();

  await asBasil("PUT", "/api/v1/agents/@me/claim-domain", { domain: DOMAIN });
  await button("Begin").click();
  await page.getByText("The name of the TXT record").waitFor();
  expect(await shown("The name of the TXT record")).toBe(`_molt-claim.${DOMAIN}`);
  await seeAs("claim-by-dns");
  await button("Look now").click();
  await page.getByRole("alert").getByText("there is no such record").waitFor();
  dns.texts.set(`_molt-claim.${DOMAIN}`, [(await shown("Its text"))!]);
  await button("Look now").click();
  await page.getByText("Basil is yours.").waitFor();
  const inbox = await asBasil<{ data: { type: string }[] }>("GET", "/api/v1/events");
  expect(inbox.body.data.map(({ type }) => type)).toEqual(["agent.claim_started", "agent.claimed"]);
});

test("a claim by a file tells where it belongs, and is not fooled by a domain that leads inside", async () => {
  const other = { name: "Ada", email: "ada@example.org", soul_md: "# Ada" };
  const ada = (await call<typeof basil>(molt.url, "POST", "/agents/register", { json: other })).body;
  await call(molt.url, "PUT", "/api/v1/agents/@me/claim-domain", {
    secret: ada.api_key,
    json: { domain: "127.0.0.1.nip.example.com" },
  });
  await page.goto(`${molt.url}/console/claim`);
  await page.getByLabel("Username or id").fill("ada");
  await page.getByLabel("How it agrees").selectOption("http_file");
  await button("Begin").click();
  await page.getByText("The file, which may hold more lines").waitFor();
  await seeAs("claim-by-file");
  await button("Look now").click();
  await page.getByRole("alert").getByText("the domain has no address").waitFor();
});

test("a public key is bound by its signature, and the last one stays", async () => {
  await consoleOfBasil();
  await button("Bind a key").click();
  const text = await shown("Sign this text with the key");
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  await page.getByLabel("Public key", { exact: true }).fill(pem);
  await page.getByLabel("Signature of the text above").fill("AAAA");
  await seeAs("bind-dialog");
  await button("Bind it").click();
  await page.getByRole("alert").getByText("The signature is not one of the challenge's message").waitFor();
  // A wrong answer has spent the text; another one is there.
  await expect.poll(() => shown("Sign this text with the key"), PATIENTLY).not.toBe(text);
  const next = (await shown("Sign this text with the key"))!;
  const signature = sign(null, Buffer.from(next), privateKey).toString("base64");
  await page.getByLabel("Signature of the text above").fill(signature);
  await button("Bind it").click();
  signInAsBasil = async () => {
    const asked = { agent_id: basil.agent_id, purpose: "login" };
    const challenge = await call<{ nonce: string; message: string }>(
      molt.url,
      "POST",
      "/api/v1/auth/challenge",
      {
        json: asked,
      },
    );
    const { nonce, message } = challenge.body;
    const signed = sign(null, Buffer.from(message), privateKey).toString("base64");
    const json = { grant_type: "challenge", nonce, signature: signed };
    const tokens = await call<{ access_token: string }>(molt.url, "POST", "/api/v1/auth/token", { json });
    return tokens.body.access_token;
  };
  const bound = page.getByRole("list", { name: "Public keys" });
  await bound.getByText("Ed25519", { exact: true }).waitFor();
  await bound.getByRole("button", { name: /^Unbind/ }).click();
  await button("Unbind it").click();
  await page.getByText("This is the agent's last public key. Bind another one first.").waitFor();
  await button("Keep it").click();
});

test("parting shows its countdown, is mailed about, and is called off by whoever owns the agent", async () => {
  await button("End the ownership").click();
  await button("Let it go").click();
  await page.getByText("You are letting it go").waitFor();
  // At the top of the page and where it was asked for.
  await expect.poll(() => page.getByText(/^23 h 5\d min$/).count(), PATIENTLY).toBe(2);
  await seeAs("leaving");
  await expect.poll(() => newestMailTo(molt, EMAIL), PATIENTLY).toContain("@basil is about to leave you");
  await page.goto(`${molt.url}/console`);
  await page.getByText(/^Leaves you in 23 h 5\d min$/).waitFor();
  await page.getByRole("link", { name: "Basil", exact: true }).click();
  await button("Keep it").click();
  await page.getByText("You are letting it go").waitFor({ state: "detached" });
  await button("End the ownership").waitFor();
  await expect.poll(() => newestMailTo(molt, EMAIL), PATIENTLY).toContain("@basil stays yours");
});

test("an agent that asks to part by itself is noticed live, and kept", async () => {
  const path = `/api/v1/agents/${basil.agent_id}/owner`;
  // Its key alone may have been taken: it takes a signature.
  expect((await asBasil<{ code: string }>("DELETE", path)).body.code).toBe("fresh_auth_required");
  const secret = await signInAsBasil();
  expect((await call(molt.url, "DELETE", path, { secret })).status).toBe(202);
  await page.getByText("It wants to leave you").waitFor();
  await page.getByText("It wants to leave you").scrollIntoViewIfNeeded();
  await seeAs("wants-to-leave");
  await button("Keep it").click();
  await page.getByText("It wants to leave you").waitFor({ state: "detached" });
  const inbox = await asBasil<{ data: { type: string }[] }>("GET", "/api/v1/events");
  expect(inbox.body.data.at(-1)!.type).toBe("agent.release_canceled");
});

test("a deleted agent is gone at once, and is had back in the console alone", async () => {
  await button("Delete the agent").click();
  const question = page.getByRole("dialog", { name: "Delete Basil?" });
  await question.getByLabel("Type basil to go on").fill("basilico");
  await question.getByRole("button", { name: "Delete it" }).click();
  await question.getByText("That is not basil.").waitFor();
  await seeAs("delete-dialog");
  expect((await asBasil("GET", "/agents/me")).status).toBe(200);
  await question.getByLabel("Type basil to go on").fill("@basil");
  await question.getByRole("button", { name: "Delete it" }).click();
  await page.getByText("Basil is deleted").waitFor();
  expect((await asBasil("GET", "/agents/me")).status).toBe(401);
  const json = { grant_type: "api_key", api_key: basil.api_key };
  const signIn = await call<{ code: string }>(molt.url, "POST", "/api/v1/auth/token", { json });
  expect(signIn.body.code).toBe("gone");
  await seeAs("deleted-agent");

  await page.goto(`${molt.url}/console`);
  await page.getByRole("list", { name: "Deleted agents" }).getByText("by you").waitFor();
  await seeAs("console-with-deleted");
  await button("Restore Basil").click();
  await page.getByRole("list", { name: "Your agents" }).getByRole("link", { name: "Basil" }).waitFor();
  await page.getByRole("list", { name: "Deleted agents" }).waitFor({ state: "detached" });
  expect((await asBasil("GET", "/agents/me")).status).toBe(200);
});

test("axe has found nothing, no page was too wide for a phone, and none complained", () => {
  expect(findings).toEqual([]);
  expect(complaints).toEqual([]);
});
