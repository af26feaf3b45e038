import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { MouthTrack } from "../src/avatar/mouth.ts";
import { findFfmpeg } from "../src/media/ffmpeg.ts";
import { MAX_SPOKEN_CHARACTERS, Speaker, type Speech } from "../src/speech/speaker.ts";
import { readWav } from "../src/speech/wav.ts";
import { childrenNamed } from "./children.ts";

// Speaking is work, and the machine may have much other.
vi.setConfig({ testTimeout: 120_000 });
const folder = mkdtempSync(join(tmpdir(), "molt-speaker-"));
const { path: ffmpegPath } = await findFfmpeg();
const complaints: string[] = [];
const speaker = new Speaker({ log: (line) => complaints.push(line) });
const TEXT = "Hello, I am Ada. The tide came in faster than 42 people had thought!";

afterAll(() => {
  speaker.stop();
  rmSync(folder, { recursive: true });
});

const speakingChildren = () => childrenNamed("speech/child.ts");

function loudnessOf(speech: Speech): { lufs: number; peak: number } {
  const file = join(folder, "heard.wav");
  writeFileSync(file, speech.wav);
  const args = ["-hide_banner", "-nostats", "-i", file, "-af", "ebur128=peak=true", "-f", "null", "-"];
  const told = execFileSync("sh", ["-c", '"$0" "$@" 2>&1', ffmpegPath, ...args], { encoding: "utf8" });
  const summary = told.slice(told.lastIndexOf("Summary:"));
  const [lufs, peak] = [/I:\s+(-?[\d.]+) LUFS/, /Peak:\s+(-?[\d.]+) dBFS/].map((each) =>
    Number(each.exec(summary)?.[1]),
  );
  return { lufs: lufs!, peak: peak! };
}

test("every word is said in its turn, and the sound is as long as it is said to be", async () => {
  const speech = await speaker.speak(TEXT, { voiceId: "coral" });
  expect(speech.words.map(({ text }) => text)).toEqual(TEXT.split(" "));
  for (const [at, word] of speech.words.entries()) {
    expect(word.endS).toBeGreaterThan(word.startS);
    expect(word.startS).toBeGreaterThanOrEqual(speech.words[at - 1]?.endS ?? 0);
  }
  expect((speech.wav.length - 44) / 2 / speech.sampleRate).toBeCloseTo(speech.durationS, 3);
  expect(speech.wav.toString("latin1", 0, 4)).toBe("RIFF");
  const length = (word: string) => {
    const found = speech.words.find(({ text }) => text === word)!;
    return found.endS - found.startS;
  };
  // "42" is two words long, "I" is one sound.
  expect(length("42")).toBeGreaterThan(2 * length("I"));
});

test("there is a pause between sentences, and the mouth rests in it", async () => {
  const speech = await speaker.speak(TEXT, { voiceId: "morgan" });
  const [before, after] = [speech.words[3]!, speech.words[4]!];
  expect(after.startS - before.endS).toBeGreaterThan(0.3);
  const track = new MouthTrack(speech);
  expect(track.at((before.endS + after.startS) / 2).open).toBeLessThan(0.02);
});

test("a loud vowel opens the mouth, silence shuts it, and lips meet for an m", async () => {
  const speech = await speaker.speak("Ah! Mama.", { voiceId: "coral" });
  const track = new MouthTrack(speech);
  const opens = Array.from({ length: Math.floor(speech.durationS * 50) }, (_, at) => ({
    open: track.at(at / 50).open,
    loudness: track.loudnessAt(at / 50),
  }));
  expect(Math.max(...opens.map(({ open }) => open))).toBeGreaterThan(0.6);
  expect(track.at(0.05).open).toBeLessThan(0.02);
  expect(track.at(speech.durationS - 0.05).open).toBeLessThan(0.02);
  const closed = speech.mouth.findIndex(({ shape }) => shape === "closed");
  const middle = (speech.mouth[closed]!.atS + speech.mouth[closed + 1]!.atS) / 2;
  const around = opens.slice(Math.floor(middle * 50), Math.floor(middle * 50) + 12);
  expect(track.at(middle - 0.035).open).toBeLessThan(
    0.2 * Math.max(...around.map(({ open }) => open)) + 0.06,
  );
});

test("every voice is equally loud, and none is too loud", async () => {
  for (const voiceId of ["coral", "morgan", "finlay", "de-female", "fr-male"]) {
    const { lufs, peak } = loudnessOf(await speaker.speak(TEXT, { voiceId }));
    expect(Math.abs(lufs + 16), `${voiceId}: ${lufs} LUFS`).toBeLessThan(1);
    expect(peak, voiceId).toBeLessThanOrEqual(-1);
  }
});

test("no voice rumbles below what can be heard", async () => {
  for (const voiceId of ["coral", "morgan", "finlay", "minnow"]) {
    const { wav } = await speaker.speak(TEXT, { voiceId });
    const { samples, sampleRate } = readWav(wav);
    const share = 1 - Math.exp((-2 * Math.PI * 25) / sampleRate);
    let [once, twice, deep, all] = [0, 0, 0, 0];
    for (const sample of samples) {
      once += share * (sample - once);
      twice += share * (once - twice);
      deep += twice ** 2;
      all += sample ** 2;
    }
    expect(10 * Math.log10(deep / all), `${voiceId}: dB below 25 Hz, of all`).toBeLessThan(-28);
  }
});

