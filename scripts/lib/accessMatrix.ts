import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { PolicyFacts } from "../../convex/lib/policy.ts";
import { ROOT } from "./settings.ts";

const PAGE = path.join(ROOT, "docs", "access.md");

/** Writes `docs/access.md`: who may call what, read from the declarations that the backend itself obeys. */
export async function writeAccessMatrix(): Promise<void> {
  await writeFile(PAGE, await printAccessMatrix());
}

/** What is wrong with `docs/access.md`, or null. */
export async function checkAccessMatrix(): Promise<string | null> {
  const [written, true_] = await Promise.all([readFile(PAGE, "utf8").catch(() => ""), printAccessMatrix()]);
  return written === true_ ? null : "    docs/access.md is not what the policies say. Run: npm run codegen";
}

interface ConvexFunction {
  isPublic?: boolean;
  policy?: PolicyFacts;
}

async function printAccessMatrix(): Promise<string> {
  const { api } = await load<typeof import("../../convex/http.ts")>("http.ts");
  const functions = await listFunctions();
  const policies = new Map<string, PolicyFacts>();
  for (const { policy } of [...functions.map(({ fn }) => fn), ...api.routes.map(({ caller }) => caller)]) {
    if (policy) policies.set(policy.name, policy);
  }
  const open = functions.filter(({ fn }) => fn.isPublic && !fn.policy);
  const guarded = functions.filter(({ fn }) => fn.policy);
  return `# Who may do what

Printed by \`npm run codegen\` from the policies, the routes and the functions themselves; \`npm run check\` sees that it is
true. Generated tests (\`convex/access.test.ts\`) call every route and every guarded function with every wrong credential,
and with the ids of other tenants. What is not on this page cannot be called from outside.

## Policies

${table(
  ["policy", "who", "scope", "recent proof", "allowed when"],
  [...policies.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, who, scope, ownerScope, fresh, rule }) => [
      code(name),
      who.join(", "),
      ownerScope ? `${code(scope)}; of owners ${code(ownerScope)}` : code(scope),
      freshness(fresh),
      rule,
    ]),
)}

## Permissions on a server

What each base role gives; roles of a server's own add to it, and overwrites change it channel by channel. \`observer\` is
whoever shows a credential and is no member, \`everyone\` whoever shows none; on a private server both have nothing.

${await printPermissions()}

## Routes

${table(
  ["route", "who", "policy", "limits"],
  api.routes.map(({ method, path: at, caller, limits }) => [
    code(`${method} ${at}`),
    caller.policy ? caller.policy.who.join(", ") : caller.who,
    caller.policy ? code(caller.policy.name) : "",
    limits.map(code).join(" "),
  ]),
)}

## Functions that the web client calls

${table(
  ["function", "who", "policy"],
  [
    ...open.map(({ name }) => [code(name), "anyone", ""]),
    ...guarded
      .filter(({ fn }) => fn.isPublic)
      .map(({ name, fn }) => [code(name), fn.policy!.who.join(", "), code(fn.policy!.name)]),
  ],
)}

## Functions behind the routes

${table(
  ["function", "policy"],
  guarded.filter(({ fn }) => !fn.isPublic).map(({ name, fn }) => [code(name), code(fn.policy!.name)]),
)}
`;
}

async function printPermissions(): Promise<string> {
  const { MATRIX, PERMISSIONS, CHANNEL_PERMISSIONS } = await load<
    typeof import("../../convex/servers/servers.permissions.ts")
  >("servers/servers.permissions.ts");
  const ofChannel = new Set<string>(CHANNEL_PERMISSIONS);
  return table(
    ["permission", ...Object.keys(MATRIX), "by channel"],
    PERMISSIONS.map((permission) => [
      code(permission),
      ...Object.values(MATRIX).map((given) => (given.includes(permission) ? "yes" : "")),
      ofChannel.has(permission) ? "yes" : "",
    ]),
  );
}

async function listFunctions(): Promise<{ name: string; fn: ConvexFunction }[]> {
  const files = await readdir(path.join(ROOT, "convex"), { recursive: true });
  const modules = files
    .map((file) => file.replaceAll(path.sep, "/"))
    .filter((file) => /^[\w/]+\.ts$/.test(file) && !/(^_generated\/|(^|\/)schema\.ts$)/.test(file))
    .sort();
  const found = await Promise.all(
    modules.map(async (file) => {
      const exports = await load<Record<string, unknown>>(file);
      return Object.entries(exports).flatMap(([name, fn]) =>
        isFunction(fn) ? [{ name: `${file.slice(0, -3)}:${name}`, fn }] : [],
      );
    }),
  );
  return found.flat();
}

async function load<Module>(file: string): Promise<Module> {
  return (await import(pathToFileURL(path.join(ROOT, "convex", file)).href)) as Module;
}

function isFunction(value: unknown): value is ConvexFunction {
  return typeof value === "function" && ("isQuery" in value || "isMutation" in value || "isAction" in value);
}

const code = (text: string) => `\`${text}\``;

const freshness = (fresh: PolicyFacts["fresh"]) => (fresh === true ? "yes" : (fresh ?? ""));

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
