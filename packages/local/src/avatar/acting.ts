import { numbersFrom } from "../../../../src/lib/numbersFrom.ts";
import type { Speech } from "../speech/speech.ts";
import { type Mouth, MouthTrack } from "./mouth.ts";

/** How the host holds itself at one moment. Lengths are in units of its 64 × 64 drawing, angles in radians. */
export type Pose = {
  mouth: Mouth;
  /** 0 is open, 1 is shut. */
  lids: number;
  gaze: { x: number; y: number };
  /** 0 at rest, 1 raised. */
  brows: number;
  head: { x: number; y: number; angle: number };
  /** The shell follows the head a moment later. */
  shellAngle: number;
  /** −1 is breathed out, 1 breathed in. */
  breath: number;
  /** How high each hand is held, from 0 to 1. */
  hands: { left: number; right: number };
};

type Blink = { atS: number };
type Glance = { fromS: number; toS: number; x: number; y: number };
type Beat = { atS: number; strength: number };

const BLINK_S = { shut: 0.08, held: 0.04, open: 0.14 };
const GLANCE_MOVE_S = 0.12;
const BEAT_S = 0.42;
/** Nobody nods at every stress. */
const BEATS_APART_S = 0.75;

/**
 * What the host does while it speaks, worked out before: when it blinks, looks aside, nods and gestures. Everything follows from the
 * speech and the seed.
 */
export class Acting {
  readonly #mouth: MouthTrack;
  readonly #blinks: readonly Blink[];
  readonly #glances: readonly Glance[];
  readonly #beats: readonly Beat[];
  readonly #phases: readonly number[];
  readonly #speech: Speech;

  constructor(speech: Speech, seed: string) {
    const next = numbersFrom(`acting of ${seed}`);
    this.#speech = speech;
    this.#mouth = new MouthTrack(speech);
    const pauses = pausesOf(speech);
    this.#blinks = blinksOf(speech.durationS, pauses, next);
    this.#glances = glancesOf(speech.durationS, pauses, next);
    this.#beats = beatsOf(speech, this.#mouth, next);
    this.#phases = Array.from({ length: 8 }, () => next() * Math.PI * 2);
  }

  get loudness(): (timeS: number) => number {
    return (timeS) => this.#mouth.loudnessAt(timeS);
  }

  poseAt(timeS: number): Pose {
    const wave = (number: number, periodS: number, at = timeS) =>
      Math.sin((at / periodS) * Math.PI * 2 + this.#phases[number]!);
    const beat = this.#beatAt(timeS);
    const angle = (at: number) =>
      0.026 * wave(0, 5.3, at) + 0.014 * wave(1, 2.9, at) + 0.022 * this.#tiltAt(at);
    const talks = this.#talkAt(timeS);
    return {
      mouth: this.#mouth.at(timeS),
      lids: this.#lidsAt(timeS),
      gaze: this.#gazeAt(timeS),
      brows: Math.min(1, beat * 0.9 + 0.12 + 0.12 * wave(2, 4.1)),
      head: {
        x: 0.9 * wave(3, 6.1) + 0.35 * wave(1, 2.9),
        y: 0.35 * wave(4, 3.9) + 1.1 * beat - 0.35 * this.#mouth.loudnessAt(timeS),
        angle: angle(timeS),
      },
      shellAngle: angle(timeS - 0.12) * 1.25,
      breath: wave(4, 3.9),
      hands: {
        left: talks * (0.38 + 0.3 * wave(5, 3.3) + 0.42 * beat),
        right: talks * (0.36 + 0.3 * wave(6, 2.7) + 0.42 * this.#beatAt(timeS - 0.08)),
      },
    };
  }

  #lidsAt(timeS: number): number {
    let lids = 0;
    for (const { atS } of this.#blinks) {
      const since = timeS - atS;
      if (since < 0 || since > BLINK_S.shut + BLINK_S.held + BLINK_S.open) continue;
      if (since < BLINK_S.shut) lids = eased(since / BLINK_S.shut);
      else lids = 1 - eased(Math.max(0, since - BLINK_S.shut - BLINK_S.held) / BLINK_S.open);
    }
    return lids;
  }

  #gazeAt(timeS: number): Pose["gaze"] {
    for (const { fromS, toS, x, y } of this.#glances) {
      if (timeS < fromS || timeS > toS) continue;
      const share = eased(Math.min(1, (timeS - fromS) / GLANCE_MOVE_S, (toS - timeS) / GLANCE_MOVE_S));
      return { x: x * share, y: y * share };
    }
    return { x: 0, y: 0 };
  }

