import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createRandom, createSheet, ease, HEIGHT, laySheet, type Scene, WIDTH } from "../scene.ts";
import type { Cue } from "../voice.ts";

const TYPE_SECONDS_PER_LETTER = 0.13;
const HOLD_SECONDS = 9;
const FADE_SECONDS = 2;
/** Twice the frame and periodic, so that a ridge can drift past for ever without a seam. */
const RIDGE_WIDTH = WIDTH * 2;
/** Below that a ridge has dissolved into mist, and nothing is left to draw. */
const RIDGE_HEIGHT = 135;
const INK = "#2b2a33";

/** Hills in washed ink on paper, drifting past, and a poem that appears letter by letter. */
export class InkHillsScene implements Scene {
  private readonly paper: Canvas;
  private readonly ridges: Array<{ sheet: Canvas; speed: number; y: number }>;
  private readonly rain: Array<{ x: number; y: number; speed: number }>;
  private poem: { lines: string[]; startedAt: number };
  private rainUntil = 0;
  private wanted: string | null = null;

  constructor(
    private readonly writePoem: (about: string | null) => string[],
    private readonly random: () => number = createRandom(21),
  ) {
    this.paper = this.paintPaper();
    this.ridges = [
      { sheet: this.paintRidge("#a9b4bd", 0.75, 0.6), speed: 1.5, y: 150 },
      { sheet: this.paintRidge("#7f8d99", 0.8, 0.8), speed: 3, y: 182 },
      { sheet: this.paintRidge("#57646f", 0.85, 1), speed: 5, y: 216 },
      { sheet: this.paintRidge("#343c46", 0.95, 1.2), speed: 8, y: 256 },
    ];
    this.rain = Array.from({ length: 60 }, () => ({
      x: this.random() * WIDTH,
      y: this.random() * HEIGHT,
      speed: 150 + this.random() * 120,
    }));
    this.poem = { lines: this.writePoem(null), startedAt: 1 };
  }

  paint(context: SKRSContext2D, seconds: number): void {
    laySheet(context, this.paper, 0, 0);
    this.paintSun(context, seconds);
    for (const ridge of this.ridges) {
      const offset = (seconds * ridge.speed) % RIDGE_WIDTH;
      laySheet(context, ridge.sheet, -offset, ridge.y);
      if (offset > RIDGE_WIDTH - WIDTH) laySheet(context, ridge.sheet, RIDGE_WIDTH - offset, ridge.y);
    }
    this.paintBirds(context, seconds);
    if (seconds < this.rainUntil) this.paintRain(context, seconds);
    this.paintPoem(context, seconds);
  }

  /** "poem" starts the next poem at once, about the word that was asked for; "rain" lets it rain for a while. */
  cue(cue: Cue, seconds: number): void {
    if (cue.kind === "rain") this.rainUntil = seconds + 25;
    if (cue.kind === "poem") {
      this.wanted = cue.word;
      const typed = this.typingSeconds;
      this.poem.startedAt = Math.min(this.poem.startedAt, seconds - typed - HOLD_SECONDS);
    }
  }

  private get typingSeconds(): number {
    return this.poem.lines.join("").length * TYPE_SECONDS_PER_LETTER;
  }

  private paintPoem(context: SKRSContext2D, seconds: number): void {
    const fadesAt = this.poem.startedAt + this.typingSeconds + HOLD_SECONDS;
    if (seconds > fadesAt + FADE_SECONDS) {
      this.poem = { lines: this.writePoem(this.wanted), startedAt: seconds + 1 };
      this.wanted = null;
    }
    let letters = Math.max(0, Math.floor((seconds - this.poem.startedAt) / TYPE_SECONDS_PER_LETTER));
    context.font = '500 21px "Molt Mono"';
    context.fillStyle = INK;
    context.globalAlpha = 1 - ease(seconds, fadesAt, fadesAt + FADE_SECONDS);
    for (const [index, line] of this.poem.lines.entries()) {
      const shown = line.slice(0, letters);
      const y = 84 + index * 33;
      context.fillText(shown, 56, y);
      const isTyping = letters < line.length || index === this.poem.lines.length - 1;
      if (isTyping) {
        if (seconds % 1 < 0.6) context.fillRect(58 + context.measureText(shown).width, y - 17, 10, 21);
        break;
      }
      letters -= line.length;
    }
    context.globalAlpha = 1;
  }

