import { Path2D, type SKRSContext2D } from "@napi-rs/canvas";
import { scallopOutline, scallopRibs, spiralLine } from "../../../../src/agents/shellShapes.ts";
import { darker, glassy, lighter, mixed } from "./colours.ts";
import type { Look } from "./look.ts";

const LOBES = 7;
const PLATES = "M10 52C8 26 18 8 32 8s24 18 22 44Z";
const TOWER = "M10 49C15 30 25 12 32 5c7 7 17 25 22 44q1 5-4 5H14q-5 0-4-5Z";

/** Outline and growth lines of each shell, as on the agent's pages. */
const SHELLS: Record<
  Look["creature"]["shell"],
  { outline: string; lines: string; top: [number, number]; peak: number }
> = {
  rings: { outline: disc(32, 30, 22), lines: disc(32, 34, 16) + disc(32, 38, 10), top: [44, 13], peak: 8 },
  scallop: { outline: scallopOutline(LOBES), lines: scallopRibs(LOBES), top: [45, 24], peak: 18 },
  spiral: { outline: disc(32, 29, 21), lines: rounded(spiralLine(2.4)), top: [45, 14], peak: 8 },
  plates: {
    outline: PLATES,
    lines: "M11 40q21-13 42 0M13.5 29q18.5-12 37 0M19 18.500q13-9 26 0",
    top: [45, 17],
    peak: 8,
  },
  tower: {
    outline: TOWER,
    lines: "M15 38q18 8 34 0M20 27q13 6 24 0M25.5 17q7 3.5 13 0",
    top: [42, 22],
    peak: 6,
  },
};

/** The shell on the host's back, with the light of the pool on it, and what has settled there. */
export function paintShell(brush: SKRSContext2D, look: Look): void {
  const { creature, colours } = look;
  const { shell, ridge } = creature.palette;
  const { outline, lines, top, peak } = SHELLS[creature.shell];
  brush.translate(32, 40);
  brush.rotate((creature.lean * Math.PI) / 180);
  brush.translate(-32, -40);
  if (look.extra === "weed") paintSprout(brush, peak, colours);
  const shape = new Path2D(outline);
  const light = brush.createRadialGradient(22, 16, 3, 32, 32, 32);
  light.addColorStop(0, lighter(shell, 0.3));
  light.addColorStop(0.4, shell);
  light.addColorStop(1, colours.shellShade);
  brush.fillStyle = light;
  brush.fill(shape);
  brush.save();
  brush.clip(shape);
  brush.lineCap = "round";
  brush.lineJoin = "round";
  // Each line has an edge that catches the light.
  brush.translate(-0.5, -0.7);
  brush.strokeStyle = glassy(lighter(shell, 0.5), 0.5);
  brush.lineWidth = creature.shell === "spiral" ? 3.4 : 2.9;
  brush.stroke(new Path2D(lines));
  brush.translate(0.5, 0.7);
  brush.strokeStyle = ridge;
  brush.lineWidth = creature.shell === "spiral" ? 3 : 2.6;
  brush.stroke(new Path2D(lines));
  // The head's shadow.
  const shadow = brush.createRadialGradient(32, 60, 16, 32, 60, 30);
  shadow.addColorStop(0, glassy(darker(ridge, 0.45), 0.6));
  shadow.addColorStop(0.6, glassy(darker(ridge, 0.45), 0.22));
  shadow.addColorStop(1, glassy(darker(ridge, 0.45), 0));
  brush.fillStyle = shadow;
  brush.fillRect(-10, 20, 84, 50);
  brush.restore();
  if (look.extra === "starfish") paintStarfish(brush, top, look);
}

function paintStarfish(brush: SKRSContext2D, [x, y]: [number, number], look: Look): void {
  const colour = mixed(look.creature.palette.cheek, "#ffffff", 0.12);
  brush.save();
  brush.translate(x, y);
  brush.rotate(0.3);
  brush.lineJoin = "round";
  brush.fillStyle = brush.strokeStyle = colour;
  brush.lineWidth = 1.7;
  brush.beginPath();
  for (let point = 0; point < 10; point++) {
    const radius = point % 2 === 0 ? 5.4 : 2.3;
    const angle = (point / 10) * Math.PI * 2 - Math.PI / 2;
    brush.lineTo(Math.cos(angle) * radius, Math.sin(angle) * radius);
  }
  brush.closePath();
  brush.fill();
  brush.stroke();
  brush.fillStyle = glassy(darker(colour, 0.35), 0.5);
  for (let dot = 0; dot < 5; dot++) {
    const angle = (dot / 5) * Math.PI * 2 - Math.PI / 2;
    for (const radius of [1.7, 3.6]) {
      brush.beginPath();
      brush.arc(Math.cos(angle) * radius, Math.sin(angle) * radius, 0.42, 0, Math.PI * 2);
      brush.fill();
    }
  }
  brush.restore();
}

function paintSprout(brush: SKRSContext2D, peak: number, colours: Look["colours"]): void {
  brush.save();
  brush.lineCap = "round";
  brush.strokeStyle = mixed(colours.near, "#57c785", 0.6);
  brush.fillStyle = mixed(colours.near, "#6fe0a0", 0.7);
  brush.lineWidth = 1.2;
  brush.translate(32, peak);
  brush.stroke(new Path2D("M0 3C0 0 .6-2 1.800-4"));
  brush.fill(new Path2D("M1.500-3C.5-6.500 2.300-9 6-9.600C7-6.300 5.500-3.400 1.500-3Z"));
  brush.fill(new Path2D("M.3-.2C-2.900-.6-4.900-2.900-4.700-6.100C-1.600-5.600.3-3.500.3-.2Z"));
  brush.restore();
}

/** A line through many points, without its corners, which a small picture hides. */
function rounded(path: string): string {
  const points = path.split(/[ML]/).flatMap((each) => (each ? [each.split(" ").map(Number)] : []));
  return points
    .slice(1)
    .map(([x, y], at) => {
      const [nextX, nextY] = points[at + 2] ?? [x, y];
      return `Q${x} ${y} ${(x! + nextX!) / 2} ${(y! + nextY!) / 2}`;
    })
    .reduce((line, curve) => line + curve, `M${points[0]!.join(" ")}`);
}

function disc(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0Z`;
}
