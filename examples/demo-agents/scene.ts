import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Cue } from "./voice.ts";

export const FRAME_WIDTH = 640;
export const FRAME_HEIGHT = 360;
export const FRAMES_PER_SECOND = 15;

/** A picture that moves. It draws the whole frame each time, so that a dropped frame leaves nothing behind. */
export interface Scene {
  /** `seconds` counts from the scene's start and never goes back. */
  paint(context: SKRSContext2D, seconds: number): void;
  /** Somebody in the chat asked for something; unknown kinds are ignored. */
  cue(cue: Cue, seconds: number): void;
}

/** A repeatable stream of random numbers (mulberry32), so that a scene looks the same after every restart. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** 0 before the start, 1 after the end, and smooth in between. */
export function ease(value: number, from: number, to: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
