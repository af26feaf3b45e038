import { readdirSync } from "node:fs";
import { join } from "node:path";
import { convex, type Fixture, folderOf } from "../test/support.ts";
import type { Address } from "./address.ts";

/** In the order of deployment: each one's functions give way to the next one's, and the last ones have no crons. */
export const FIXTURES: Fixture[] = ["app", "components", "convexAuth", "auth"];

/** The stock CLI in the folder of a fixture app, turned to a deployment. */
export function theCli({ url, adminKey }: Pick<Address, "url" | "adminKey">, fixture: Fixture = "app") {
  const env = { CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey };
  return (...args: string[]) => convex(args, env, fixture);
}

/** Where a deployment serves HTTP actions: what it says itself, or the next port. */
export async function siteUrlOf(url: string, adminKey: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/get_canonical_urls`, {
    headers: { Authorization: `Convex ${adminKey}` },
  }).catch(() => null);
  if (response === null) throw new Error(`There is no deployment at ${url}.`);
  if (response.status === 401 || response.status === 403)
    throw new Error(`The deployment at ${url} does not take this admin key.`);
  const { convexSiteUrl } = response.ok ? ((await response.json()) as { convexSiteUrl?: string }) : {};
  if (convexSiteUrl) return convexSiteUrl;
  const site = new URL(url);
  site.port = `${Number(site.port || (site.protocol === "https:" ? 443 : 80)) + 1}`;
  return site.origin;
}

/** Functions and tables of a deployment that no fixture app has. */
export async function strangersIn(address: Address): Promise<string[]> {
  const cli = theCli(address);
  const { functions } = JSON.parse(await cli("function-spec")) as {
    functions: { identifier?: string; method?: string; path?: string }[];
  };
  const known = { modules: fixtureModules(), tables: await fixtureTables() };
  const named = functions.flatMap(({ identifier }) => identifier ?? []);
  const strange = named.filter((name) => !known.modules.has(name.split(":")[0]!));
  // Routes do not tell their module: they are the fixture's when its functions are there.
  const routes =
    named.length > strange.length
      ? []
      : functions.flatMap(({ method, path }) => (path ? `${method} ${path}` : []));
  const tables = (await cli("data")).split("\n").filter((line) => /^[a-zA-Z]\w*$/.test(line));
  return [
    ...strange.map((name) => `the function ${name}`),
    ...routes.map((route) => `the route ${route}`),
    ...tables.filter((name) => !known.tables.has(name)).map((name) => `the table ${name}`),
  ];
}

function fixtureModules(): Set<string> {
  return new Set(
    FIXTURES.flatMap((fixture) =>
      readdirSync(join(folderOf(fixture), "convex"), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => file.replaceAll("\\", "/").replace(/\.ts$/, ".js")),
    ),
  );
}

async function fixtureTables(): Promise<Set<string>> {
  const schemas = await Promise.all(
    FIXTURES.map((fixture) => import(join(folderOf(fixture), "convex/schema.ts"))),
  );
  return new Set(schemas.flatMap(({ default: { tables } }) => Object.keys(tables as object)));
}
