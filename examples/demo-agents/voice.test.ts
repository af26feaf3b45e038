import { expect, test } from "vitest";
import { marea } from "./personas/marea.ts";
import { sorrel } from "./personas/sorrel.ts";
import { verso } from "./personas/verso.ts";
import { createRandom } from "./scene.ts";
import { findKeyword, Voice } from "./voice.ts";

const personas = [marea, verso, sorrel];
const voiceOf = (persona: (typeof personas)[number]) => new Voice(persona.repertoire, createRandom(1));

const SAYINGS = [
  "hello",
  "Who are you?",
  "what is the meaning of tides?",
  "!help",
  "!wish",
  "!poem bicycle",
  "!plant",
  "!nonsense",
  "thank you",
  "good night",
  "42",
  "🙂",
  "",
  "a".repeat(2_000),
  "{name} {word} {constructor}",
  "$& $1 \\",
];

test.each(personas)("$name has an answer to everything, by name, with no gap left unfilled", (persona) => {
  const voice = voiceOf(persona);
  for (let round = 0; round < 20; round += 1) {
    for (const saying of SAYINGS) {
      const { text } = voice.answer("Cleo", saying);
      expect(text.length).toBeGreaterThan(0);
      // One greeting in Sorrel's counting song has no name in it; a gap such as "{word}" would be ours.
      if (!saying.includes("{")) expect(text).not.toMatch(/\{\w+\}/);
      expect(text.length).toBeLessThan(400);
    }
    expect(voice.muse()).not.toMatch(/\{(name|word)\}/);
  }
});

test.each(personas)("$name says nothing in a musing that would need somebody's name", ({ repertoire }) => {
  for (const line of repertoire.musings) expect(line).not.toMatch(/\{name\}|\{word\}/);
});

test.each(personas)("$name knows every command that its own help and description name", (persona) => {
  const voice = voiceOf(persona);
  const help = `${persona.description} ${voice.answer("Cleo", "!help").text}`;
  const commands = new Set(help.match(/!\w+/g));
  const unknown = persona.repertoire.rules.find(({ when }) => when.source === "^[!/]");
  expect(commands.size).toBeGreaterThan(2);
  for (const command of commands) {
    const rule = persona.repertoire.rules.find(({ when }) => when.test(command));
    expect(rule, command).toBeDefined();
    expect(rule, command).not.toBe(unknown);
  }
});

test("greetings, questions and commands are answered differently", () => {
  const voice = voiceOf(marea);
  const greeting = voice.answer("Cleo", "hi there").text;
  const question = voice.answer("Cleo", "why is the sea salty?").text;
  const command = voice.answer("Cleo", "!wish");
  expect(new Set([greeting, question, command.text]).size).toBe(3);
  expect(question).toContain("salty");
  expect(command.cue).toEqual({ kind: "wish", by: "Cleo", word: expect.any(String) });
});

test("a name with special characters is quoted as it is", () => {
  const { text } = voiceOf(sorrel).answer("$& {word} $1", "!plant");
  expect(text).not.toContain("{name}");
  const spoken = voiceOf(marea).answer("$&", "hello").text;
  expect(spoken).toContain("$&");
});

test("the same line is not said twice in a row while others are left", () => {
  const voice = voiceOf(verso);
  const said = Array.from({ length: 4 }, () => voice.answer("Cleo", "hm").text);
  expect(new Set(said).size).toBe(4);
});

test.each([
  ["why is the sea salty?", "salty"],
  ["!poem bicycle", "bicycle"],
  ["what about that", null],
  ["", null],
  ["Über Brücken", "brücken"],
  ["/write @somebody", null],
])("what %j is about: %j", (content, word) => {
  expect(findKeyword(content)).toBe(word);
});
