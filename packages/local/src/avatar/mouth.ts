import type { MouthMove, MouthShape, Speech } from "../speech/speech.ts";

/** What is drawn of a mouth; all between 0 and 1. */
export type Mouth = {
  /** How far the jaw is down. */
  open: number;
  /** From puckered to drawn apart. */
  width: number;
  teeth: number;
  tongue: number;
};

/** How a shape looks at its fullest, and how much it insists on it: lips that do not meet make no m. */
const SHAPES: Record<MouthShape, Mouth & { weight: number }> = {
  rest: { open: 0, width: 0.5, teeth: 0, tongue: 0, weight: 0.8 },
  closed: { open: 0, width: 0.46, teeth: 0, tongue: 0, weight: 3.2 },
  teeth: { open: 0.16, width: 0.52, teeth: 1, tongue: 0, weight: 1.8 },
  tongue: { open: 0.38, width: 0.55, teeth: 0.5, tongue: 1, weight: 1 },
  narrow: { open: 0.24, width: 0.62, teeth: 0.9, tongue: 0.1, weight: 0.9 },
  mid: { open: 0.5, width: 0.56, teeth: 0.4, tongue: 0.3, weight: 0.9 },
  wide: { open: 0.5, width: 0.95, teeth: 0.7, tongue: 0.2, weight: 1.2 },
  open: { open: 1, width: 0.66, teeth: 0.4, tongue: 0.5, weight: 1.4 },
  round: { open: 0.74, width: 0.26, teeth: 0, tongue: 0.3, weight: 1.4 },
  pucker: { open: 0.34, width: 0.08, teeth: 0, tongue: 0, weight: 1.4 },
};
/** Sounds this near to each other shape the mouth together; it begins to move before its sound is heard. */
const REACH_S = 0.075;
const AHEAD_S = 0.035;
/** Loudness is looked at in steps of this. */
const STEP_S = 0.01;

/** Follows a speech with the mouth: shapes flow into each other, and a loud sound opens it wider than a soft one. */
export class MouthTrack {
  readonly #moves: readonly MouthMove[];
  readonly #loudness: Float32Array;

  constructor(speech: Pick<Speech, "mouth" | "wav" | "sampleRate">) {
    this.#moves = speech.mouth;
    this.#loudness = loudnessSteps(speech.wav.subarray(44), speech.sampleRate);
  }

  at(timeS: number): Mouth {
    const middle = timeS + AHEAD_S;
    const sum = { open: 0, width: 0, teeth: 0, tongue: 0 };
    let total = 0;
    for (let at = this.#indexAt(middle - REACH_S); at < this.#moves.length; at++) {
      const fromS = at < 0 ? Number.NEGATIVE_INFINITY : this.#moves[at]!.atS;
      if (fromS > middle + REACH_S) break;
      const toS = this.#moves[at + 1]?.atS ?? Number.POSITIVE_INFINITY;
      const shape = SHAPES[at < 0 ? "rest" : this.#moves[at]!.shape];
      const weight = shape.weight * (share(toS - middle) - share(fromS - middle));
      for (const part of ["open", "width", "teeth", "tongue"] as const) sum[part] += shape[part] * weight;
      total += weight;
    }
    const mouth = { ...sum };
    for (const part of ["open", "width", "teeth", "tongue"] as const) mouth[part] /= total || 1;
    mouth.open *= 0.45 + 0.55 * this.loudnessAt(timeS);
    return mouth;
  }

  /** 0 is silence, 1 the loudest this voice becomes. */
  loudnessAt(timeS: number): number {
    const at = timeS / STEP_S;
    const [low, high] = [Math.floor(at), Math.ceil(at)];
    const [before, after] = [this.#loudness[low] ?? 0, this.#loudness[high] ?? 0];
    return before + (after - before) * (at - low);
  }

  /** The last move that began before, or −1. */
  #indexAt(timeS: number): number {
    let [low, high] = [-1, this.#moves.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#moves[middle]!.atS <= timeS) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** How much of a bell that ends at ±REACH_S lies before a distance from its middle. */
function share(distanceS: number): number {
  const x = Math.max(-1, Math.min(1, distanceS / REACH_S));
  return 0.5 + x / 2 + Math.sin(Math.PI * x) / (2 * Math.PI);
}

/** Smoothed, and on a scale that ears would agree with. */
function loudnessSteps(pcm: Buffer, sampleRate: number): Float32Array {
  const step = Math.round(STEP_S * sampleRate);
  const steps = new Float32Array(Math.ceil(pcm.length / 2 / step));
  for (let at = 0; at < steps.length; at++) {
    let sum = 0;
    const to = Math.min(pcm.length / 2, (at + 1) * step);
    for (let sample = at * step; sample < to; sample++) sum += (pcm.readInt16LE(sample * 2) / 32_768) ** 2;
    const decibels = 10 * Math.log10(sum / step + 1e-9);
    steps[at] = Math.max(0, Math.min(1, (decibels + 42) / 28));
  }
  return steps.map((_, at) => {
    const near = steps.subarray(Math.max(0, at - 3), at + 4);
    return near.reduce((sum, each) => sum + each, 0) / near.length;
  });
}
