import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { numbersFrom } from "../../../../src/lib/numbersFrom.ts";
import { darker, glassy, lighter, mixed } from "./colours.ts";
import type { Look } from "./look.ts";

type Frond = { x: number; height: number; width: number; lean: number; phase: number; colour: string };
type Mote = { x: number; y: number; radius: number; speed: number; phase: number; alpha: number };

/** Growth rings spread this slowly: one in as many seconds. */
const RING_S = 9;
const RINGS = 7;

/**
 * The pool around the host: light from above, growth rings that spread behind it, and what drifts and sways nearer and
 * farther. What stands still is painted once.
 */
export class Home {
  readonly #still: Canvas;
  readonly #width: number;
  readonly #height: number;
  readonly #centre: { x: number; y: number };
  readonly #ink: string;
  readonly #motes: Mote[];
  readonly #fronds: Frond[];
  readonly #phase: number;

  constructor(look: Look, width: number, height: number, centre: { x: number; y: number }, colour?: string) {
    this.#width = width;
    this.#height = height;
    this.#centre = centre;
    const ground = colour ?? look.creature.palette.ground;
    const water = colour
      ? { near: lighter(colour, 0.13), deep: darker(colour, 0.5) }
      : { near: look.colours.near, deep: look.colours.deep };
    this.#ink = lighter(ground, 0.75);
    const next = numbersFrom(`home of ${look.seed}`);
    this.#phase = next() * Math.PI * 2;
    const size = Math.min(width, height);
    this.#motes = Array.from({ length: look.home === "bubbles" ? 26 : 15 }, () => {
      const depth = next();
      return {
        x: next() * width,
        y: next() * height,
        radius: size * (0.002 + 0.008 * depth ** 3),
        speed: size * (0.008 + 0.03 * depth),
        phase: next() * 7,
        alpha: 0.1 + 0.2 * depth,
      };
    });
    this.#fronds = look.home === "weeds" || look.home === "coral" ? fronds(width, height, water, next) : [];
    this.#still = paintStill(look, width, height, centre, ground, water, next);
  }

  paint(brush: SKRSContext2D, timeS: number): void {
    brush.drawImage(this.#still, 0, 0);
    this.#paintRays(brush, timeS);
    this.#paintRings(brush, timeS);
    for (const frond of this.#fronds) this.#paintFrond(brush, frond, timeS);
    this.#paintMotes(brush, timeS);
  }

  #paintRings(brush: SKRSContext2D, timeS: number): void {
    const reach = Math.hypot(this.#width, this.#height) * 0.62;
    brush.lineWidth = this.#height * 0.004;
    for (let ring = 0; ring < RINGS; ring++) {
      const share = (ring + ((timeS / RING_S) % 1)) / RINGS;
      // Each is born behind the host and fades away before it leaves.
      const alpha = 0.13 * Math.sin(Math.PI * share ** 0.7);
      brush.strokeStyle = glassy(this.#ink, alpha);
      brush.beginPath();
      brush.arc(this.#centre.x, this.#centre.y, reach * share ** 1.15, 0, Math.PI * 2);
      brush.stroke();
    }
  }

  #paintRays(brush: SKRSContext2D, timeS: number): void {
    const [width, height] = [this.#width, this.#height];
    for (const [number, x] of [0.16, 0.42, 0.77].entries()) {
      const sway = Math.sin(timeS / (5 + number) + this.#phase + number * 2) * 0.03;
      const top = (x + sway * 0.4) * width;
      const foot = (x - 0.12 + sway) * width;
      const spread = width * (0.05 + 0.02 * number);
      const alpha = 0.035 + 0.015 * Math.sin(timeS / 3.1 + number * 1.7 + this.#phase);
      brush.fillStyle = glassy(this.#ink, alpha);
      brush.beginPath();
      brush.moveTo(top, 0);
      brush.lineTo(top + spread * 0.6, 0);
      brush.lineTo(foot + spread * 1.7, height);
      brush.lineTo(foot - spread * 0.6, height);
      brush.fill();
    }
  }

  #paintFrond(brush: SKRSContext2D, frond: Frond, timeS: number): void {
    const foot = this.#height * 1.02;
    const bend = (share: number) =>
      frond.x +
      frond.lean * share ** 1.6 +
      Math.sin(timeS * 0.9 + frond.phase + share * 2.2) * frond.width * 0.75 * share;
    brush.fillStyle = frond.colour;
    brush.beginPath();
    const steps = 6;
    const at = (step: number) => ({
      x: bend(step / steps),
      y: foot - frond.height * (step / steps),
      half: frond.width * 0.5 * (1 - (step / steps) ** 2.2) + 0.6,
    });
    for (let step = 0; step <= steps; step++) brush.lineTo(at(step).x - at(step).half, at(step).y);
    for (let step = steps; step >= 0; step--) brush.lineTo(at(step).x + at(step).half, at(step).y);
    brush.closePath();
    brush.lineJoin = "round";
    brush.fill();
  }

  #paintMotes(brush: SKRSContext2D, timeS: number): void {
    for (const { x, y, radius, speed, phase, alpha } of this.#motes) {
      const height = this.#height + radius * 4;
      const up = (((y - timeS * speed) % height) + height) % height;
      const side = x + Math.sin(timeS * 0.6 + phase) * radius * 3;
      brush.fillStyle = glassy(this.#ink, alpha);
      brush.beginPath();
      brush.arc(side, up - radius * 2, radius, 0, Math.PI * 2);
      brush.fill();
    }
  }
}

type Water = { near: string; deep: string };

function paintStill(
  look: Look,
  width: number,
  height: number,
  centre: { x: number; y: number },
  ground: string,
  water: Water,
  next: () => number,
): Canvas {
  const canvas = createCanvas(width, height);
  const brush = canvas.getContext("2d");
  const light = brush.createRadialGradient(
    centre.x,
    centre.y - height * 0.12,
    height * 0.05,
    centre.x,
    centre.y,
    Math.hypot(width, height) * 0.62,
  );
  light.addColorStop(0, water.near);
  light.addColorStop(0.42, ground);
  light.addColorStop(1, water.deep);
  brush.fillStyle = light;
  brush.fillRect(0, 0, width, height);
  for (const [number, share] of [0.2, 0.12].entries()) {
    brush.fillStyle = mixed(ground, water.deep, 0.35 + number * 0.3);
    paintBank(brush, width, height, height * share, next);
  }
  if (look.home === "stones") paintStones(brush, width, height, water, next);
  return canvas;
}

/** The floor of the pool, in soft hills. */
function paintBank(brush: SKRSContext2D, width: number, height: number, rise: number, next: () => number) {
  const hills = 4;
  const step = width / hills;
  brush.beginPath();
  brush.moveTo(-step, height);
  let y = height - rise * (0.5 + next() * 0.5);
  brush.lineTo(-step, y);
  for (let hill = 0; hill <= hills; hill++) {
    const x = hill * step;
    const to = height - rise * (0.4 + next() * 0.8);
    brush.bezierCurveTo(x - step * 0.5, y, x - step * 0.5, to, x, to);
    y = to;
  }
  brush.lineTo(width + step, y);
  brush.lineTo(width + step, height);
  brush.fill();
}

function paintStones(brush: SKRSContext2D, width: number, height: number, water: Water, next: () => number) {
  for (let stone = 0; stone < 7; stone++) {
    const side = stone % 2 === 0 ? next() * 0.27 : 1 - next() * 0.27;
    const radius = Math.min(width, height) * (0.05 + next() * 0.07);
    const [x, y] = [side * width, height - radius * (0.1 + next() * 0.3)];
    brush.fillStyle = mixed(water.near, water.deep, 0.35 + next() * 0.35);
    brush.beginPath();
    brush.ellipse(x, y, radius * 1.35, radius * 0.85, (next() - 0.5) * 0.3, 0, Math.PI * 2);
    brush.fill();
    brush.fillStyle = "rgba(255,255,255,0.05)";
    brush.beginPath();
    brush.ellipse(x - radius * 0.25, y - radius * 0.35, radius * 0.75, radius * 0.3, -0.15, 0, Math.PI * 2);
    brush.fill();
  }
}

/** Weeds at both sides, none before the host. */
function fronds(width: number, height: number, water: Water, next: () => number): Frond[] {
  const size = Math.min(width, height);
  return Array.from({ length: 10 }, (_, number) => {
    const side = number % 2 === 0 ? next() * 0.2 : 1 - next() * 0.2;
    const near = next();
    return {
      x: side * width,
      height: height * (0.22 + next() * 0.3),
      width: size * (0.018 + near * 0.022),
      lean: size * (next() - 0.5) * 0.12,
      phase: next() * 7,
      colour: mixed(water.near, water.deep, 0.3 + near * 0.55),
    };
  }).sort((a, b) => a.width - b.width);
}
