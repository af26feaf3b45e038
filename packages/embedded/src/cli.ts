import { readFileSync } from "node:fs";
import { parseArgs, parseEnv } from "node:util";
import { parentPort } from "node:worker_threads";
import { backup, restore } from "./admin/backup.ts";
import type { PushRequest } from "./deploy/pushRequest.ts";
import { LARGEST_FILE_BYTES } from "./files/files.ts";
import { type Origins, parseOrigin } from "./http/origins.ts";
import { asJson, asText, type LogRecord } from "./logRecord.ts";
import { serve } from "./server.ts";
import { reportStrays } from "./strays.ts";

const HELP = `molt-embedded: a Convex deployment on SQLite

  backup --to FILE    write everything in the data folder into one file; the deployment may go on running
  restore --from FILE make a new data folder from such a file

Without a command it serves the deployment:

  --data DIR          where the database lives (default .convex-embedded)
  --port N            client API and sync WebSocket (default 3210)
  --site-port N       HTTP actions (default 3211)
  --host ADDRESS      address to listen on (default 127.0.0.1)
  --public-origin URL how clients reach the client API and files, when a proxy is in front
                      (default: its own address, or CONVEX_CLOUD_ORIGIN)
  --public-site-origin URL
                      the same for HTTP actions (default: --public-origin, or CONVEX_SITE_ORIGIN)
  --push FILE         put this push in force: the file that
                      "convex deploy --write-push-request FILE --push-all-modules" writes
  --env-file FILE     environment variables to set before anything runs, as NAME=VALUE lines
  --durability MODE   full (default): an acknowledged write survives a power cut; normal: it survives a crash
  --upload-bytes N    how much may be uploaded by one upload URL, in all (default 1073741824, which is 1 GiB)
  --log-format FORMAT text (default), or json: one object per line with at, level, source and message
  --redact-errors     keep messages of failed functions from clients, as Convex does in production
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: "string" },
    from: { type: "string" },
    data: { type: "string", default: ".convex-embedded" },
    port: { type: "string", default: "3210" },
    "site-port": { type: "string", default: "3211" },
    host: { type: "string", default: "127.0.0.1" },
    "public-origin": { type: "string" },
    "public-site-origin": { type: "string" },
    push: { type: "string" },
    "env-file": { type: "string" },
    durability: { type: "string", default: "full" },
    "upload-bytes": { type: "string" },
    "log-format": { type: "string", default: "text" },
    "redact-errors": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const [command] = positionals;
if (values.help) {
  process.stdout.write(HELP);
} else if (command !== undefined) {
  try {
    process.stdout.write(await runCommand(command));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
} else {
  const format = values["log-format"] === "json" ? asJson : asText;
  const report = (record: LogRecord) => void process.stdout.write(`${format(record)}\n`);
  reportStrays(report);
  try {
    const serving = await serve({
      dataDir: values.data,
      port: Number(values.port),
      sitePort: Number(values["site-port"]),
      host: values.host,
      publicOrigins: publicOrigins(),
      push: values.push ? (JSON.parse(readFileSync(values.push, "utf8")) as PushRequest) : undefined,
      environment: values["env-file"] ? parseEnv(readFileSync(values["env-file"], "utf8")) : {},
      durability: values.durability === "normal" ? "normal" : "full",
      uploadBytes: uploadBytes(),
      redactErrors: values["redact-errors"],
      report,
    });
    const addresses = `Convex API ${serving.url}, HTTP actions ${serving.siteUrl}`;
    const started = asJson({ level: "info", source: "runtime", message: addresses });
    process.stdout.write(`${format === asJson ? started : addresses}\n`);
    let stopping = false;
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      await serving.close();
      process.exit(0);
    };
    // Signals reach the main thread, which passes on what they ask for.
    parentPort?.on("message", (message) => {
      if (message === "stop") void stop();
    });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}

/** The names of the variables are those of Convex's own self-hosted backend. */
function publicOrigins(): Partial<Origins> {
  const { CONVEX_CLOUD_ORIGIN, CONVEX_SITE_ORIGIN } = process.env;
  const cloudUrl = values["public-origin"] ?? CONVEX_CLOUD_ORIGIN;
  const siteUrl = values["public-site-origin"] ?? CONVEX_SITE_ORIGIN ?? values["public-origin"];
  return {
    ...(cloudUrl ? { cloudUrl: parseOrigin("--public-origin", cloudUrl) } : {}),
    ...(siteUrl ? { siteUrl: parseOrigin("--public-site-origin", siteUrl) } : {}),
  };
}

function uploadBytes(): number | undefined {
  const text = values["upload-bytes"];
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > LARGEST_FILE_BYTES)
    throw new Error(`--upload-bytes is "${text}"; it is a number of bytes up to ${LARGEST_FILE_BYTES}.`);
  return Number(text);
}

/** Runs a command that ends; returns what it has to say. */
async function runCommand(name: string): Promise<string> {
  const { data, to, from } = values;
  if (name === "backup" && to) {
    await backup(data, to);
    return `Wrote a backup of ${data} to ${to}\n`;
  }
  if (name === "restore" && from) {
    await restore(from, data);
    return `Restored ${from} to ${data}\n`;
  }
  throw new Error("Usage: molt-embedded backup --data DIR --to FILE | restore --from FILE --data DIR");
}
