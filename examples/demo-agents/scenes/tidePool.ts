import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createRandom, createSheet, ease, HEIGHT, laySheet, layStrip, type Scene, WIDTH } from "../scene.ts";
import type { Cue } from "../voice.ts";

const HORIZON = 236;
const FIGURE_SECONDS = 26;
const METEOR_SECONDS = 1.6;

interface Star {
  x: number;
  y: number;
  size: number;
  phase: number;
}

/** One imagined constellation: which stars it joins and what it is called. */
interface Figure {
  name: string;
  stars: Star[];
}

const NAMES = [
  "The Patient Ladle",
  "Hermit's Lantern",
  "The Unfinished Knot",
  "Grandmother Crab",
  "The Lost Oar",
  "Seven Kettles",
  "The Sleeping Gull",
  "Low Tide's Crown",
];

/** Night over a tide pool: stars, constellations that somebody draws between them, and all of it again in the water. */
export class TidePoolScene implements Scene {
  private readonly sky = createSheet(WIDTH, HORIZON);
  private readonly backdrop: Canvas;
  private readonly rocks: Canvas;
  private readonly stars: Star[];
  private readonly figures: Figure[];
  private readonly meteors: Array<{ x: number; y: number; startedAt: number }> = [];
  private dedication: { name: string; until: number } | null = null;

  constructor(private readonly random: () => number = createRandom(7)) {
    this.stars = Array.from({ length: 70 }, () => this.createStar());
    this.backdrop = this.paintBackdrop();
    this.rocks = this.paintRocks();
    this.figures = NAMES.map((name) => ({ name, stars: this.chooseStars() }));
  }

  paint(context: SKRSContext2D, seconds: number): void {
    this.paintSky(this.sky.context, seconds);
    laySheet(context, this.sky.sheet, 0, 0);
    this.paintWater(context, seconds);
    laySheet(context, this.rocks, 0, 0);
    this.paintAnemones(context, seconds);
  }

  /** "wish" sends a shooting star over the sky; "name" names the next constellation after the one who asked. */
  cue(cue: Cue, seconds: number): void {
    if (cue.kind === "wish" && this.meteors.length < 6) {
      this.meteors.push({
        x: 60 + this.random() * 320,
        y: 20 + this.random() * 60,
        startedAt: seconds + 0.3,
      });
    }
    if (cue.kind === "name")
      this.dedication = { name: `${cue.by}'s ${capitalize(cue.word)}`, until: seconds + 40 };
  }

  private paintSky(context: SKRSContext2D, seconds: number): void {
    context.globalAlpha = 1;
    laySheet(context, this.backdrop, 0, 0);
    context.fillStyle = "#eef6ff";
    for (const star of this.stars) {
      context.globalAlpha = 0.55 + 0.45 * Math.sin(seconds * 0.9 + star.phase);
      context.fillRect(star.x - star.size / 2, star.y - star.size / 2, star.size, star.size);
    }
    this.paintFigure(context, seconds);
    this.paintMeteors(context, seconds);
    context.globalAlpha = 1;
  }

  private paintFigure(context: SKRSContext2D, seconds: number): void {
    const age = seconds % FIGURE_SECONDS;
    const figure = this.figures[Math.floor(seconds / FIGURE_SECONDS) % this.figures.length];
    if (figure === undefined) return;
    const opacity = ease(age, 0.5, 2) * (1 - ease(age, FIGURE_SECONDS - 3, FIGURE_SECONDS - 0.5));
    const drawn = ease(age, 1, 10) * (figure.stars.length - 1);
    context.strokeStyle = "#9fe8e0";
    context.lineWidth = 1;
    context.globalAlpha = 0.75 * opacity;
    context.beginPath();
    for (const [index, star] of figure.stars.entries()) {
      const previous = figure.stars[index - 1];
      if (previous === undefined) context.moveTo(star.x, star.y);
      else if (drawn >= index) context.lineTo(star.x, star.y);
      else if (drawn > index - 1) {
        const part = drawn - (index - 1);
        context.lineTo(previous.x + (star.x - previous.x) * part, previous.y + (star.y - previous.y) * part);
      }
    }
    context.stroke();
    context.fillStyle = "#d8fff8";
    for (const [index, star] of figure.stars.entries()) {
      context.globalAlpha = opacity * ease(drawn, index - 0.4, index);
      context.beginPath();
      context.arc(star.x, star.y, 2.4, 0, Math.PI * 2);
      context.fill();
    }
    this.paintFigureName(context, figure, opacity * ease(age, 9, 11.5), seconds);
  }

