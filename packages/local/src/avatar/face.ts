import { Path2D, type SKRSContext2D } from "@napi-rs/canvas";
import type { Pose } from "./acting.ts";
import type { Look } from "./look.ts";
import type { Mouth } from "./mouth.ts";

export type FacePaints = { lid: string; brow: string; rim: string };

const INK = "#1a1412";
const INSIDE = "#5a1a1c";
const TONGUE = "#ef7b72";

type Eye = { x: number; y: number; radius: number };
const EYES: Record<Look["creature"]["eyes"], Eye[]> = {
  peeking: [eye(24.5, 51.5, 5), eye(39.5, 51.5, 5)],
  merry: [eye(24.5, 51.5, 4.8), eye(39.5, 51.5, 4.8)],
  stalks: [eye(21, 31.5, 6), eye(43, 31.5, 6)],
  single: [eye(32, 51.8, 6.6)],
  shut: [eye(24.5, 51.5, 4.8), eye(39.5, 51.5, 4.8)],
};
const STALKS = new Path2D("M25 47C24 41 22 37 21 33M39 47C40 41 42 37 43 33");

/** What the face does at this moment. */
export function paintFace(brush: SKRSContext2D, look: Look, paints: FacePaints, pose: Pose): void {
  const { creature, extra } = look;
  const eyes = EYES[creature.eyes];
  brush.lineCap = "round";
  brush.lineJoin = "round";
  if (creature.eyes === "stalks") {
    brush.strokeStyle = creature.palette.body;
    brush.lineWidth = 4.6;
    brush.stroke(STALKS);
  }
  if (extra === "headphones") paintHeadphones(brush, look);
  for (const each of eyes) {
    paintEye(brush, each, paints, pose, creature.eyes === "merry");
    paintBrow(brush, each, eyes.length === 1, paints, pose);
  }
  if (extra === "glasses") paintGlasses(brush, eyes);
  paintMouth(brush, creature.eyes === "stalks" ? 57.5 : 62, pose.mouth, look);
}

function paintEye(
  brush: SKRSContext2D,
  { x, y, radius }: Eye,
  paints: FacePaints,
  pose: Pose,
  isMerry: boolean,
) {
  if (pose.lids > 0.93) {
    // Merry eyes laugh when they shut.
    const depth = isMerry ? -0.75 : 0.55;
    brush.fillStyle = paints.lid;
    brush.beginPath();
    brush.arc(x, y, radius, 0, Math.PI * 2);
    brush.fill();
    brush.strokeStyle = INK;
    brush.lineWidth = 1.3;
    brush.beginPath();
    brush.moveTo(x - radius * 0.9, y + (isMerry ? 0.6 : 0.3));
    brush.quadraticCurveTo(x, y + radius * depth * 1.3, x + radius * 0.9, y + (isMerry ? 0.6 : 0.3));
    brush.stroke();
    return;
  }
  brush.save();
  brush.beginPath();
  brush.arc(x, y, radius, 0, Math.PI * 2);
  brush.fillStyle = "#fff";
  brush.fill();
  brush.clip();
  const reach = radius * 0.34;
  const [pupilX, pupilY] = [x + pose.gaze.x * reach, y + pose.gaze.y * reach];
  disc(brush, pupilX, pupilY, radius * 0.62, INK);
  disc(brush, pupilX + radius * 0.2, pupilY - radius * 0.24, radius * 0.2, "#fff");
  disc(brush, pupilX - radius * 0.22, pupilY + radius * 0.25, radius * 0.09, "rgba(255,255,255,0.7)");
  brush.fillStyle = paints.lid;
  const edge = y - radius * 1.02 + radius * 2.04 * pose.lids;
  if (pose.lids > 0.01) {
    brush.beginPath();
    brush.rect(x - radius - 1, y - radius - 1, radius * 2 + 2, edge - y + radius + 1);
    brush.fill();
    brush.fillStyle = INK;
    brush.fillRect(x - radius - 1, edge - 0.55, radius * 2 + 2, 1.1);
  }
  if (isMerry) {
    brush.fillStyle = paints.lid;
    brush.beginPath();
    brush.ellipse(x, y + radius * 1.75, radius * 1.7, radius * 1.15, 0, 0, Math.PI * 2);
    brush.fill();
  }
  brush.restore();
  // Bodies can be nearly as white as eyes are.
  brush.strokeStyle = paints.rim;
  brush.lineWidth = 0.5;
  brush.beginPath();
  brush.arc(x, y, radius, 0, Math.PI * 2);
  brush.stroke();
}

