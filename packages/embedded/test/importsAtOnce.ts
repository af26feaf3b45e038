import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type ModuleSource, Realm } from "../src/modules/realm.ts";
import { nodeGlobals } from "../src/modules/sharedGlobals.ts";

/** Modules with nothing in common but the packages that they import. */
const IMPORTERS = 40;
const PACKAGES = ["node:fs", "node:path", "node:os", "node:url", "node:util", "node:zlib"];
const SLOW = "node:dns";
const REALMS = 4;

/** How a process of its own ends that loads such modules in several realms at once, and all it has to say. */
export async function importsAtOnce() {
  const child = fork(fileURLToPath(import.meta.url), [], {
    execArgv: ["--import", "tsx", "--experimental-vm-modules", "--expose-gc", "--no-warnings"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (data: Buffer) => {
      output += data.toString();
    });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code, signal, output };
}

function aRealm(): Realm {
  const names = PACKAGES.map((_, i) => `p${i}`);
  const imports = PACKAGES.map((name, i) => `import * as p${i} from "${name}";`).join("\n");
  const importers = Array.from(
    { length: IMPORTERS },
    (_, i): ModuleSource => ({
      path: `importer${i}.js`,
      source: `${imports}\nexport const packages = [${names.join()}];`,
      environment: "node",
    }),
  );
  const all: ModuleSource = {
    path: "all.js",
    source: `import "${SLOW}";\n${importers.map(({ path }, i) => `import { packages as of${i} } from "./${path}";`).join("\n")}
      export const statically = [${importers.map((_, i) => `of${i}`).join()}];
      export const dynamically = await Promise.all(
        statically.map(async () => Promise.all(${JSON.stringify(PACKAGES)}.map((name) => import(name)))));`,
    environment: "node",
  };
  const failing: ModuleSource = {
    path: "failing.js",
    source: `${imports}\nthrow new Error("Not today.");`,
    environment: "node",
  };
  const host = new Proxy(
    { shared: nodeGlobals },
    { get: (target, name) => Reflect.get(target, name) ?? (() => {}) },
  );
  return new Realm([...importers, all, failing], host as never, async (specifier) => {
    const exports = (await import(specifier)) as Record<string, unknown>;
    if (specifier === SLOW) {
      // The others are linked by then, and what nothing holds is gone before it is evaluated.
      await new Promise((resolve) => setTimeout(resolve, 50));
      (globalThis as unknown as { gc(): void }).gc();
    }
    return exports;
  });
}

async function load(realm: Realm): Promise<void> {
  const [loaded, failed] = await Promise.allSettled([realm.load("all.js"), realm.load("failing.js")]);
  const again = await realm.load("failing.js").catch((error: Error) => error.message);
  if (failed!.status !== "rejected" || again !== "Not today.")
    throw new Error("It has not failed as it should.");
  if (loaded!.status === "rejected") throw loaded!.reason;
  const { statically, dynamically } = (loaded as PromiseFulfilledResult<Record<string, unknown[][]>>).value;
  for (const packages of [...statically!, ...dynamically!])
    if (packages.some((each, i) => each !== statically![0]![i])) throw new Error("A package is there twice.");
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  await Promise.all(Array.from({ length: REALMS }, () => load(aRealm())));
  process.disconnect();
}