test("the same text sounds the same, from whichever child", async () => {
  const [first, second] = await Promise.all([
    speaker.speak("Same again.", { voiceId: "finlay" }),
    speaker.speak("Same again.", { voiceId: "finlay" }),
  ]);
  expect(first.wav.equals(second.wav)).toBe(true);
});

test("a voice speaks another language with a counterpart of its kind", async () => {
  const speech = await speaker.speak("Wir sind da, und das ist nicht schlecht & gut.", { voiceId: "coral" });
  expect(speech.language).toBe("de");
  const told = await speaker.speak("Molt", { voiceId: "coral", language: "fr" });
  expect(told.language).toBe("fr");
  expect(speech.words.filter(({ startS, endS }) => endS > startS).length).toBeGreaterThan(7);
});

test("slower is longer, and higher is not shorter", async () => {
  const length = async (o: { rate?: number; pitch?: number }) =>
    (await speaker.speak(TEXT, { voiceId: "coral", ...o })).durationS;
  const usual = await length({});
  expect(await length({ rate: 0.7 })).toBeGreaterThan(usual * 1.25);
  expect(Math.abs((await length({ pitch: 1.2 })) / usual - 1)).toBeLessThan(0.1);
});

test("a seed keeps its voice, and seeds differ", () => {
  const another = new Speaker({ log: () => undefined });
  const ids = Array.from({ length: 60 }, (_, at) => speaker.voiceFor(`agent-${at}`).id);
  expect(Array.from({ length: 60 }, (_, at) => another.voiceFor(`agent-${at}`).id)).toEqual(ids);
  expect(new Set(ids).size).toBeGreaterThan(6);
  expect(speaker.voiceFor("ada", "de").language).toBe("de");
  expect(new Set(speaker.voices.map(({ id }) => id)).size).toBe(speaker.voices.length);
});

test("what cannot be said is told with a reason", async () => {
  const refused = (text: string, voiceId = "coral") =>
    speaker.speak(text, { voiceId }).catch(({ code }: { code: string }) => code);
  expect(await refused("🎉 … ")).toBe("nothing_to_say");
  expect(await refused("x".repeat(MAX_SPOKEN_CHARACTERS + 1))).toBe("text_too_long");
  expect(await refused("Hello", "nobody")).toBe("unknown_voice");
  const foreign = speaker.speak("日本語", { voiceId: "coral", language: "en" });
  await expect(foreign).rejects.toMatchObject({ code: "nothing_to_say" });
});

test("5,000 characters that mean no good are only text", async () => {
  const bad =
    "-voice kal --setf x=1 %s%n $(id) `id` ../../etc/passwd <speak><break time='9s'/> [[h@l'oU]] &lt; &#0; \u0000\u202e 🎉 \ud800 ";
  const text = bad.repeat(3).padEnd(5_000, "🎉\u0000<b>\u202e](x)** ");
  const [english, german] = await Promise.all([
    speaker.speak(text, { voiceId: "coral", rate: 2, language: "en" }),
    speaker.speak(text, { voiceId: "de-male", rate: 2, language: "de" }),
  ]);
  for (const { words, durationS } of [english, german]) {
    expect(words.length).toBeGreaterThan(30);
    expect(durationS).toBeGreaterThan(5);
  }
});

test("what is called off ends at once, also in the line", async () => {
  const long = "The tide came in. ".repeat(250);
  const callOff = new AbortController();
  const jobs = Array.from({ length: 4 }, () => speaker.speak(long, { voiceId: "pearl" }, callOff.signal));
  const ends = Promise.allSettled(jobs);
  const next = speaker.speak("I am next.", { voiceId: "pearl" });
  await expect.poll(() => speakingChildren().length).toBeGreaterThan(0);
  callOff.abort(new Error("never mind"));
  for (const end of await ends) expect(end).toMatchObject({ reason: { message: "never mind" } });
  expect((await next).durationS).toBeGreaterThan(0.5);
});

test("who has called off does not wait for those before", async () => {
  const long = "The tide came in. ".repeat(250);
  const [others, callOff] = [new AbortController(), new AbortController()];
  const before = [1, 2].map(() => speaker.speak(long, { voiceId: "pearl" }, others.signal));
  const settled = Promise.allSettled(before).then(() => "they are done");
  const waiting = speaker.speak("I wait.", { voiceId: "pearl" }, callOff.signal).catch(() => "called off");
  callOff.abort();
  expect(await Promise.race([waiting, settled])).toBe("called off");
  others.abort();
  await settled;
});

test("a child that dies is a clear error, and the next text gets another", async () => {
  const long = speaker.speak("The tide came in. ".repeat(250), { voiceId: "dylan" });
  const end = expect(long).rejects.toThrow(/could not be spoken|ended with SIGKILL/);
  await expect.poll(() => speakingChildren().length).toBeGreaterThan(0);
  for (const pid of speakingChildren()) process.kill(pid, "SIGKILL");
  await end;
  expect((await speaker.speak("Here I am.", { voiceId: "dylan" })).durationS).toBeGreaterThan(0.5);
});

test("after stopping nobody is left, and nothing is said", async () => {
  const other = new Speaker({ log: () => undefined });
  const unfinished = other.speak(TEXT, { voiceId: "coral" });
  const end = expect(unfinished).rejects.toThrow("the speaker was stopped");
  other.stop();
  await end;
  await expect(other.speak(TEXT, { voiceId: "coral" })).rejects.toThrow("the speaker was stopped");
  speaker.stop();
  await expect.poll(() => speakingChildren(), { timeout: 10_000 }).toEqual([]);
});
