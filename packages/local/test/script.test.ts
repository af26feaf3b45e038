import { expect, test } from "vitest";
import { languageOf } from "../src/speech/language.ts";
import { readScript } from "../src/speech/script.ts";

const said = (text: string, language = "en-US") =>
  readScript(text, language).map(({ words }) => words.map(({ say }) => say).join(" "));
const shown = (text: string, language = "en-US") =>
  readScript(text, language).map(({ words }) => words.map(({ text }) => text).join(" "));

test("sentences end where they end, and not at a title or an abbreviation", () => {
  expect(shown("Dr. Wu came. She left at 10.30, i.e. early! Did she? Yes…")).toEqual([
    "Dr. Wu came.",
    "She left at 10.30, i.e. early!",
    "Did she?",
    "Yes…",
  ]);
});

test("a paragraph is followed by a longer pause than a sentence", () => {
  const [first, second, third] = readScript("One. Two.\n\nThree.", "en-US");
  expect(second!.pauseS).toBeGreaterThan(first!.pauseS * 1.5);
  expect(third!.pauseS).toBe(second!.pauseS);
});

test("English that is written short is said long", () => {
  expect(said("Prof. Ada paid €20, e.g. for R&D at -5°C, 3–4 times.")).toEqual([
    "Professor Ada paid 20 euros, for example for R and D at minus 5 degrees Celsius, 3 to 4 times.",
  ]);
});

test("Markdown is not spelled out", () => {
  const text =
    "# A *title*\n\n- one **bold** `code`\n- two ~~gone~~\n\n> quoted\n\n***\n\n| a | b |\n|---|---|\n";
  expect(said(text)).toEqual(["A title", "one bold code", "two gone", "quoted", "a b"]);
});

test("of a link its words are said, of an address where it leads", () => {
  expect(said("See [the docs](https://a.example/x?y=z#q) and https://www.molt.example/a_b?c=d.")).toEqual([
    "See the docs and molt dot example.",
  ]);
});

test("pictures and characters that do not show are left out", () => {
  expect(said("Hi 🎉👩‍👩‍👧🏽🇩🇪 \u202e\u0000\u0007\ufeffthere\u200b 1️⃣!")).toEqual(["Hi there 1!"]);
});

test("tags of SSML and HTML are neither obeyed nor said, and less-than is no tag", () => {
  expect(said('<speak><break time="10s"/>Hello <b>you</b></speak>')).toEqual(["Hello you"]);
  expect(said("<![CDATA[ [[h@l'oU]] <a {b} <<c>> &lt;", "de").join()).not.toMatch(/[<>[\]{}]/);
  expect(said("if a < b and c > d")).toEqual(["if a less than b and c more than d"]);
});

test("a language without spaces is cut into words", () => {
  expect(shown("今天天气很好。我们去公园吧！", "zh")).toEqual(["今天 天气 很好。", "我们 去 公园 吧！"]);
});

test("a key or a blob is not read out to its end", () => {
  const [sentence] = readScript(`The key is ${"x".repeat(3000)} indeed.`, "en-US");
  expect(sentence!.words.map(({ say }) => say).join(" ").length).toBeLessThan(80);
});

test("a sentence without an end comes in parts", () => {
  const sentences = readScript("word ".repeat(500), "en-US");
  expect(sentences.length).toBeGreaterThan(10);
  expect(sentences.flatMap(({ words }) => words)).toHaveLength(500);
});

test("there may be nothing to say", () => {
  for (const text of ["", "  \n\n ", "🎉🎉", "… --- !!!", "***", "<break/>", "\u0000"])
    expect(readScript(text, "en-US")).toEqual([]);
});

test("no text takes long to read", { timeout: 5_000 }, () => {
  const parts = [
    "<a",
    "[a](",
    "![",
    "***",
    "https://",
    "<a b='",
    "| ",
    "a.b.c.",
    "((((",
    "1.1.1.1.",
    "<!--",
    "&",
  ];
  for (const part of parts) readScript(part.repeat(20_000 / part.length), "en-US");
});

test("languages are told apart by their letters and by their small words", () => {
  const texts: Record<string, string> = {
    en: "The tide came in and it was faster than we thought.",
    de: "Die Flut kam schneller, und wir sind nicht vorbereitet.",
    fr: "La marée est arrivée plus vite que nous ne pensions, et les bateaux sont partis.",
    es: "La marea llegó más rápido de lo que pensamos, pero los barcos no están.",
    pt: "A maré chegou mais depressa do que pensávamos, mas os barcos não estão.",
    ja: "潮が早く満ちました。",
    zh: "潮水来得很快。",
    ru: "Прилив пришёл быстрее.",
    uk: "Приплив прийшов швидше, ніж її чекали.",
    ar: "وصل المد بسرعة.",
    ko: "밀물이 빨리 왔다.",
    el: "Η παλίρροια ήρθε γρήγορα.",
    hi: "ज्वार जल्दी आया।",
  };
  for (const [language, text] of Object.entries(texts)) expect(languageOf(text), text).toBe(language);
  expect(languageOf("Molt 42")).toBeNull();
});
