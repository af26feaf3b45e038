import { type Canvas, createCanvas, Path2D, type SKRSContext2D } from "@napi-rs/canvas";
import type { Pose } from "./acting.ts";
import { darker, glassy, lighter, mixed } from "./colours.ts";
import { type FacePaints, paintFace } from "./face.ts";
import type { Look } from "./look.ts";
import { paintShell } from "./shell.ts";
import { paintCloth } from "./wardrobe.ts";

/** Where the drawing of 64 × 64 units stands in the picture. */
export type Place = { x: number; y: number; scale: number };

const HEAD = "M11 72C10 52 19 41 32 41s22 11 21 31C53 81 11 81 11 72Z";
/** The head turns about here. */
const NECK = { x: 32, y: 76 };

/** The agent's creature, dressed and alive. What does not change its shape is painted once and moved as a picture. */
export class Host {
  readonly #look: Look;
  readonly #place: Place;
  readonly #shell: Part;
  readonly #head: Part;
  readonly #cloth: Part;
  readonly #paints: FacePaints;

  constructor(look: Look, place: Place) {
    this.#look = look;
    this.#place = place;
    const { body, cheek } = look.creature.palette;
    this.#paints = {
      lid: mixed(body, cheek, 0.28),
      brow: mixed(body, "#2a1a14", 0.62),
      rim: glassy(darker(look.colours.bodyShade, 0.35), 0.35),
    };
    this.#shell = this.#picture(SHELL_BOX, (brush) => paintShell(brush, look));
    this.#head = this.#picture(HEAD_BOX, (brush) => paintHead(brush, look));
    this.#cloth = this.#picture(CLOTH_BOX, (brush) => paintCloth(brush, look));
  }

  paint(brush: SKRSContext2D, pose: Pose): void {
    const { x, y, scale } = this.#place;
    brush.save();
    brush.translate(x, y);
    brush.scale(scale, scale);
    brush.translate(-32, 0);
    const breath = pose.breath * 0.35;

    brush.save();
    turned(brush, pose.head.x * 0.8, pose.head.y * 0.7 - breath, pose.shellAngle);
    this.#show(brush, this.#shell);
    brush.restore();

    brush.save();
    turned(brush, pose.head.x, pose.head.y - breath, pose.head.angle);
    this.#show(brush, this.#head);
    paintFace(brush, this.#look, this.#paints, pose);
    brush.restore();

    brush.save();
    brush.translate(32 + pose.head.x * 0.2, 0);
    brush.scale(1 + pose.breath * 0.006, 1);
    brush.translate(-32, -breath * 0.5);
    this.#show(brush, this.#cloth);
    brush.restore();

    this.#paintHand(brush, -1, pose.hands.left, pose);
    this.#paintHand(brush, 1, pose.hands.right, pose);
    brush.restore();
  }

  /** A sleeve and a claw, from below the picture's edge up to where it is held. */
  #paintHand(brush: SKRSContext2D, side: -1 | 1, lift: number, pose: Pose): void {
    if (lift < 0.02) return;
    const { cloth } = this.#look.colours;
    const { body } = this.#look.creature.palette;
    const height = 106 - lift * 26;
    const reach = 27 + lift * 5 + pose.head.x * side * 0.3;
    brush.save();
    brush.translate(32, 0);
    brush.scale(side, 1);
    brush.lineCap = "round";
    brush.strokeStyle = darker(cloth, 0.14);
    brush.lineWidth = 10.5;
    brush.beginPath();
    brush.moveTo(24, 112);
    brush.quadraticCurveTo(reach + 6, height + 12, reach, height + 7);
    brush.stroke();
    brush.translate(reach, height);
    brush.rotate(-0.35 + lift * 0.5);
    brush.fillStyle = body;
    brush.fill(CLAW);
    brush.strokeStyle = glassy(this.#look.colours.bodyShade, 0.9);
    brush.lineWidth = 0.9;
    brush.stroke(CLAW_LINE);
    brush.restore();
  }

  #picture(box: Box, paint: (brush: SKRSContext2D) => void): Part {
    const { scale } = this.#place;
    const canvas = createCanvas(Math.ceil(box.width * scale), Math.ceil(box.height * scale));
    const brush = canvas.getContext("2d");
    brush.scale(scale, scale);
    brush.translate(-box.x, -box.y);
    paint(brush);
    return { canvas, box };
  }

  #show(brush: SKRSContext2D, { canvas, box }: Part): void {
    const { scale } = this.#place;
    brush.drawImage(canvas, box.x, box.y, canvas.width / scale, canvas.height / scale);
  }
}

/** What of the drawing a part can cover, in its units. */
type Box = { x: number; y: number; width: number; height: number };
type Part = { canvas: Canvas; box: Box };
const SHELL_BOX: Box = { x: -2, y: -12, width: 68, height: 78 };
const HEAD_BOX: Box = { x: 9, y: 39, width: 46, height: 42 };
const CLOTH_BOX: Box = { x: -8, y: 66, width: 80, height: 46 };
const CLAW = new Path2D(
  "M-4.6 3C-6.5-2-3.5-7.200 0-7.600C1.200-7.700 1.700-6.400.8-5.600C-.3-4.600-.4-3.600.2-2.800C1-4.400 2.800-5.800 4.600-5.200C7-4.300 6.600.5 4.600 3.200C2.400 5.800-3.400 5.800-4.600 3Z",
);
const CLAW_LINE = new Path2D("M.2-2.800C.1-1.600.3-.8.8 0");

function turned(brush: SKRSContext2D, x: number, y: number, angle: number): void {
  brush.translate(NECK.x + x, NECK.y + y);
  brush.rotate(angle);
  brush.translate(-NECK.x, -NECK.y);
}

function paintHead(brush: SKRSContext2D, { creature, colours }: Look): void {
  const { body, cheek } = creature.palette;
  const light = brush.createRadialGradient(24, 47, 4, 32, 58, 34);
  light.addColorStop(0, lighter(body, 0.35));
  light.addColorStop(0.45, body);
  light.addColorStop(1, mixed(body, colours.bodyShade, 0.85));
  brush.fillStyle = light;
  const head = new Path2D(HEAD);
  brush.fill(head);
  // The chin's shadow, where the collar begins.
  brush.save();
  brush.clip(head);
  const shadow = brush.createLinearGradient(0, 66, 0, 78);
  shadow.addColorStop(0, glassy(colours.bodyShade, 0));
  shadow.addColorStop(1, glassy(darker(colours.bodyShade, 0.2), 0.75));
  brush.fillStyle = shadow;
  brush.fillRect(0, 62, 64, 20);
  brush.restore();
  if (!creature.hasCheeks) return;
  for (const x of [19, 45]) {
    const glow = brush.createRadialGradient(x, 59, 0.5, x, 59, 4.6);
    glow.addColorStop(0, glassy(cheek, 0.95));
    glow.addColorStop(0.55, glassy(cheek, 0.75));
    glow.addColorStop(1, glassy(cheek, 0));
    brush.fillStyle = glow;
    brush.beginPath();
    brush.ellipse(x, 59, 4.6, 3.6, 0, 0, Math.PI * 2);
    brush.fill();
  }
}
