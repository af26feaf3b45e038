import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createRandom, createSheet, ease, HEIGHT, laySheet, type Scene, WIDTH } from "../scene.ts";
import type { Cue } from "../voice.ts";

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const SEEDS_PER_HEAD = 144;
const GROWING_SECONDS = 26;
const LIFE_SECONDS = 110;
const HEAD_SIZE = 120;
const GROUND = 312;
const FADING_SECONDS = 8;
/** How far the blades reach above the ground line. */
const GRASS_RISE = 40;

interface Flower {
  x: number;
  height: number;
  size: number;
  palette: readonly [string, string, string];
  plantedAt: number;
  head: { sheet: Canvas; context: SKRSContext2D };
  seedsDrawn: number;
  /** Under the flower, when somebody asked for it. */
  label: string | null;
}

const PALETTES = [
  ["#ffd166", "#f3722c", "#7f2a1d"],
  ["#ff9fb2", "#e0457b", "#5c1a45"],
  ["#fff1c9", "#f4a259", "#8c4a1f"],
  ["#cdb4ff", "#7b5ce0", "#2b2360"],
  ["#b8f2e6", "#38a3a5", "#114b5f"],
] as const;

/** Sunflowers that grow seed by seed at the golden angle, in a wind that carries digits instead of pollen. */
export class NumberGardenScene implements Scene {
  private readonly backdrop: Canvas;
  private readonly grass: Canvas;
  private readonly digits: Canvas[];
  private readonly drifting: Array<{ digit: number; x: number; y: number; speed: number; phase: number }>;
  private readonly flowers: Flower[] = [];
  private gustUntil = 0;

  constructor(private readonly random: () => number = createRandom(89)) {
    this.backdrop = paintBackdrop();
    this.grass = this.paintGrass();
    this.digits = Array.from({ length: 10 }, (_, digit) => paintDigit(String(digit)));
    this.drifting = Array.from({ length: 34 }, () => ({
      digit: Math.floor(this.random() * 10),
      x: this.random() * WIDTH,
      y: 30 + this.random() * 250,
      speed: 8 + this.random() * 16,
      phase: this.random() * 6.3,
    }));
    // Planted in the past at different times, so that the garden is in bloom from the first frame.
    for (const [index, x] of [92, 196, 312, 424, 540].entries()) this.plant(x, -14 - index * 17, null);
  }

  paint(context: SKRSContext2D, seconds: number): void {
    laySheet(context, this.backdrop, 0, 0);
    this.paintDigits(context, seconds);
    for (const [index, flower] of this.flowers.entries()) {
      if (seconds - flower.plantedAt > LIFE_SECONDS) this.replant(index, flower, seconds);
      this.paintFlower(context, flower, seconds);
    }
    laySheet(context, this.grass, 0, GROUND - GRASS_RISE);
  }

  /** "plant" puts a flower with the asker's name into the garden; "wind" makes a gust. */
  cue(cue: Cue, seconds: number): void {
    if (cue.kind === "wind") this.gustUntil = seconds + 9;
    if (cue.kind === "plant") {
      if (this.flowers.length >= 9) this.flowers.splice(5, 1);
      this.plant(60 + this.random() * (WIDTH - 120), seconds, cue.by);
    }
  }

  private plant(x: number, plantedAt: number, label: string | null): void {
    const palette = PALETTES[Math.floor(this.random() * PALETTES.length)] ?? PALETTES[0];
    const size = 46 + this.random() * 40;
    const height = 100 + this.random() * 90;
    const head = createSheet(HEAD_SIZE, HEAD_SIZE);
    this.flowers.push({ x, height, size, palette, plantedAt, head, seedsDrawn: 0, label });
  }

  /** A guest's flower is gone when it has withered; the gardener's own come back in the same place. */
  private replant(index: number, flower: Flower, seconds: number): void {
    if (flower.label !== null) {
      this.flowers.splice(index, 1);
      return;
    }
    flower.plantedAt = seconds;
    flower.seedsDrawn = 0;
    flower.head = createSheet(HEAD_SIZE, HEAD_SIZE);
    flower.palette = PALETTES[Math.floor(this.random() * PALETTES.length)] ?? PALETTES[0];
  }

  private paintFlower(context: SKRSContext2D, flower: Flower, seconds: number): void {
    const age = seconds - flower.plantedAt;
    const growth = ease(age, 0, GROWING_SECONDS);
    const gust =
      1 + 4 * (1 - ease(seconds, this.gustUntil - 3, this.gustUntil)) * Number(seconds < this.gustUntil);
    const sway = Math.sin(seconds * 0.8 + flower.x) * 5 * growth * gust;
    const top = GROUND - flower.height * growth;
    const headX = flower.x + sway;
    context.globalAlpha = 1 - ease(age, LIFE_SECONDS - FADING_SECONDS, LIFE_SECONDS);
    context.strokeStyle = "#2f5d3a";
    context.lineWidth = 3.5;
    context.lineCap = "round";
    context.beginPath();
    context.moveTo(flower.x, GROUND + 20);
    context.quadraticCurveTo(flower.x + sway * 0.2, (GROUND + top) / 2, headX, top);
    context.stroke();
    this.paintLeaves(context, flower, growth, sway);
    this.growHead(flower, age);
    const size = flower.size * (0.25 + 0.75 * growth);
    context.fillStyle = flower.palette[2];
    context.beginPath();
    context.arc(headX, top, size * 0.34, 0, Math.PI * 2);
    context.fill();
    context.save();
    context.translate(headX, top);
    context.rotate(sway * 0.012 + age * 0.01);
    context.drawImage(flower.head.sheet, -size / 2, -size / 2, size, size);
    context.restore();
    if (flower.label !== null) this.paintLabel(context, flower.label, headX, top - size / 2 - 6);
    context.globalAlpha = 1;
  }

