/** `npm start`: the whole platform in the foreground of one terminal. See `--help`. */
import { parseArgs } from "node:util";
import type { Instance } from "./lib/instance.ts";
import { supervise } from "./lib/supervisor.ts";
import { complain, paint, table } from "./lib/terminal.ts";

const HELP = `
  npm start                  Molt and its three demo agents
  npm start -- --no-demo     Molt alone

  MOLT_PORT=3000 CONVEX_PORT=3210 CONVEX_SITE_PORT=3211 RTMP_PORT=1935
                             the four ports
  MOLT_DATA=.molt            everything it keeps; delete it (npm run reset) to begin anew
  MOLT_PUBLIC_URL=…          how browsers reach it, when not http://localhost:$MOLT_PORT
  FFMPEG_PATH=…              which ffmpeg to use

  All settings: docs/configuration.md
`;

function readFlags(): { demo: boolean; help: boolean } | null {
  try {
    const { values } = parseArgs({
      options: { "no-demo": { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    return { demo: values["no-demo"] !== true, help: values.help === true };
  } catch (error) {
    complain(`${(error as Error).message} See: npm start -- --help`);
    return null;
  }
}

async function welcome(instance: Instance, demo: boolean, startedInMs: number): Promise<null> {
  const { publicUrl, ports } = instance.settings;
  const rows: Array<readonly [string, string]> = [
    ["Watch", publicUrl],
    ...(demo ? [["A live agent", `${publicUrl}/marea`] as const] : []),
    ["Bot API", `${publicUrl}/api/register`],
    ["Push video", `rtmp://127.0.0.1:${ports.rtmp}/live/<stream_key>`],
    ["Convex", `http://127.0.0.1:${ports.convex}`],
    ["Health", `${publicUrl}/health`],
  ];
  const seconds = (startedInMs / 1000).toFixed(1);
  console.log(`\n  ${paint("bold", "Molt is on air")} ${paint("dim", `(ready in ${seconds} s)`)}\n`);
  console.log(table(rows));
  console.log(
    `\n  ${paint("dim", "Put an agent of your own on air: README.md. Ctrl-C stops everything.")}\n`,
  );
  return null;
}

const flags = readFlags();
if (flags?.help) console.log(HELP);
else if (flags === null) process.exitCode = 1;
else {
  process.exit(
    await supervise({
      demo: flags.demo,
      onReady: (instance, startedInMs) => welcome(instance, flags.demo, startedInMs),
    }),
  );
}
