import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findFfmpeg } from "../../packages/local/src/media/ffmpeg.ts";
import { buildAll } from "../../scripts/lib/builds.ts";
import { Instance } from "../../scripts/lib/instance.ts";
import { findFreePorts } from "../../scripts/lib/ports.ts";
import { type ClerkSettings, ROOT, type Settings } from "../../scripts/lib/settings.ts";

/** A whole Molt on ports and data of its own. */
export interface Molt {
  /** Where the front server answers. */
  url: string;
  settings: Settings;
  ffmpegPath: string;
  /** What the processes wrote, line by line, with the process before it. */
  lines: string[];
  /** SIGKILL to every process, and a new start on the same ports and data. */
  crashAndRestart: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Built once and shared by all runs of the tests, until the sources change. */
const BUILD_CACHE = path.join(ROOT, "node_modules", ".cache", "molt-tests");

/** A fresh data folder in which everything that can be built is built already. */
export async function aDataDir(clerk?: ClerkSettings): Promise<string> {
  const cache = clerk ? `${BUILD_CACHE}-clerk` : BUILD_CACHE;
  await buildAll(cache, () => undefined, { clerk });
  const dataDir = await mkdtemp(path.join(tmpdir(), "molt-test-"));
  await cp(cache, path.join(dataDir, "build"), { recursive: true });
  return dataDir;
}

/**
 * Starts the real thing: the embedded runtime, the local services and, when asked for, the demo agents. Everything
 * comes from one address here, so limits are out of the way unless a test is about them.
 */
export async function aMolt({
  demo = false,
  limits = "all=1000000",
  /** By which name browsers reach it. Passkeys belong to a domain, so for them it has to be `localhost`. */
  host = "127.0.0.1",
  /** Who is asked what domains publish, if not the name servers of this machine. */
  nameServers = "",
  /** Networks in which webhooks may be called. */
  outboundAllow = "",
  clerk = undefined as ClerkSettings | undefined,
  /** Hours on air that the free plan has in a month; tests that are about that set their own. */
  freeHours = "unlimited",
  /** The same of videos. */
  freeVideos = "unlimited",
} = {}): Promise<Molt> {
  const [{ path: ffmpegPath }, ports, dataDir] = await Promise.all([
    findFfmpeg(),
    findFreePorts(),
    aDataDir(clerk),
  ]);
  const publicUrl = `http://${host}:${ports.web}`;
  const uploadBytes = 32 << 20;
  const settings: Settings = {
    ...{ ports, dataDir, publicUrl, limits, nameServers, outboundAllow, clerk, uploadBytes, freeHours },
    freeVideos,
  };
  const lines: string[] = [];
  const start = async () => {
    const fresh = new Instance({
      settings,
      ffmpegPath,
      demo,
      onLine: (child, line) => lines.push(`${child} ${line}`),
    });
    await fresh.start();
    return fresh;
  };
  let instance = await start();
  return {
    url: instance.url,
    settings,
    ffmpegPath,
    lines,
    async crashAndRestart() {
      await instance.kill();
      instance = await start();
    },
    async stop() {
      await instance.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
