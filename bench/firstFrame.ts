import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { anAgent, describeStream } from "../tests/stage/bots.ts";
import { Encoder } from "../tests/stage/encoder.ts";

const GIVE_UP_MS = 30_000;

export interface FirstFrame {
  /** From the start of the push until a frame of the playlist could be decoded. */
  decodedMs: number;
  /** From the start of the push until the public API says `live`. */
  liveMs: number;
}

/** Pushes a real picture (one key frame a second) and waits for what a viewer would wait for. */
export async function measureFirstFrame(url: string, ffmpegPath: string): Promise<FirstFrame> {
  const agent = await anAgent(url);
  const start = performance.now();
  const encoder = new Encoder(ffmpegPath, `${agent.rtmp_url}/${agent.stream_key}`);
  try {
    const [decodedMs, liveMs] = await Promise.all([
      until(
        start,
        async () => (await fetch(agent.playback_url)).ok && canDecode(ffmpegPath, agent.playback_url),
      ),
      until(start, async () => (await describeStream(url, agent.stream_id)).status === "live"),
    ]);
    return { decodedMs, liveMs };
  } finally {
    await encoder.cut();
  }
}

/** Includes the start of the ffmpeg that decodes, about a tenth of a second. */
async function canDecode(ffmpegPath: string, playlist: string): Promise<boolean> {
  const args = ["-v", "error", "-i", playlist, "-frames:v", "1", "-f", "null", "-"];
  return promisify(execFile)(ffmpegPath, args, { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

async function until(start: number, probe: () => Promise<boolean>): Promise<number> {
  while (!(await probe())) {
    if (performance.now() - start > GIVE_UP_MS) throw new Error("No picture within 30 seconds.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return performance.now() - start;
}
