import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { glassy } from "./colours.ts";

/** How much the edges of a picture are darkened, so that the host stands out and words can be read. */
const SHADE = 0.55;

/** A picture behind the host, which stands still. Where it is clear, `ground` is seen. */
export class Backdrop {
  readonly #canvas: Canvas;

  constructor(pixels: Uint8Array, ground: string, width: number, height: number) {
    const given = createCanvas(width, height);
    const image = given.getContext("2d").createImageData(width, height);
    image.data.set(pixels);
    given.getContext("2d").putImageData(image, 0, 0);
    this.#canvas = createCanvas(width, height);
    const brush = this.#canvas.getContext("2d");
    brush.fillStyle = ground;
    brush.fillRect(0, 0, width, height);
    brush.drawImage(given, 0, 0);
    const reach = Math.hypot(width, height) / 2;
    const shade = brush.createRadialGradient(
      width / 2,
      height / 2,
      reach * 0.35,
      width / 2,
      height / 2,
      reach,
    );
    shade.addColorStop(0, glassy(ground, 0));
    shade.addColorStop(1, glassy(ground, SHADE));
    brush.fillStyle = shade;
    brush.fillRect(0, 0, width, height);
  }

  paint(brush: SKRSContext2D, _timeS: number): void {
    brush.drawImage(this.#canvas, 0, 0);
  }
}