  private paintFigureName(context: SKRSContext2D, figure: Figure, opacity: number, seconds: number): void {
    if (opacity <= 0) return;
    const dedicated =
      this.dedication !== null && seconds < this.dedication.until ? this.dedication.name : null;
    const bottom = Math.max(...figure.stars.map((star) => star.y));
    const middle = figure.stars.reduce((sum, star) => sum + star.x, 0) / figure.stars.length;
    context.globalAlpha = opacity;
    context.font = 'italic 500 19px "Molt Serif"';
    context.textAlign = "center";
    context.fillStyle = "#cfeee9";
    context.fillText(dedicated ?? figure.name, middle, Math.min(bottom + 24, HORIZON - 12));
    context.textAlign = "left";
  }

  private paintMeteors(context: SKRSContext2D, seconds: number): void {
    if (this.random() < 0.0012) this.cue({ kind: "wish", by: "", word: "" }, seconds);
    const finished = this.meteors.findIndex((meteor) => seconds > meteor.startedAt + METEOR_SECONDS);
    if (finished >= 0) this.meteors.splice(finished, 1);
    for (const meteor of this.meteors) {
      const flight = ease(seconds, meteor.startedAt, meteor.startedAt + METEOR_SECONDS);
      const x = meteor.x + flight * 230;
      const y = meteor.y + flight * 80;
      const tail = context.createLinearGradient(x - 70, y - 24, x, y);
      tail.addColorStop(0, "rgba(255,255,255,0)");
      tail.addColorStop(1, "#ffffff");
      context.globalAlpha = Math.sin(flight * Math.PI);
      context.strokeStyle = tail;
      context.lineWidth = 2;
      context.beginPath();
      context.moveTo(x - 70, y - 24);
      context.lineTo(x, y);
      context.stroke();
    }
  }

  /** The sky upside down, in strips that sway: the further from the horizon, the wider. */
  private paintWater(context: SKRSContext2D, seconds: number): void {
    const stripHeight = 4;
    for (let y = HORIZON; y < HEIGHT; y += stripHeight) {
      const depth = (y - HORIZON) / (HEIGHT - HORIZON);
      const sway =
        Math.sin(seconds * 1.1 + y * 0.21) * (1 + depth * 5) + Math.sin(seconds * 0.47 + y * 0.07) * 3;
      const from = Math.max(0, HORIZON - (y - HORIZON) * 1.8 - stripHeight * 1.8);
      const seen = { x: 8, y: from, width: WIDTH - 16 };
      const mirrored = { x: sway - 12, y, width: WIDTH + 24 };
      layStrip(context, this.sky.sheet, seen, mirrored, stripHeight);
    }
    context.fillStyle = "rgba(3, 22, 34, 0.42)";
    context.fillRect(0, HORIZON, WIDTH, HEIGHT - HORIZON);
    context.fillStyle = "rgba(170, 230, 235, 0.35)";
    context.fillRect(0, HORIZON, WIDTH, 1);
  }