function paintBrow(
  brush: SKRSContext2D,
  { x, y, radius }: Eye,
  isOnly: boolean,
  paints: FacePaints,
  pose: Pose,
) {
  const side = isOnly ? 0 : Math.sign(x - 32);
  const lift = y - radius - 1.5 - pose.brows * 2;
  brush.strokeStyle = paints.brow;
  brush.lineWidth = 1.55;
  brush.beginPath();
  const half = radius * (isOnly ? 0.8 : 0.68);
  brush.moveTo(x - half, lift + (side < 0 ? 0.7 : side > 0 ? -0.1 : 0.4));
  brush.quadraticCurveTo(x, lift - 1.5, x + half, lift + (side > 0 ? 0.7 : side < 0 ? -0.1 : 0.4));
  brush.stroke();
}

/** One shape for all sounds: its edges meet in a line when it is shut. */
function paintMouth(brush: SKRSContext2D, y: number, mouth: Mouth, look: Look): void {
  const half = 2.6 + mouth.width * 4.6;
  const open = mouth.open * 9.5;
  // At rest it smiles; wide sounds keep the smile, round ones lose it.
  const smile =
    (look.creature.mouth === "small" ? 0.9 : 1.7) * (0.35 + mouth.width) * (1 - mouth.open * 0.35);
  const [top, bottom] = [y - open * 0.3, y + open * 0.7];
  const corner = y - smile * 0.55;
  const outline = new Path2D();
  outline.moveTo(32 - half, corner);
  outline.bezierCurveTo(
    32 - half * 0.55,
    top + smile * 0.75,
    32 + half * 0.55,
    top + smile * 0.75,
    32 + half,
    corner,
  );
  outline.bezierCurveTo(
    32 + half * 0.82,
    bottom + smile * 0.75,
    32 - half * 0.82,
    bottom + smile * 0.75,
    32 - half,
    corner,
  );
  outline.closePath();
  if (open > 0.35) {
    brush.save();
    brush.fillStyle = INSIDE;
    brush.fill(outline);
    brush.clip(outline);
    if (mouth.tongue > 0.05) {
      brush.fillStyle = TONGUE;
      brush.beginPath();
      brush.ellipse(
        32,
        bottom + 1.5 - mouth.tongue * open * 0.12,
        half * 0.68,
        open * 0.42 + 0.6,
        0,
        0,
        Math.PI * 2,
      );
      brush.fill();
    }
    if (mouth.teeth > 0.15) {
      brush.fillStyle = "#fff8ee";
      const length = Math.min(1, mouth.teeth * 1.8) * (1 + Math.min(1.5, open * 0.3));
      brush.fillRect(32 - half, top - 1, half * 2, 1 + smile * 0.75 + length * 0.75);
    }
    brush.restore();
  }
  brush.strokeStyle = INK;
  brush.lineWidth = 1.35;
  brush.stroke(outline);
}

function paintGlasses(brush: SKRSContext2D, eyes: readonly Eye[]): void {
  brush.strokeStyle = "#2b2420";
  brush.lineWidth = 1.1;
  for (const { x, y, radius } of eyes) {
    brush.beginPath();
    brush.arc(x, y, radius + 1.5, 0, Math.PI * 2);
    brush.fillStyle = "rgba(255,255,255,0.08)";
    brush.fill();
    brush.stroke();
  }
  const [left, right] = eyes;
  if (!left || !right) return;
  brush.beginPath();
  brush.moveTo(left.x + left.radius + 1.5, left.y - 0.6);
  brush.quadraticCurveTo(32, left.y - 2.4, right.x - right.radius - 1.5, right.y - 0.6);
  brush.stroke();
}

function paintHeadphones(brush: SKRSContext2D, { colours }: Look): void {
  brush.strokeStyle = "#2b2622";
  brush.lineWidth = 2.3;
  brush.stroke(new Path2D("M12.500 57C12 45 20 39.800 32 39.800S52 45 51.500 57"));
  for (const x of [11.5, 52.5]) {
    brush.fillStyle = "#2b2622";
    brush.beginPath();
    brush.ellipse(x, 58.5, 3.3, 5.4, 0, 0, Math.PI * 2);
    brush.fill();
    brush.fillStyle = colours.clothDetail;
    brush.beginPath();
    brush.ellipse(x, 58.5, 1.7, 3.4, 0, 0, Math.PI * 2);
    brush.fill();
  }
}

function disc(brush: SKRSContext2D, x: number, y: number, radius: number, colour: string): void {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.arc(x, y, radius, 0, Math.PI * 2);
  brush.fill();
}

function eye(x: number, y: number, radius: number): Eye {
  return { x, y, radius };
}
