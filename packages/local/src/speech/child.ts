import { flite } from "./flite.ts";
import { level, resampled } from "./loudness.ts";
import { mouthShapeOf } from "./mouthShapes.ts";
import type { Sentence } from "./script.ts";
import type { MouthMove, SpokenWord } from "./speech.ts";
import type { Engine, Manner, Utterance } from "./utterance.ts";
import { writeWav } from "./wav.ts";

/** What the parent asks of a child, one at a time, and what it hears back; before that, `"speaking"` for each sentence. */
export type Order = { sentences: Sentence[]; manner: Manner };
export type Answer =
  | { wav: Uint8Array; sampleRate: number; durationS: number; words: SpokenWord[]; mouth: MouthMove[] }
  /** No engine has a sound for what stands there: letters of another language, mostly. */
  | { silent: true }
  | { failed: string };

const SAMPLE_RATE = 24_000;
/** So that players, which swallow the first moment, swallow none of the first word. */
const LEAD_IN_S = 0.25;
const TAIL_S = 0.4;
/** What is kept around a sentence's sounds: a breath before, the end of its last sound after. */
const [BEFORE_S, AFTER_S] = [0.03, 0.06];
const FADE_S = 0.008;

/**
 * The process that speaks, with one engine: the one it was told of when it was started. It ends with its parent, and is
 * killed when what it says is not wanted any more.
 */
async function main(engineName: "flite" | "espeak"): Promise<void> {
  process.once("disconnect", () => process.exit());
  const engine = engineName === "flite" ? flite : await (await import("./espeak.ts")).loadEspeak();
  process.on("message", async (order: Order) => {
    let answer: Answer;
    try {
      answer = await speakAll(engine, engineName, order);
    } catch (error) {
      answer = { failed: (error as Error).message };
    }
    process.send?.(answer);
  });
  process.send?.("ready");
}

async function speakAll(engine: Engine, name: "flite" | "espeak", order: Order): Promise<Answer> {
  const parts: Float32Array[] = [silence(LEAD_IN_S)];
  const words: SpokenWord[] = [];
  const mouth: MouthMove[] = [{ atS: 0, shape: "rest" }];
  let length = parts[0]!.length;
  for (const { words: said, pauseS } of order.sentences) {
    const utterance = engine.speak(
      said.map(({ say }) => say),
      order.manner,
    );
    const { samples, fromS } = trimmed(utterance);
    const shiftS = length / SAMPLE_RATE - fromS;
    for (const [at, { text }] of said.entries()) {
      const { startS, endS } = utterance.words[at]!;
      words.push({ text, startS: startS + shiftS, endS: endS + shiftS });
    }
    for (const phone of utterance.phones) {
      const shape = mouthShapeOf(phone.sound, name);
      if (shape === mouth.at(-1)!.shape && !phone.stressed) continue;
      mouth.push({
        atS: Math.max(0, phone.startS + shiftS),
        shape,
        ...(phone.stressed && { stressed: true }),
      });
    }
    const pause = silence(pauseS / order.manner.rate);
    parts.push(samples, pause);
    if (mouth.at(-1)!.shape !== "rest")
      mouth.push({ atS: (length + samples.length) / SAMPLE_RATE, shape: "rest" });
    length += samples.length + pause.length;
    // A parent that is gone is noticed between two sentences, and one that waits hears that there is progress.
    process.send?.("speaking");
    await new Promise(setImmediate);
  }
  if (mouth.every(({ shape }) => shape === "rest")) return { silent: true };
  parts[parts.length - 1] = silence(TAIL_S);
  const all = concatenated(parts);
  level(all, SAMPLE_RATE);
  const durationS = all.length / SAMPLE_RATE;
  return { wav: writeWav(all, SAMPLE_RATE), sampleRate: SAMPLE_RATE, durationS, words, mouth };
}

/** The sentence from its first sound to its last, without a click at either end. */
function trimmed(utterance: Utterance): { samples: Float32Array; fromS: number } {
  const sounds = utterance.phones.filter(({ sound }) => sound !== "");
  const lengthS = utterance.samples.length / utterance.sampleRate;
  const fromS = Math.max(0, (sounds[0]?.startS ?? 0) - BEFORE_S);
  const toS = Math.min(lengthS, (sounds.at(-1)?.endS ?? 0) + AFTER_S);
  const cut = utterance.samples.subarray(fromS * utterance.sampleRate, toS * utterance.sampleRate);
  const samples = resampled(cut, utterance.sampleRate, SAMPLE_RATE).slice();
  const fade = Math.min(Math.round(FADE_S * SAMPLE_RATE), samples.length >> 1);
  for (let at = 0; at < fade; at++) {
    samples[at]! *= at / fade;
    samples[samples.length - 1 - at]! *= at / fade;
  }
  return { samples, fromS };
}

const silence = (seconds: number) => new Float32Array(Math.round(Math.max(0, seconds) * SAMPLE_RATE));

function concatenated(parts: Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

await main(process.argv[2] as "flite" | "espeak");
