import { randomUUID } from "node:crypto";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { afterAll, expect, onTestFinished } from "vitest";
import { serve } from "../src/index.ts";
import { convex, type Fixture, folderOf, pushOf } from "../test/support.ts";
import { addressFromEnvironment } from "./address.ts";

export { api } from "../test/app/api.ts";
export { eventually } from "../test/support.ts";

/** The deployment that the tests of one file speak to, known by its addresses and its key only. */
export interface Target {
  readonly url: string;
  /** HTTP actions. */
  readonly siteUrl: string;
  readonly adminKey: string;
  /** The host by which the deployment reaches servers of this machine, or `null` when it cannot. */
  readonly issuerHost: string | null;
  readonly client: ConvexHttpClient;
  /** Posts to a route of the administration. */
  admin(path: string, body: unknown): Promise<Response>;
  /** Runs the stock CLI in the fixture app. */
  cli(...args: string[]): Promise<string>;
}

/**
 * The deployment that `npm run conformance -- --url …` names, where the fixture app has been deployed already;
 * without one, an embedded runtime of this file's own, which ends with it.
 */
export async function theDeployment(fixture: Fixture): Promise<Target> {
  const address = addressFromEnvironment() ?? (await anEmbeddedRuntime(fixture));
  const { url, adminKey } = address;
  return {
    ...address,
    client: aHttpClient(url),
    admin: (path, body) =>
      fetch(`${url}${path}`, {
        method: "POST",
        headers: { Authorization: `Convex ${adminKey}`, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
    cli: (...args) =>
      convex(args, { CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey }, fixture),
  };
}

async function anEmbeddedRuntime(fixture: Fixture) {
  const { close, ...address } = await serve({
    dataDir: null,
    port: 0,
    sitePort: 0,
    push: await pushOf(fixture),
    projectRoot: folderOf(fixture),
    environment: { AUTH_PROVIDERS: "[]" },
  });
  afterAll(close);
  return { ...address, issuerHost: "127.0.0.1" };
}

export function aHttpClient(url: string): ConvexHttpClient {
  return new ConvexHttpClient(url, { skipConvexDeploymentUrlCheck: true, logger: false });
}

/** The stock client on the sync WebSocket; it closes with the test. */
export function aClient(
  { url }: Pick<Target, "url">,
  options: ConstructorParameters<typeof ConvexClient>[1] = {},
): ConvexClient {
  const client = new ConvexClient(url, { skipConvexDeploymentUrlCheck: true, logger: false, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** A name that no other test and no earlier run has used: tests share a deployment. */
export const unique = (prefix: string): string => `${prefix} ${randomUUID()}`;

/** A timestamp of the sync protocol: 64 bits, little-endian, in base64. */
export const timestampOf = (text: unknown): bigint => Buffer.from(text as string, "base64").readBigUInt64LE();

/** Expects a call to fail with these words. */
export async function refused(call: Promise<unknown>, words: RegExp): Promise<void> {
  const message = await call.then(
    (value) => `It was not refused; it gave ${show(value).slice(0, 200)}.`,
    (error: Error) => error.message,
  );
  expectReason(message, words);
}

/**
 * Expects the message of a failure to have these words. Where the deployment keeps the reasons of failures from
 * clients, as Convex does in production, that it failed is all there is to see.
 */
export function expectReason(message: string, words: RegExp): void {
  if (!/\] Server Error(\n\s*Called by client)?\s*$/.test(message)) expect(message).toMatch(words);
}

const show = (value: unknown): string =>
  JSON.stringify(value, (_, item) => (typeof item === "bigint" ? `${item}n` : item)) ?? "nothing";