  private paintLeaves(context: SKRSContext2D, flower: Flower, growth: number, sway: number): void {
    context.fillStyle = "#3c7a4b";
    for (const [side, part] of [
      [-1, 0.42],
      [1, 0.6],
    ] as const) {
      const x = flower.x + sway * 0.2;
      const y = GROUND - flower.height * growth * part;
      const length = 24 * growth * side;
      context.beginPath();
      context.moveTo(x, y);
      context.quadraticCurveTo(x + length * 0.5, y - 13, x + length, y - 7);
      context.quadraticCurveTo(x + length * 0.5, y + 3, x, y);
      context.fill();
    }
  }

  /** Adds the seeds that are due. Seeds stay where they are put, so each is drawn once in a flower's life. */
  private growHead(flower: Flower, age: number): void {
    const due = Math.floor(ease(age, 1, GROWING_SECONDS) * SEEDS_PER_HEAD);
    if (flower.seedsDrawn >= due) return;
    const { context } = flower.head;
    const [petal, middle, heart] = flower.palette;
    for (; flower.seedsDrawn < due; flower.seedsDrawn += 1) {
      // From the rim inwards: the petals open first and the heart fills last.
      const seed = SEEDS_PER_HEAD - flower.seedsDrawn;
      const radius = 4.6 * Math.sqrt(seed);
      const angle = seed * GOLDEN_ANGLE;
      const part = seed / SEEDS_PER_HEAD;
      context.fillStyle = part > 0.55 ? petal : part > 0.25 ? middle : heart;
      context.globalAlpha = part > 0.55 ? 0.9 : 1;
      context.beginPath();
      context.arc(
        HEAD_SIZE / 2 + Math.cos(angle) * radius,
        HEAD_SIZE / 2 + Math.sin(angle) * radius,
        1.6 + part * 3.2,
        0,
        Math.PI * 2,
      );
      context.fill();
    }
  }

  private paintLabel(context: SKRSContext2D, label: string, x: number, y: number): void {
    context.font = '600 13px "Molt Sans"';
    context.textAlign = "center";
    context.fillStyle = "#fff4df";
    context.fillText(label, x, y);
    context.textAlign = "left";
  }

  private paintDigits(context: SKRSContext2D, seconds: number): void {
    const gust = seconds < this.gustUntil ? 1 : 0;
    for (const mote of this.drifting) {
      if (gust > 0) mote.x += 5;
      const x = ((mote.x + seconds * mote.speed) % (WIDTH + 40)) - 20;
      const y = mote.y + Math.sin(seconds * 0.6 + mote.phase) * 14;
      const image = this.digits[mote.digit];
      context.globalAlpha = 0.3 + 0.3 * Math.sin(seconds * 0.9 + mote.phase);
      if (image !== undefined) laySheet(context, image, x, y);
    }
    context.globalAlpha = 1;
  }

  private paintGrass(): Canvas {
    const height = HEIGHT - GROUND + GRASS_RISE;
    const { sheet, context } = createSheet(WIDTH, height);
    const soil = context.createLinearGradient(0, 20, 0, height);
    soil.addColorStop(0, "#2c5138");
    soil.addColorStop(1, "#15261f");
    context.fillStyle = soil;
    context.beginPath();
    context.moveTo(0, height);
    for (let x = 0; x <= WIDTH; x += 8) context.lineTo(x, 38 + Math.sin(x * 0.017) * 7);
    context.lineTo(WIDTH, height);
    context.fill();
    for (let blade = 0; blade < 420; blade += 1) {
      const x = this.random() * WIDTH;
      const base = 44 + Math.sin(x * 0.017) * 7 + this.random() * 10;
      context.strokeStyle = this.random() < 0.5 ? "#3d6f48" : "#264a34";
      context.lineWidth = 1.4;
      context.beginPath();
      context.moveTo(x, base);
      context.quadraticCurveTo(
        x + 2,
        base - 8,
        x + (this.random() - 0.5) * 12,
        base - 8 - this.random() * 14,
      );
      context.stroke();
    }
    return sheet;
  }
}

function paintBackdrop(): Canvas {
  const { sheet, context } = createSheet(WIDTH, HEIGHT);
  const dusk = context.createLinearGradient(0, 0, 0, GROUND);
  for (const [stop, color] of [
    [0, "#3d2c5e"],
    [0.4, "#a84f7a"],
    [0.75, "#f08a6b"],
    [1, "#ffd29b"],
  ] as const) {
    dusk.addColorStop(stop, color);
  }
  context.fillStyle = dusk;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  const sun = context.createRadialGradient(150, 262, 10, 150, 262, 190);
  sun.addColorStop(0, "rgba(255, 246, 214, 0.95)");
  sun.addColorStop(0.16, "rgba(255, 232, 176, 0.6)");
  sun.addColorStop(1, "rgba(255, 220, 160, 0)");
  context.fillStyle = sun;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  for (const [color, y, wave] of [
    ["#8a4a6b", 262, 0.011],
    ["#5b4a5f", 282, 0.016],
    ["#3a4a4b", 298, 0.009],
  ] as const) {
    context.fillStyle = color;
    context.beginPath();
    context.moveTo(0, HEIGHT);
    for (let x = 0; x <= WIDTH; x += 8) context.lineTo(x, y + Math.sin(x * wave + y) * 15);
    context.lineTo(WIDTH, HEIGHT);
    context.fill();
  }
  return sheet;
}

function paintDigit(text: string): Canvas {
  const { sheet, context } = createSheet(18, 22);
  context.font = '500 17px "Molt Mono"';
  context.fillStyle = "#fff4df";
  context.fillText(text, 3, 17);
  return sheet;
}
