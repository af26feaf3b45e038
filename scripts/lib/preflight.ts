import { access, constants, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { findFfmpeg } from "../../packages/local/src/media/ffmpeg.ts";
import { takeDataDir } from "./dataLock.ts";
import { isPortFree } from "./ports.ts";
import { PORTS, type PortName, type Settings } from "./settings.ts";

const OLDEST_NODE = [20, 19] as const;

export type Preflight = { ffmpegPath: string; problems: [] } | { problems: [string, ...string[]] };

/** Looks at everything a start depends on and reports all that is wrong at once, one clear line each. */
export async function preflight(settings: Settings): Promise<Preflight> {
  const data = await checkDataDir(settings.dataDir);
  const [ffmpeg, ports] = await Promise.all([
    findFfmpeg().then(
      ({ path: ffmpegPath }) => ({ ffmpegPath }),
      (error: Error) => ({ problem: error.message }),
    ),
    // Whoever has the data has the ports, too, and need not be told of five times.
    data === null || !data.isTaken ? checkPorts(settings) : [],
  ]);
  const problems = [checkNodeVersion(process.versions.node), data?.problem ?? null, ...ports].filter(
    (line) => line !== null,
  );
  if ("problem" in ffmpeg) problems.push(ffmpeg.problem);
  const [first, ...rest] = problems;
  if (first !== undefined) return { problems: [first, ...rest] };
  return { ffmpegPath: "ffmpegPath" in ffmpeg ? ffmpeg.ffmpegPath : "", problems: [] };
}

/** The complaint about this Node, or null when it will do. */
export function checkNodeVersion(version: string): string | null {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `Node ${version} is too old. Install Node ${OLDEST_NODE.join(".")} or later, for example from https://nodejs.org.`;
}

async function checkDataDir(dataDir: string): Promise<{ problem: string; isTaken: boolean } | null> {
  const probe = path.join(dataDir, `.write-probe-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    await writeFile(probe, "");
    await rm(probe);
    if (takeDataDir(dataDir)) return null;
    const problem = `The data folder ${dataDir} is in use by another running Molt.`;
    return { problem: `${problem} Stop that one, or choose another folder with MOLT_DATA.`, isTaken: true };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = `The data folder ${dataDir} cannot be written (${code}).`;
    return { problem: `${problem} Make it writable or choose another one with MOLT_DATA.`, isTaken: false };
  }
}

async function checkPorts({ ports }: Settings): Promise<string[]> {
  const names = Object.keys(PORTS) as PortName[];
  const busy = await Promise.all(names.map(async (name) => ({ name, free: await isPortFree(ports[name]) })));
  const isMoltThere = busy.some(({ free }) => !free) && (await answersAsMolt(ports.web));
  return busy.flatMap(({ name, free }) => (free ? [] : [describeBusyPort(name, ports[name], isMoltThere)]));
}

function describeBusyPort(name: PortName, port: number, isMoltThere: boolean): string {
  const { variable, purpose } = PORTS[name];
  const who = isMoltThere ? "in use, it seems by another running Molt" : "in use by another program";
  return `Port ${port} (${purpose}) is ${who}. Stop that one, or choose another port with ${variable}.`;
}

/** True when the server on this port answers `/health` the way Molt does. */
export async function answersAsMolt(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(1_000) });
    const health = (await response.json()) as { status?: unknown };
    return ["ok", "starting", "degraded"].includes(String(health.status));
  } catch {
    return false;
  }
}
