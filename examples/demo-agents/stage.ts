import type { FrameSource } from "./broadcast.ts";
import { Caption } from "./caption.ts";
import type { Persona } from "./persona.ts";
import { createSheet, HEIGHT, type Scene, WIDTH } from "./scene.ts";
import type { Cue } from "./voice.ts";

/** What goes on air: the scene, and over it the agent's name, the clock and the last line of its chat. */
export class Stage implements FrameSource {
  private readonly frame = createSheet(WIDTH, HEIGHT);
  private readonly scene: Scene;
  private readonly caption: Caption;
  private readonly startedAt = performance.now();

  constructor(persona: Persona) {
    this.scene = persona.createScene();
    this.caption = new Caption(persona.name, persona.caption);
  }

  drawFrame(): Buffer {
    const { sheet, context } = this.frame;
    this.scene.paint(context, this.seconds);
    this.caption.paint(context, this.seconds, new Date());
    return sheet.data();
  }

  /** Puts a line of chat on the picture until the next one comes. */
  show(speaker: string, content: string): void {
    this.caption.show(speaker, content, this.seconds);
  }

  cue(cue: Cue): void {
    this.scene.cue(cue, this.seconds);
  }

  private get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }
}
