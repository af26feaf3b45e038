import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import type { CaptionStyle } from "./persona.ts";
import { createSheet, ease, HEIGHT, laySheet, WIDTH } from "./scene.ts";

const MARGIN = 20;
const PLATE_HEIGHT = 30;
const PADDING = 12;
const NAME_GAP = 8;

/** A piece of text and how much of the paper it takes. */
interface Label {
  sheet: Canvas;
  width: number;
}

/**
 * Name, clock and last chat line. Text is the dearest thing to draw, so each piece is drawn once into a canvas
 * of its own and copied into the frames until it changes.
 */
export class Caption {
  private clock: { text: string; label: Label } | null = null;
  private line: { sheet: Canvas; shownAt: number } | null = null;
  private readonly nameplate: Label;

  constructor(
    name: string,
    private readonly style: CaptionStyle,
  ) {
    this.nameplate = this.drawText(name, `600 ${style.size + 6}px "${style.family}"`);
  }

  paint(context: SKRSContext2D, seconds: number, now: Date): void {
    const text = now.toTimeString().slice(0, 8);
    if (this.clock?.text !== text) {
      this.clock = {
        text,
        label: this.drawText(text, `500 ${this.style.size + 1}px "${this.style.family}"`),
      };
    }
    laySheet(context, this.nameplate.sheet, MARGIN, MARGIN - 6);
    laySheet(context, this.clock.label.sheet, WIDTH - MARGIN - this.clock.label.width, MARGIN - 6);
    if (this.line === null) return;
    const arrival = ease(seconds, this.line.shownAt, this.line.shownAt + 0.5);
    const rise = (1 - arrival) * 10;
    context.globalAlpha = arrival;
    laySheet(context, this.line.sheet, MARGIN, HEIGHT - MARGIN - PLATE_HEIGHT + rise);
    context.globalAlpha = 1;
  }

  show(speaker: string, content: string, seconds: number): void {
    this.line = { sheet: this.drawLine(printable(speaker), printable(content)), shownAt: seconds };
  }

  private drawText(text: string, font: string): Label {
    const width = Math.ceil(measure(text, font)) + 2;
    const { sheet, context } = createSheet(width, PLATE_HEIGHT);
    context.font = font;
    context.textBaseline = "middle";
    context.fillStyle = this.style.ink;
    context.fillText(text, 1, PLATE_HEIGHT / 2);
    return { sheet, width };
  }

  private drawLine(speaker: string, content: string): Canvas {
    const nameFont = `600 ${this.style.size}px "${this.style.family}"`;
    const lineFont = `500 ${this.style.size}px "${this.style.family}"`;
    const room = WIDTH - 2 * MARGIN - 2 * PADDING;
    const name = fit(speaker, nameFont, room / 3);
    const nameWidth = measure(name, nameFont) + NAME_GAP;
    const line = fit(content, lineFont, room - nameWidth);
    const width = Math.ceil(nameWidth + measure(line, lineFont) + 2 * PADDING);
    const { sheet, context } = createSheet(width, PLATE_HEIGHT);
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
    return sheet;
  }
}

const ruler = createSheet(1, 1).context;

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
