import { beforeAll, expect, test } from "vitest";
import { registerFonts } from "./fonts.ts";
import { marea } from "./personas/marea.ts";
import { sorrel } from "./personas/sorrel.ts";
import { verso } from "./personas/verso.ts";
import { FRAME_HEIGHT, FRAME_WIDTH } from "./scene.ts";
import { Stage } from "./stage.ts";

beforeAll(registerFonts);

const personas = [marea, verso, sorrel];
const copy = (frame: Buffer) => Buffer.from(frame);

test.each(personas)("$name's picture is whole, opaque, and moves", async (persona) => {
  const stage = new Stage(persona);
  const first = copy(stage.drawFrame());
  expect(first).toHaveLength(FRAME_WIDTH * FRAME_HEIGHT * 4);
  for (let pixel = 3; pixel < first.length; pixel += 4_001 * 4) expect(first[pixel]).toBe(255);
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(copy(stage.drawFrame()).equals(first)).toBe(false);
});

test.each(personas)("a chat line is drawn on $name's picture, whatever is in it", async (persona) => {
  const stage = new Stage(persona);
  for (const line of ["hello", "", "x".repeat(4_000), "\u202Eolleh\u200B🙂👩‍🚀", "مرحبا 你好"]) {
    stage.show("Cleo", line);
    expect(() => stage.drawFrame()).not.toThrow();
  }
});

test.each(personas)("$name's scene takes every cue, known or not, and a hundred of them", (persona) => {
  const stage = new Stage(persona);
  const kinds = [
    ...persona.repertoire.rules.flatMap(({ cue }) => (cue === undefined ? [] : [cue])),
    "unheard-of",
  ];
  for (let n = 0; n < 100; n += 1)
    for (const kind of kinds) stage.cue({ kind, by: "Cleo", word: "lighthouse" });
  expect(() => stage.drawFrame()).not.toThrow();
});
