import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Route } from "../../convex/http/route.ts";
import { ROOT } from "./settings.ts";

const FOLDER = path.join(ROOT, "packages/sdk/src/_generated");
const NOTICE = "/** Made from the declared routes by `npm run codegen`. Do not edit. */\n";

/** Writes the SDK's generated files from the declared routes. */
export async function writeSdk(): Promise<void> {
  for (const [name, text] of await makeFiles()) await writeFile(path.join(FOLDER, name), text);
}

/** What writing them would change, or null. */
export async function checkSdk(): Promise<string | null> {
  const files = await makeFiles();
  const changed = [];
  for (const [name, text] of files) {
    const committed = await readFile(path.join(FOLDER, name), "utf8").catch(() => "");
    if (committed !== text) changed.push(name);
  }
  if (changed.length === 0) return null;
  return `    ${changed.join(", ")} in packages/sdk/src/_generated would change. Run: npm run codegen`;
}

async function makeFiles(): Promise<[string, string][]> {
  // Only now: `npm test` looks at this file before it has installed the development tools.
  const { default: openapiTS, astToString } = await import("openapi-typescript");
  const { api } = await import("../../convex/http.ts");
  const { describeApi } = await import("../../convex/http/openapi.ts");
  const document = describeApi(api, "http://localhost:3000");
  const types = astToString(await openapiTS(document as never, { alphabetize: false }));
  const table = Object.fromEntries(api.routes.map((route) => [route.id, describe(route)]));
  const operations = `export const operationTable = ${JSON.stringify(table, null, 2)} as const;\n`;
  return [
    ["schema.d.ts", NOTICE + types],
    ["operationTable.ts", NOTICE + operations],
  ];
}

/** What a client has to know to send a call: everything else is in the types. */
function describe(route: Route) {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const inQuery = Object.keys(route.query?.shape ?? {});
  const inBody = Object.keys(route.body?.shape ?? {});
  const all = [...inPath, ...inQuery, ...inBody];
  const twin = all.find((name, i) => all.indexOf(name) !== i);
  if (twin)
    throw new Error(`${route.id} has "${twin}" in two places; the SDK takes all fields in one object.`);
  return {
    method: route.method,
    path: route.path,
    query: inQuery,
    hasBody: route.body !== undefined,
    idempotent: route.idempotency !== "none",
  };
}
