import { Path2D, type SKRSContext2D } from "@napi-rs/canvas";
import { darker, glassy, lighter } from "./colours.ts";
import type { Look } from "./look.ts";

const SHOULDERS = "M12 71.500C20 78 44 78 52 71.500C62 76 69 86 71 112L-7 112C-5 86 2 76 12 71.500Z";
const COLLAR =
  "M12 69.500C20 76.300 44 76.300 52 69.500C54.300 68.200 56 70.200 55.500 73C55.200 75.200 54.600 76.400 53 77.400C44 83.400 20 83.400 11 77.400C9.400 76.400 8.800 75.200 8.500 73C8 70.200 9.700 68.200 12 69.500Z";

/** What the host has on, which also hides where its head ends. */
export function paintCloth(brush: SKRSContext2D, { wears, colours }: Look): void {
  const { cloth, clothDetail } = colours;
  const shape = new Path2D(SHOULDERS);
  const light = brush.createLinearGradient(0, 70, 0, 112);
  light.addColorStop(0, lighter(cloth, 0.08));
  light.addColorStop(1, darker(cloth, 0.22));
  brush.fillStyle = light;
  brush.fill(shape);
  brush.save();
  brush.clip(shape);
  if (wears === "stripes") {
    brush.strokeStyle = glassy(clothDetail, 0.85);
    brush.lineWidth = 3.2;
    for (let y = 84; y < 116; y += 8.5) brush.stroke(new Path2D(`M-10 ${y}C12 ${y + 7} 52 ${y + 7} 74 ${y}`));
  }
  if (wears === "buttons") {
    brush.strokeStyle = darker(cloth, 0.3);
    brush.lineWidth = 0.8;
    brush.stroke(new Path2D("M32 80V112"));
    brush.fillStyle = clothDetail;
    for (const y of [87, 95, 103]) {
      brush.beginPath();
      brush.arc(34.5, y, 1.5, 0, Math.PI * 2);
      brush.fill();
    }
  }
  brush.restore();
  paintCollar(brush, wears, cloth, clothDetail);
}

function paintCollar(brush: SKRSContext2D, wears: Look["wears"], cloth: string, detail: string): void {
  const collar = new Path2D(COLLAR);
  brush.lineCap = "round";
  switch (wears) {
    case "turtleneck": {
      brush.fillStyle = lighter(cloth, 0.12);
      brush.fill(collar);
      brush.strokeStyle = glassy(darker(cloth, 0.35), 0.35);
      brush.lineWidth = 0.7;
      for (let x = 14; x <= 50; x += 4) brush.stroke(new Path2D(`M${x} ${rim(x)}v5`));
      return;
    }
    case "scarf": {
      brush.fillStyle = darker(detail, 0.12);
      brush.fill(new Path2D("M40 76C45 84 46 94 44 104L53 103C54 92 52 83 47 75Z"));
      brush.fillStyle = detail;
      brush.fill(
        new Path2D(
          "M11.500 68.600C20 76 44 76 52.500 68.600C55 66.800 57.500 69 57.500 73C57.500 76.500 56.800 78 55 79.300C45 86.300 19 86.300 9 79.300C7.200 78 6.500 76.500 6.500 73C6.500 69 9 66.800 11.500 68.600Z",
        ),
      );
      brush.strokeStyle = glassy(darker(detail, 0.4), 0.35);
      brush.lineWidth = 0.9;
      brush.stroke(new Path2D("M12 75.500C22 81.500 40 81.500 51 76.500"));
      return;
    }
    case "bow": {
      brush.fillStyle = lighter(cloth, 0.1);
      brush.fill(collar);
      brush.fillStyle = detail;
      brush.fill(
        new Path2D(
          "M32 82.500C27 78 22.500 77.500 20.500 79C19 81.500 19 86 20.500 88.500C22.500 90 27 88 32 84.500Z",
        ),
      );
      brush.fill(
        new Path2D(
          "M32 82.500C37 78 41.500 77.500 43.500 79C45 81.500 45 86 43.500 88.500C41.500 90 37 88 32 84.500Z",
        ),
      );
      brush.fillStyle = darker(detail, 0.18);
      brush.beginPath();
      brush.ellipse(32, 83.6, 2.5, 3, 0, 0, Math.PI * 2);
      brush.fill();
      return;
    }
    case "buttons":
    case "stripes": {
      brush.fillStyle = lighter(cloth, 0.16);
      brush.fill(collar);
      return;
    }
  }
}

/** Where the collar's edge is above a place. */
const rim = (x: number) => 74.6 - ((x - 32) / 22) ** 2 * 3.6;
