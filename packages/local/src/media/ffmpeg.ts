import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";

export type Ffmpeg = { path: string; version: string; source: "FFMPEG_PATH" | "system" | "package" };

/** No usable ffmpeg. The message is one sentence that says what to do. */
export class FfmpegError extends Error {}

type Candidate = { path: string; source: Ffmpeg["source"] };

const run = promisify(execFile);
const PROBE_TIMEOUT_MS = 10_000;
/** Packaging needs the formats; thumbnails mjpeg; the demo agents' pictures and sound x264 and aac. */
const needed = {
  demuxer: ["flv"],
  muxer: ["mp4", "flv", "mjpeg"],
  encoder: ["libx264", "aac", "mjpeg"],
};

/**
 * Finds an ffmpeg that can do what Molt needs: the one FFMPEG_PATH names, or else the system's, or else the one in the
 * optional npm package. A path that was set and does not work is an error rather than a reason to take another one.
 */
export async function findFfmpeg(env: NodeJS.ProcessEnv = process.env): Promise<Ffmpeg> {
  const candidates = env.FFMPEG_PATH
    ? [{ path: env.FFMPEG_PATH, source: "FFMPEG_PATH" as const }]
    : [{ path: "ffmpeg", source: "system" as const }, ...packaged()];
  const refusals: string[] = [];
  for (const candidate of candidates) {
    const found = await examine(candidate, env);
    if (typeof found !== "string") return found;
    refusals.push(found);
  }
  const advice = env.FFMPEG_PATH
    ? "point FFMPEG_PATH to a working ffmpeg or unset it"
    : "install ffmpeg (for example `apt install ffmpeg` or `brew install ffmpeg`) or set FFMPEG_PATH";
  throw new FfmpegError(`No usable ffmpeg: ${refusals.join("; ")}. To go on, ${advice}.`);
}

/** Files of pictures and of sound. Lists of other files (HLS, concat) would have ffmpeg open what they name. */
const MEDIA_FORMATS = "mov,matroska,mpegts,flv,avi,wav,mp3,aac,flac,ogg,aiff";

/** How ffmpeg is given a file that comes from somebody else: it opens this one, and nothing that this one names. */
export function strangersFile(path: string): string[] {
  return ["-protocol_whitelist", "file", "-format_whitelist", MEDIA_FORMATS, "-i", `file:${path}`];
}

/** The candidate's version when it can be used, otherwise what is wrong with it. */
async function examine({ path, source }: Candidate, env: NodeJS.ProcessEnv): Promise<Ffmpeg | string> {
  const ask = async (...args: string[]) => {
    const options = { env, timeout: PROBE_TIMEOUT_MS, maxBuffer: 4 * 1024 * 1024 };
    return (await run(path, ["-hide_banner", ...args], options)).stdout;
  };
  try {
    const [about, demuxers, muxers, encoders] = await Promise.all(
      ["-version", "-demuxers", "-muxers", "-encoders"].map((question) => ask(question)),
    );
    const missing = [
      ...missingFrom(demuxers!, needed.demuxer, "demuxer"),
      ...missingFrom(muxers!, needed.muxer, "muxer"),
      ...missingFrom(encoders!, needed.encoder, "encoder"),
    ];
    if (missing.length > 0) return `${path} (${source}) lacks ${missing.join(", ")}`;
    const version = /^ffmpeg version (\S+)/.exec(about!)?.[1];
    return version ? { path, version, source } : `${path} (${source}) is not ffmpeg`;
  } catch (error) {
    return `${path} (${source}) ${whyNot(error)}`;
  }
}

/** Lists are lines like ` E flv             FLV (Flash Video)`, where one line may name several formats. */
function missingFrom(list: string, names: string[], what: string): string[] {
  const known = new Set(list.split("\n").flatMap((line) => (line.trim().split(/\s+/)[1] ?? "").split(",")));
  return names.filter((name) => !known.has(name)).map((name) => `the ${what} ${name}`);
}

function whyNot(error: unknown): string {
  const { code, killed } = error as { code?: string | number; killed?: boolean };
  if (code === "ENOENT") return "was not found";
  if (code === "EACCES") return "may not be executed";
  return killed ? "did not answer" : "does not run";
}

function packaged(): Candidate[] {
  try {
    const installer: { path: string } = createRequire(import.meta.url)("@ffmpeg-installer/ffmpeg");
    return [{ path: installer.path, source: "package" }];
  } catch {
    // An optional dependency: absent on platforms it has no binary for.
    return [];
  }
}
