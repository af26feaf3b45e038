import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import type { Speech } from "../speech/speech.ts";
import { Acting, eased } from "./acting.ts";
import { Backdrop } from "./backdrop.ts";
import { Home } from "./home.ts";
import { Host, type Place } from "./host.ts";
import { Captions, NamePlate } from "./lettering.ts";
import type { Look } from "./look.ts";

export type SceneJob = {
  speech: Speech;
  look: Look;
  width: number;
  height: number;
  name?: string;
  captions?: boolean;
  background?: string;
  /** What is behind the host in place of its home: RGBA, as wide and high as the video. */
  picture?: Uint8Array;
};

const FADE_S = 0.4;

/** The whole picture at any moment of a speech. */
export class Scene {
  readonly #canvas: Canvas;
  readonly #brush: SKRSContext2D;
  readonly #acting: Acting;
  readonly #home: Home | Backdrop;
  readonly #host: Host;
  readonly #captions: Captions | null;
  readonly #plate: NamePlate | null;
  readonly #job: SceneJob;

  constructor(job: SceneJob) {
    const { look, speech, width, height } = job;
    this.#job = job;
    this.#canvas = createCanvas(width, height);
    this.#brush = this.#canvas.getContext("2d");
    this.#brush.imageSmoothingQuality = "low";
    const place = placeOf(width, height);
    this.#acting = new Acting(speech, look.seed);
    const middle = { x: place.x, y: place.y + 40 * place.scale };
    this.#home = job.picture
      ? new Backdrop(job.picture, look.colours.deep, width, height)
      : new Home(look, width, height, middle, job.background);
    this.#host = new Host(look, place);
    this.#captions = job.captions ? new Captions(speech.words, speech.language, width, height) : null;
    this.#plate = job.name
      ? new NamePlate(job.name, look.creature.palette.shell, width, height, Boolean(job.captions))
      : null;
  }

  /** Paints a moment. The picture is valid until the next one. */
  paint(timeS: number): Canvas {
    const brush = this.#brush;
    this.#home.paint(brush, timeS);
    this.#host.paint(brush, this.#acting.poseAt(timeS));
    this.#plate?.paint(brush, timeS);
    this.#captions?.paint(brush, timeS);
    const shown = eased(
      Math.max(0, Math.min(1, (timeS + 0.04) / FADE_S, (this.#job.speech.durationS - timeS) / FADE_S)),
    );
    if (shown < 1) {
      brush.globalAlpha = 1 - shown;
      brush.fillStyle = this.#job.look.colours.deep;
      brush.fillRect(0, 0, this.#job.width, this.#job.height);
      brush.globalAlpha = 1;
    }
    return this.#canvas;
  }
}

/** As large as it can be with its shell in the picture; its face is a little above the middle. */
function placeOf(width: number, height: number): Place {
  const scale = Math.min(height / 99, width / 70);
  return { x: width / 2, y: height * (height > width ? 0.5 : 0.51) - 46 * scale, scale };
}
