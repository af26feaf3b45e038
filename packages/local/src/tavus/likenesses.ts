import type { Speaker } from "../speech/speaker.ts";
import { readWav } from "../speech/wav.ts";
import type { Manner } from "./records.ts";
import { measureVoice, SAMPLE_RATE } from "./voiceSample.ts";

/** All of it is voiced, so little of it is enough. */
const PHRASE = "We were away a year ago.";
/** Raised or lowered further, a voice sounds like nobody. */
const FURTHEST = 1.35;

/**
 * Finds, for a voice that was heard, the built-in voice that comes nearest, and how far it has to be raised or lowered to
 * sound as high. There is no more of the sample in it than that: it is a likeness in height, and no clone.
 */
export class Likenesses {
  readonly #speaker: Speaker;
  #heights: Promise<[voiceId: string, hz: number][]> | null = null;

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
  }

  async find(medianHz: number): Promise<Manner> {
    this.#heights ??= this.#measureVoices();
    this.#heights.catch(() => {
      this.#heights = null;
    });
    const distance = (hz: number) => Math.abs(Math.log2(medianHz / hz));
    const [voiceId, hz] = (await this.#heights).reduce((best, one) =>
      distance(one[1]) < distance(best[1]) ? one : best,
    );
    return { voiceId, rate: 1, pitch: Math.min(FURTHEST, Math.max(1 / FURTHEST, medianHz / hz)) };
  }

  /** By their English, in which the voices differ most; a voice speaks other languages with a counterpart of its kind. */
  async #measureVoices(): Promise<[string, number][]> {
    const english = this.#speaker.voices.filter(
      ({ language, gender }) => language.startsWith("en") && gender !== "neutral",
    );
    const heights: [string, number][] = [];
    for (const { id } of english) {
      const { wav } = await this.#speaker.speak(PHRASE, { voiceId: id, language: "en" });
      const { medianHz } = await measureVoice(soundOf(wav));
      if (medianHz !== null) heights.push([id, medianHz]);
    }
    if (heights.length === 0) throw new Error("none of the built-in voices could be measured");
    return heights;
  }
}

/** Speech as samples are measured: averages of neighbours are good enough to tell a pitch by. */
export function soundOf(wav: Buffer): Float32Array {
  const { samples, sampleRate } = readWav(wav);
  const step = sampleRate / SAMPLE_RATE;
  return Float32Array.from({ length: Math.floor(samples.length / step) }, (_, at) => {
    const neighbours = samples.subarray(Math.floor(at * step), Math.floor((at + 1) * step));
    return neighbours.reduce((sum, sample) => sum + sample, 0) / neighbours.length;
  });
}