  #beatAt(timeS: number): number {
    let sum = 0;
    for (const { atS, strength } of this.#beats) {
      const since = timeS - atS + BEAT_S * 0.35;
      if (since > 0 && since < BEAT_S) sum += strength * Math.sin((since / BEAT_S) * Math.PI) ** 2;
    }
    return Math.min(1, sum);
  }

  /** To one side with one thought, to the other with the next. */
  #tiltAt(timeS: number): number {
    let tilt = 0;
    for (const [number, { atS }] of this.#beats.entries()) {
      const since = timeS - atS;
      if (since < 0) break;
      const to = number % 4 < 2 ? 1 : -1;
      tilt += (to - tilt) * eased(Math.min(1, since / 0.7));
    }
    return tilt;
  }

  /** 0 before the first word and after the last. */
  #talkAt(timeS: number): number {
    const [first, last] = [this.#speech.words[0], this.#speech.words.at(-1)];
    if (!first || !last) return 0;
    return eased(
      Math.min(1, Math.max(0, (timeS - first.startS) / 0.5), Math.max(0, (last.endS + 0.35 - timeS) / 0.5)),
    );
  }
}

export const eased = (share: number) => share * share * (3 - 2 * share);

function pausesOf(speech: Speech): number[] {
  return speech.words
    .filter((word, at) => (speech.words[at + 1]?.startS ?? Number.POSITIVE_INFINITY) - word.endS > 0.2)
    .map(({ endS }) => endS);
}

/** Every two to five seconds, and often where a sentence ends. */
function blinksOf(durationS: number, pauses: readonly number[], next: () => number): Blink[] {
  const blinks: Blink[] = [];
  let atS = 0.5 + next() * 1.5;
  while (atS < durationS) {
    const pause = pauses.find((each) => Math.abs(each - atS) < 0.8);
    if (pause !== undefined && pause - (blinks.at(-1)?.atS ?? -9) > 1) atS = pause + 0.03;
    blinks.push({ atS });
    if (next() < 0.12) blinks.push({ atS: atS + 0.34 });
    atS += 2 + next() * 3.2;
  }
  return blinks;
}

/** Mostly it looks at whoever watches, and aside to think, where it pauses. */
function glancesOf(durationS: number, pauses: readonly number[], next: () => number): Glance[] {
  const glances: Glance[] = [];
  let fromS = 1.8 + next() * 2;
  while (fromS < durationS - 1.2) {
    const pause = pauses.find((each) => Math.abs(each - fromS) < 1.2);
    if (pause !== undefined && pause > (glances.at(-1)?.toS ?? 0)) fromS = pause;
    const toS = fromS + 0.5 + next() * 0.8;
    glances.push({ fromS, toS, x: (next() < 0.5 ? -1 : 1) * (0.5 + next() * 0.5), y: next() * 1.2 - 0.7 });
    fromS = toS + 2.2 + next() * 3;
  }
  return glances;
}

/** The loudest of the stresses, not too near to each other. */
function beatsOf(speech: Speech, mouth: MouthTrack, next: () => number): Beat[] {
  const beats: Beat[] = [];
  for (const { atS, stressed } of speech.mouth) {
    if (!stressed) continue;
    const strength = mouth.loudnessAt(atS + 0.06) * (0.55 + next() * 0.45);
    const last = beats.at(-1);
    if (!last || atS - last.atS >= BEATS_APART_S) beats.push({ atS, strength });
    else if (strength > last.strength * 1.25) Object.assign(last, { atS, strength });
  }
  return beats;
}
