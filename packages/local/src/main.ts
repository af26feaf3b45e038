import { fstatSync } from "node:fs";
import { EnvError, readEnv } from "./env.ts";
import { type Local, PortBusyError, startLocal } from "./local.ts";
import { FfmpegError, findFfmpeg } from "./media/ffmpeg.ts";
import { SigningKeyError } from "./videos/tokens.ts";

/** The supervisor gives five seconds; what is not closed by then is abandoned. */
const STOP_WITHIN_MS = 4000;

let local: Local | null = null;
let stopping = false;

function stop(): void {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
  const stopped = local?.stop() ?? Promise.resolve();
  stopped.catch((error: unknown) => console.error(`local: ${error}`)).finally(() => process.exit(0));
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
if (process.connected) {
  // Started by the supervisor: its end is ours.
  process.on("disconnect", stop);
  if (isPipe(0)) process.stdin.on("end", stop).on("error", stop).resume();
}

try {
  const env = readEnv(process.env);
  const ffmpeg = await findFfmpeg();
  const started = await startLocal(env, { ffmpegPath: ffmpeg.path });
  local = started;
  if (stopping) await started.stop();
  console.log(
    `local: http://${env.MOLT_HOST}:${started.port}, RTMP on ${started.rtmpPort}, ffmpeg ${ffmpeg.version}`,
  );
} catch (error) {
  const isExpected = [EnvError, FfmpegError, PortBusyError, SigningKeyError].some(
    (known) => error instanceof known,
  );
  console.error(`local: ${isExpected ? (error as Error).message : (error as Error).stack}`);
  process.exit(1);
}

/** An inherited terminal or /dev/null says nothing about the parent. */
function isPipe(fileDescriptor: number): boolean {
  try {
    const stats = fstatSync(fileDescriptor);
    return stats.isFIFO() || stats.isSocket();
  } catch {
    return false;
  }
}
