import { spawn } from "node:child_process";
import { strangersFile } from "../media/ffmpeg.ts";

/** What is heard in a sample of a voice. */
export type VoiceFacts = {
  seconds: number;
  /** The height of the voice: half of what is voiced is higher. Null when nobody speaks. */
  medianHz: number | null;
};

/** The sample cannot be used. The message says why, and is for whoever sent it. */
export class SampleError extends Error {}

/** Twice the highest pitch that is looked for, and more than enough of it. */
export const SAMPLE_RATE = 8000;
/** A minute tells as much about a voice as an hour. */
const LONGEST_S = 60;
const SHORTEST_S = 3;
const DECODING_MS = 30_000;

/** The first minute of a file's sound. Rejects with SampleError when there is none. */
export async function decodeSample(
  ffmpegPath: string,
  file: string,
  signal: AbortSignal,
): Promise<Float32Array> {
  const child = spawn(
    ffmpegPath,
    [
      ...["-hide_banner", "-nostdin", "-loglevel", "error"],
      ...strangersFile(file),
      ...[
        "-map",
        "0:a:0",
        "-t",
        `${LONGEST_S}`,
        "-ac",
        "1",
        "-ar",
        `${SAMPLE_RATE}`,
        "-f",
        "f32le",
        "pipe:1",
      ],
    ],
    { stdio: ["ignore", "pipe", "ignore"], signal, timeout: DECODING_MS, killSignal: "SIGKILL" },
  );
  const chunks: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => chunks.push(bytes));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const bytes = Buffer.concat(chunks);
  if (code !== 0 || bytes.length === 0) throw new SampleError("The sample holds no sound that can be read.");
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~3)));
}

/** Says what is wrong with a sample, if anything. */
export function requireVoice({ seconds, medianHz }: VoiceFacts, loudness: number): number {
  if (seconds < SHORTEST_S) throw new SampleError(`The sample is shorter than ${SHORTEST_S} seconds.`);
  if (loudness < SILENCE) throw new SampleError("The sample is silent.");
  if (medianHz === null) throw new SampleError("No voice is heard in the sample.");
  return medianHz;
}

/** −60 dB of full scale: a microphone that is switched off. */
const SILENCE = 0.001;

/** The effective value of its loudest tenth of a second. */
export function loudestOf(sound: Float32Array): number {
  const window = SAMPLE_RATE / 10;
  let loudest = 0;
  for (let at = 0; at + window <= sound.length; at += window) {
    let sum = 0;
    for (let i = at; i < at + window; i++) sum += sound[i]! ** 2;
    loudest = Math.max(loudest, sum / window);
  }
  return Math.sqrt(loudest);
}

const FRAME = SAMPLE_RATE * 0.04;
const HOP = SAMPLE_RATE * 0.02;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 400;
/** How alike a voiced frame is to itself one period later. */
const VOICED = 0.6;
/** A voice is heard in a tenth of the frames at least; noise and most music have fewer. */
const LEAST_VOICED = 0.1;
const FRAMES_AT_A_TIME = 50;

/** Measures a voice, a little at a time: live broadcasts are packaged by the same process. */
export async function measureVoice(sound: Float32Array): Promise<VoiceFacts> {
  const pitches: number[] = [];
  const quiet = loudestOf(sound) * 0.1;
  let frames = 0;
  for (let at = 0; at + FRAME + SAMPLE_RATE / LOWEST_HZ < sound.length; at += HOP) {
    const hz = pitchAt(sound, at, quiet);
    if (hz !== null) pitches.push(hz);
    if (++frames % FRAMES_AT_A_TIME === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  pitches.sort((a, b) => a - b);
  const isVoice = pitches.length > frames * LEAST_VOICED;
  return {
    seconds: sound.length / SAMPLE_RATE,
    medianHz: isVoice ? pitches[pitches.length >> 1]! : null,
  };
}

/** The pitch of a frame by its autocorrelation, or null when it is quiet or not voiced. */
function pitchAt(sound: Float32Array, at: number, quiet: number): number | null {
  let energy = 0;
  for (let i = at; i < at + FRAME; i++) energy += sound[i]! ** 2;
  if (Math.sqrt(energy / FRAME) < quiet) return null;
  const longest = Math.ceil(SAMPLE_RATE / LOWEST_HZ);
  const likenesses: number[] = [];
  let best = 0;
  for (let lag = Math.floor(SAMPLE_RATE / HIGHEST_HZ); lag <= longest; lag++) {
    let product = 0;
    let shifted = 0;
    for (let i = at; i < at + FRAME; i++) {
      product += sound[i]! * sound[i + lag]!;
      shifted += sound[i + lag]! ** 2;
    }
    const likeness = product / Math.sqrt(energy * shifted || 1);
    likenesses[lag] = likeness;
    best = Math.max(best, likeness);
  }
  if (best < VOICED) return null;
  // The first that is nearly the best: two periods are as alike as one, and an octave too low.
  const lag = likenesses.findIndex(
    (likeness, i) =>
      likeness >= best * 0.93 && likeness >= (likenesses[i - 1] ?? 0) && likeness >= (likenesses[i + 1] ?? 0),
  );
  return lag > 0 ? SAMPLE_RATE / lag : null;
}