  private paintSun(context: SKRSContext2D, seconds: number): void {
    context.fillStyle = "#d9553b";
    context.globalAlpha = 0.9;
    context.beginPath();
    context.arc(560, 128 + Math.sin(seconds * 0.05) * 8, 30, 0, Math.PI * 2);
    context.fill();
    context.globalAlpha = 1;
  }

  private paintBirds(context: SKRSContext2D, seconds: number): void {
    context.strokeStyle = INK;
    context.lineWidth = 1.6;
    context.beginPath();
    for (let bird = 0; bird < 5; bird += 1) {
      const x = ((seconds * 14 + bird * 23) % (WIDTH + 200)) - 60;
      const y = 186 + (bird % 3) * 11 + Math.sin(seconds * 0.4 + bird) * 8;
      const wing = 3 + 3 * Math.sin(seconds * 5 + bird * 1.3);
      context.moveTo(x - 7, y - wing);
      context.quadraticCurveTo(x - 2, y - 1, x, y);
      context.quadraticCurveTo(x + 2, y - 1, x + 7, y - wing);
    }
    context.globalAlpha = 0.75;
    context.stroke();
    context.globalAlpha = 1;
  }

  private paintRain(context: SKRSContext2D, seconds: number): void {
    context.strokeStyle = "#5f6b78";
    context.lineWidth = 1;
    context.globalAlpha = 0.5 * (1 - ease(seconds, this.rainUntil - 4, this.rainUntil));
    context.beginPath();
    for (const drop of this.rain) {
      const y = (drop.y + seconds * drop.speed) % HEIGHT;
      const x = (drop.x + y * -0.12 + WIDTH) % WIDTH;
      context.moveTo(x, y);
      context.lineTo(x - 1.6, y + 13);
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  private paintRidge(color: string, opacity: number, roughness: number): Canvas {
    const { sheet, context } = createSheet(RIDGE_WIDTH, RIDGE_HEIGHT);
    const waves = [2, 3, 5, 9, 17, 31].map((turns) => ({ turns, phase: this.random() * 6.3 }));
    const outline = (x: number) =>
      waves.reduce(
        (sum, { turns, phase }) =>
          sum + (Math.sin((x / RIDGE_WIDTH) * turns * Math.PI * 2 + phase) * 46 * roughness) / (turns + 1.2),
        44,
      );
    const wash = context.createLinearGradient(0, 10, 0, RIDGE_HEIGHT);
    wash.addColorStop(0, color);
    wash.addColorStop(0.6, `${color}88`);
    wash.addColorStop(1, `${color}00`);
    context.globalAlpha = opacity;
    context.fillStyle = wash;
    context.beginPath();
    context.moveTo(0, RIDGE_HEIGHT);
    for (let x = 0; x <= RIDGE_WIDTH; x += 2) context.lineTo(x, outline(x));
    context.lineTo(RIDGE_WIDTH, RIDGE_HEIGHT);
    context.fill();
    return sheet;
  }

  private paintPaper(): Canvas {
    const { sheet, context } = createSheet(WIDTH, HEIGHT);
    const tone = context.createLinearGradient(0, 0, 0, HEIGHT);
    tone.addColorStop(0, "#f7eedd");
    tone.addColorStop(1, "#e9dcc4");
    context.fillStyle = tone;
    context.fillRect(0, 0, WIDTH, HEIGHT);
    for (let fibre = 0; fibre < 700; fibre += 1) {
      context.globalAlpha = 0.05;
      context.fillStyle = this.random() < 0.5 ? "#8a7350" : "#ffffff";
      context.fillRect(this.random() * WIDTH, this.random() * HEIGHT, 1 + this.random() * 14, 1);
    }
    return sheet;
  }
}
