import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import type { Cue } from "./voice.ts";

/** The paper that scenes are laid out on. */
export const WIDTH = 640;
export const HEIGHT = 360;
/** Pixels of the video per unit of the paper. More is crisper, and dearer to draw and encode. */
const SCALE = 1.2;
export const FRAME_WIDTH = WIDTH * SCALE;
export const FRAME_HEIGHT = HEIGHT * SCALE;
export const FRAMES_PER_SECOND = 15;

/** A transparent sheet, measured like the paper and as fine as the video, to draw something on once and use it often. */
export function createSheet(width: number, height: number): { sheet: Canvas; context: SKRSContext2D } {
  const sheet = createCanvas(Math.ceil(width * SCALE), Math.ceil(height * SCALE));
  const context = sheet.getContext("2d");
  context.scale(SCALE, SCALE);
  return { sheet, context };
}

/** Lays a sheet down with its upper left corner at a place of the paper. */
export function laySheet(context: SKRSContext2D, sheet: Canvas, x: number, y: number): void {
  context.drawImage(sheet, x, y, sheet.width / SCALE, sheet.height / SCALE);
}

/** One horizontal strip of a sheet, moved and stretched. */
export function layStrip(
  context: SKRSContext2D,
  sheet: Canvas,
  from: { x: number; y: number; width: number },
  to: { x: number; y: number; width: number },
  height: number,
): void {
  context.drawImage(
    sheet,
    ...[from.x * SCALE, from.y * SCALE, from.width * SCALE, height * SCALE],
    ...([to.x, to.y, to.width, height] as [number, number, number, number]),
  );
}

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