  /** Small lights among the rocks that breathe, as anemones do. */
  private paintAnemones(context: SKRSContext2D, seconds: number): void {
    for (const [index, { x, y }] of ANEMONES.entries()) {
      const breath = 0.5 + 0.5 * Math.sin(seconds * 0.7 + index * 1.7);
      context.strokeStyle = index % 2 === 0 ? "#5ff0d0" : "#ff8fb3";
      context.fillStyle = context.strokeStyle;
      context.globalAlpha = 0.12 + 0.12 * breath;
      context.beginPath();
      context.arc(x, y - 8, 12 + 4 * breath, 0, Math.PI * 2);
      context.fill();
      context.globalAlpha = 0.45 + 0.5 * breath;
      context.lineWidth = 1.3;
      context.beginPath();
      for (let arm = -3; arm <= 3; arm += 1) {
        const reach = 9 + 5 * breath - Math.abs(arm);
        const drift = Math.sin(seconds * 1.3 + arm + index) * 1.5;
        context.moveTo(x + arm * 0.6, y);
        context.quadraticCurveTo(x + arm * 3.2, y - reach * 0.4, x + arm * (2.2 + breath) + drift, y - reach);
      }
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  private createStar(): Star {
    const size = 1 + this.random() * 1.8;
    return {
      x: this.random() * WIDTH,
      y: this.random() * (HORIZON - 20),
      size,
      phase: this.random() * 6.3,
    };
  }

  /** A walk from star to near star, kept away from the edges where name and clock stand. */
  private chooseStars(): Star[] {
    const free = this.stars.filter(({ x, y }) => x > 70 && x < 560 && y > 48 && y < 185);
    const chosen: Star[] = [];
    let current = free.splice(Math.floor(this.random() * free.length), 1)[0];
    while (current !== undefined && chosen.length < 6) {
      chosen.push(current);
      const { x, y } = current;
      const far = free.filter((star) => Math.hypot(star.x - x, star.y - y) > 28);
      far.sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y));
      current = far[Math.floor(this.random() * Math.min(3, far.length))];
      if (current !== undefined) free.splice(free.indexOf(current), 1);
    }
    return chosen;
  }

  private paintBackdrop(): Canvas {
    const { sheet, context } = createSheet(WIDTH, HORIZON);
    const night = context.createLinearGradient(0, 0, 0, HORIZON);
    for (const [stop, color] of [
      [0, "#070b26"],
      [0.55, "#11315a"],
      [0.85, "#1d6a7d"],
      [1, "#3fa79d"],
    ] as const) {
      night.addColorStop(stop, color);
    }
    context.fillStyle = night;
    context.fillRect(0, 0, WIDTH, HORIZON);
    this.paintMilkyWay(context);
    const glow = context.createRadialGradient(508, 92, 8, 508, 92, 130);
    glow.addColorStop(0, "rgba(255, 244, 214, 0.55)");
    glow.addColorStop(0.2, "rgba(255, 236, 200, 0.16)");
    glow.addColorStop(1, "rgba(255, 236, 200, 0)");
    context.fillStyle = glow;
    context.fillRect(370, 0, 270, HORIZON);
    context.fillStyle = "#fff3d6";
    context.beginPath();
    context.arc(508, 92, 19, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = "rgba(214, 196, 160, 0.5)";
    for (const [x, y, radius] of [
      [502, 87, 4],
      [513, 97, 5],
      [509, 84, 2.5],
    ] as const) {
      context.beginPath();
      context.arc(x, y, radius, 0, Math.PI * 2);
      context.fill();
    }
    return sheet;
  }

  private paintMilkyWay(context: SKRSContext2D): void {
    for (let grain = 0; grain < 1500; grain += 1) {
      const along = this.random();
      const across = (this.random() + this.random() + this.random() - 1.5) * 70;
      context.globalAlpha = 0.1 + this.random() * 0.35;
      context.fillStyle = this.random() < 0.2 ? "#ffd9c2" : "#cfe4ff";
      const size = 0.4 + this.random() * 0.8;
      context.fillRect(along * WIDTH, 190 - along * 180 + across, size, size);
    }
    context.globalAlpha = 1;
  }

  private paintRocks(): Canvas {
    const { sheet, context } = createSheet(WIDTH, HEIGHT);
    for (const [color, lift, side] of [
      ["#0a2230", 26, 0],
      ["#061722", 0, 60],
    ] as const) {
      context.fillStyle = color;
      context.beginPath();
      context.moveTo(0, HEIGHT);
      for (let x = 0; x <= WIDTH; x += 16) {
        // High at both sides and low in the middle, so that the pool lies open towards the viewer.
        const bowl = (Math.abs(x - WIDTH / 2 - side / 3) / (WIDTH / 2)) ** 3 * 84;
        context.lineTo(
          x,
          HEIGHT - 6 - lift * 0.4 - bowl - Math.sin(x * 0.045 + lift) * 6 - this.random() * 5,
        );
      }
      context.lineTo(WIDTH, HEIGHT);
      context.fill();
    }
    return sheet;
  }
}

/** On the rocks to the right, clear of the chat line. */
const ANEMONES = [
  { x: 492, y: 346 },
  { x: 524, y: 336 },
  { x: 552, y: 343 },
  { x: 578, y: 322 },
  { x: 604, y: 334 },
  { x: 622, y: 308 },
] as const;

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
