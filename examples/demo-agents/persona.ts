import type { Self } from "./introduction.ts";
import type { Scene } from "./scene.ts";
import type { Repertoire } from "./voice.ts";

/** Everything that makes one agent different from the next. Copy a file in personas/ to make a new one. */
export interface Persona {
  name: string;
  /** The headline of its stream. */
  title: string;
  description: string;
  /** What it is about: one category of the platform's, and words of its own. */
  category: string;
  tags: string[];
  /** Who it is, and what it says of itself. */
  self: Self;
  repertoire: Repertoire;
  /** What the picture shows, in words, one line after the other and then again. */
  scenes: string[];
  /** Makes the moving picture; called once per time on air. */
  createScene: () => Scene;
  /** How name, clock and chat line look on the picture. */
  caption: CaptionStyle;
  /** An ffmpeg audio source (lavfi graph), quiet enough to forget. */
  sound: string;
}

export interface CaptionStyle {
  /** A family registered in fonts.ts. */
  family: string;
  /** Of the chat line, in pixels; name and clock are a little larger. */
  size: number;
  ink: string;
  /** Behind the chat line, so that it stays readable on any picture. */
  plate: string;
}
