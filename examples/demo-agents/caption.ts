import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import type { CaptionStyle } from "./persona.ts";
import { ease, FRAME_HEIGHT, FRAME_WIDTH } from "./scene.ts";

const MARGIN = 20;
const PLATE_HEIGHT = 30;
const PADDING = 12;
const NAME_GAP = 8;

/**
 * Name, clock and last chat line. Text is the dearest thing to draw, so each piece is drawn once into a canvas
 * of its own and copied into the frames until it changes.
 */
export class Caption {
  private clock: { text: string; image: Canvas } | null = null;
  private line: { image: Canvas; shownAt: number } | null = null;
  private readonly nameplate: Canvas;

  constructor(
    name: string,
    private readonly style: CaptionStyle,
  ) {
    this.nameplate = this.drawText(name, `600 ${style.size + 6}px "${style.family}"`);
  }

  paint(context: SKRSContext2D, seconds: number, now: Date): void {
    const text = now.toTimeString().slice(0, 8);
    if (this.clock?.text !== text)
      this.clock = {
        text,
        image: this.drawText(text, `500 ${this.style.size + 1}px "${this.style.family}"`),
      };
    context.drawImage(this.nameplate, MARGIN, MARGIN - 6);
    context.drawImage(this.clock.image, FRAME_WIDTH - MARGIN - this.clock.image.width, MARGIN - 6);
    if (this.line === null) return;
    const arrival = ease(seconds, this.line.shownAt, this.line.shownAt + 0.5);
    context.globalAlpha = arrival;
    const rise = (1 - arrival) * 10;
    context.drawImage(this.line.image, MARGIN, FRAME_HEIGHT - MARGIN - PLATE_HEIGHT + rise);
    context.globalAlpha = 1;
  }

  show(speaker: string, content: string, seconds: number): void {
    this.line = { image: this.drawLine(printable(speaker), printable(content)), shownAt: seconds };
  }

  private drawText(text: string, font: string): Canvas {
    const width = Math.ceil(measure(text, font)) + 2;
    const image = createCanvas(width, 30);
    const context = image.getContext("2d");
    context.font = font;
    context.textBaseline = "middle";
    context.fillStyle = this.style.ink;
    context.fillText(text, 1, 15);
    return image;
  }

  private drawLine(speaker: string, content: string): Canvas {
    const nameFont = `600 ${this.style.size}px "${this.style.family}"`;
    const lineFont = `500 ${this.style.size}px "${this.style.family}"`;
    const room = FRAME_WIDTH - 2 * MARGIN - 2 * PADDING;
    const name = fit(speaker, nameFont, room / 3);
    const nameWidth = measure(name, nameFont) + NAME_GAP;
    const line = fit(content, lineFont, room - nameWidth);
    const width = Math.ceil(nameWidth + measure(line, lineFont) + 2 * PADDING);
    const image = createCanvas(width, PLATE_HEIGHT);
    const context = image.getContext("2d");
    context.fillStyle = this.style.plate;
    context.beginPath();
    context.roundRect(0, 0, width, PLATE_HEIGHT, PLATE_HEIGHT / 2);
    context.fill();
    context.textBaseline = "middle";
    context.fillStyle = this.style.ink;
    context.font = nameFont;
    context.fillText(name, PADDING, PLATE_HEIGHT / 2 + 1);
    context.globalAlpha = 0.85;
    context.font = lineFont;
    context.fillText(line, PADDING + nameWidth, PLATE_HEIGHT / 2 + 1);
    return image;
  }
}

const ruler = createCanvas(1, 1).getContext("2d");

function measure(text: string, font: string): number {
  ruler.font = font;
  return ruler.measureText(text).width;
}

/** Cuts a text so that it fits, between whole characters and with an ellipsis. */
function fit(text: string, font: string, width: number): string {
  const characters = [...text].slice(0, 120);
  if (characters.length === [...text].length && measure(text, font) <= width) return text;
  while (characters.length > 0 && measure(`${characters.join("")}…`, font) > width) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

/** Control, bidi and zero-width characters could turn the picture's other words around; pictographs have no glyph. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Extended_Pictographic}\s]+/gu, " ").trim();
}
