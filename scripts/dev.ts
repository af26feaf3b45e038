/**
 * `npm run dev`: like `npm start`, and every change is seen at once. Vite serves the client from its sources on
 * port 5173 (VITE_PORT), and the official `convex dev` pushes convex/ into the running embedded runtime.
 */
import path from "node:path";
import { readAdminKey } from "./lib/backendEnvironment.ts";
import { Child } from "./lib/child.ts";
import type { Instance } from "./lib/instance.ts";
import type { Settings } from "./lib/settings.ts";
import { supervise } from "./lib/supervisor.ts";
import { complain, echo, paint, table } from "./lib/terminal.ts";
import { toolPath } from "./lib/tool.ts";
import { waitFor } from "./lib/waitFor.ts";

const vitePort = Number(process.env.VITE_PORT ?? 5173);
let stopping = false;
const demo = !process.argv.includes("--no-demo");

function startVite({ dataDir, ports }: Settings): Child {
  return startTool("vite", dataDir, [toolPath("vite"), "--port", `${vitePort}`, "--strictPort"], {
    MOLT_PORT: `${ports.web}`,
    // Not the address that `convex dev` writes into .env.local: the client reaches the backend through Vite, on one origin.
    VITE_CONVEX_URL: "",
  });
}

/** Types are left to the editor and to `npm run check`: a push takes a second, a push with types takes ten. */
async function startConvexDev(settings: Settings): Promise<Child> {
  return startTool(
    "convex",
    settings.dataDir,
    [toolPath("convex"), "dev", "--typecheck", "disable", "--tail-logs", "disable"],
    {
      // Without CI the tool asks questions and reports errors to its makers; here it must do neither.
      CI: "1",
      CONVEX_DEPLOYMENT: "",
      CONVEX_SELF_HOSTED_URL: `http://127.0.0.1:${settings.ports.convex}`,
      CONVEX_SELF_HOSTED_ADMIN_KEY: await readAdminKey(settings),
    },
  );
}

function startTool(name: string, dataDir: string, args: string[], env: NodeJS.ProcessEnv): Child {
  const preload = new URL("./lib/dieWithParent.mjs", import.meta.url).href;
  const child = new Child({
    name,
    args: ["--import", preload, ...args],
    env,
    logDir: path.join(dataDir, "logs"),
    onLine: echo,
  });
  void child.exited.then((how) => {
    if (!stopping) complain(`${name} ${how}`);
  });
  return child;
}

async function welcome(instance: Instance, startedInMs: number) {
  const { settings } = instance;
  const tools = [startVite(settings), await startConvexDev(settings)];
  const address = `http://localhost:${vitePort}`;
  await waitFor("Vite's dev server", async () => (await fetch(address)).ok);
  console.log(
    `\n  ${paint("bold", "Molt in development")} ${paint("dim", `(ready in ${(startedInMs / 1000).toFixed(1)} s)`)}\n`,
  );
  console.log(
    table([
      ["Client, live", address],
      ["Client, built", settings.publicUrl],
      ["Backend", "every saved file in convex/ is pushed"],
      ["Health", `${settings.publicUrl}/health`],
    ]),
  );
  console.log(`\n  ${paint("dim", "Ctrl-C stops everything.")}\n`);
  const stop = async () => {
    stopping = true;
    await Promise.all(tools.map((tool) => tool.stop()));
  };
  return { stop };
}

process.exit(await supervise({ demo, development: true, onReady: welcome }));
