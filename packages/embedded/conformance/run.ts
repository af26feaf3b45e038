/**
 * `npm run conformance -- --url URL --admin-key KEY`: deploys the fixture apps to a deployment with the stock CLI, one
 * after the other, and tries what the promises of SPEC.md say. Without a URL, an embedded runtime is started for it.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startVitest, type TestCase } from "vitest/node";
import { type Address, addressIntoEnvironment } from "./address.ts";
import { FIXTURES, siteUrlOf, strangersIn, theCli } from "./occupants.ts";
import { Verdicts } from "./verdicts.ts";

const USAGE = `npm run conformance -- [--url URL --admin-key KEY [--site-url URL] [--issuer-host HOST] [--force]]

  --url          the deployment to try; without it, an embedded runtime is started
  --admin-key    its admin key, or a deploy key
  --site-url     where it serves HTTP actions; asked of the deployment unless given
  --issuer-host  the name by which the deployment reaches this machine, for tests of OpenID Connect
  --force        goes on though the deployment has functions or tables of somebody else's`;

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

try {
  process.exit(await main());
} catch (error) {
  console.error((error as Error).message);
  process.exit(2);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: "string" },
      "admin-key": { type: "string" },
      "site-url": { type: "string" },
      "issuer-host": { type: "string" },
      force: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const verdicts = new Verdicts();
  if (values.url === undefined) {
    await tryPromises(testFiles(), verdicts);
    return verdicts.conclude();
  }
  if (values["admin-key"] === undefined) throw new Error(`--url needs --admin-key.\n\n${USAGE}`);
  const url = new URL(values.url).origin;
  const address: Address = {
    url,
    adminKey: values["admin-key"],
    siteUrl: values["site-url"] ?? (await siteUrlOf(url, values["admin-key"])),
    issuerHost: values["issuer-host"] ?? (isLoopback(url) ? "127.0.0.1" : null),
  };
  if (!values.force) await refuseStrangers(address);
  await tryOn(address, verdicts);
  return verdicts.conclude();
}

async function refuseStrangers(address: Address): Promise<void> {
  const strangers = await strangersIn(address);
  if (strangers.length > 0)
    throw new Error(
      `The deployment at ${address.url} is in use: it has ${strangers.slice(0, 5).join(", ")}${strangers.length > 5 ? ` and ${strangers.length - 5} more` : ""}. ` +
        "The suite replaces all functions and writes to tables of its own. Say --force to go on.",
    );
}

async function tryOn(address: Address, verdicts: Verdicts): Promise<void> {
  addressIntoEnvironment(address);
  process.env.TEST_PATIENCE_MS = "30000";
  for (const fixture of FIXTURES) {
    const cli = theCli(address, fixture);
    // `auth.config.ts` reads it while it is pushed.
    if (fixture === "auth") await cli("env", "set", "AUTH_PROVIDERS", "[]");
    console.log(`\nDeploying the fixture app "${fixture}" to ${address.url}`);
    await cli("deploy", "-y", "--typecheck", "disable", "--codegen", "disable");
    const files = testFiles().filter((file) => fixtureOf(file) === fixture);
    await tryPromises(files, verdicts, { fileParallelism: false, testTimeout: 120_000 });
  }
}

async function tryPromises(files: string[], verdicts: Verdicts, options: object = {}): Promise<void> {
  const reporter = {
    onTestCaseResult: (test: TestCase) => verdicts.add(test.name, test.result()),
    onTestModuleEnd: (module: { relativeModuleId: string; errors(): { message: string }[] }) => {
      for (const { message } of module.errors()) verdicts.broken(module.relativeModuleId, message);
    },
  };
  const vitest = await startVitest("test", files, {
    root: ROOT,
    project: ["node"],
    watch: false,
    reporters: [reporter as never],
    ...options,
  });
  await vitest.close();
}

function testFiles(): string[] {
  return readdirSync(HERE)
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(HERE, name));
}

/** Every test file names the app that it speaks to. */
function fixtureOf(file: string): string | undefined {
  return /theDeployment\("(\w+)"\)/.exec(readFileSync(file, "utf8"))?.[1];
}

function isLoopback(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
