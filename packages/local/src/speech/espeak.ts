import type { Engine, Manner, Phone, Utterance } from "./utterance.ts";

/** What the engine tells while it speaks; times are in milliseconds, places count characters of the text from 1. */
type Told = {
  type: string;
  audio_position: number;
  text_position: number;
  word_length: number;
  id?: string | number;
};
type Worker = {
  set_voice(name: string): void;
  set_rate(wordsPerMinute: number): void;
  set_pitch(pitch: number): void;
  set_range(range: number): void;
  synthesize(text: string, heard: (samples: Int16Array, events: Told[]) => boolean | undefined): void;
};

const SAMPLE_RATE = 22_050;
const PACE_WPM = 158;
/** 50 is the voice's own height; a step is about an eightieth of an octave of what it can do. */
const [PITCH, PITCH_PER_OCTAVE] = [50, 50];
/** A little more movement than it has by itself. */
const RANGE = 62;

/** Nearly every language, with espeak-ng. It is not there on an instance that was installed without optional packages. */
export async function loadEspeak(): Promise<Engine> {
  // Named at run time: nothing that is built from our sources has this package, which is GPL, in it.
  const name = "@echogarden/espeak-ng-emscripten";
  const { default: load } = (await import(name)) as {
    default: () => Promise<{ eSpeakNGWorker: new () => Worker }>;
  };
  const worker = new (await load()).eSpeakNGWorker();
  return { speak: (words, manner) => speak(worker, words, manner) };
}

function speak(worker: Worker, words: string[], manner: Manner): Utterance {
  worker.set_voice(manner.voice);
  worker.set_rate(Math.round(PACE_WPM * manner.rate));
  const pitch = PITCH + Math.log2(manner.pitch) * PITCH_PER_OCTAVE;
  worker.set_pitch(Math.max(0, Math.min(99, Math.round(pitch))));
  worker.set_range(RANGE);
  const chunks: Int16Array[] = [];
  const told: Told[] = [];
  // The engine takes SSML and, in double brackets, its own phonemes. What reads a script leaves no brackets of either kind.
  const plain = words.map((word) => word.replaceAll("&", "&amp;"));
  worker.synthesize(plain.join(" "), (samples, events) => {
    chunks.push(samples);
    told.push(...events);
    return undefined;
  });
  const samples = joined(chunks);
  const endS = samples.length / SAMPLE_RATE;
  return { samples, sampleRate: SAMPLE_RATE, ...timesOf(told, plain, endS) };
}

/** The sounds, each lasting until the next, and the words, each with the sounds that were told after it. */
function timesOf(told: Told[], words: string[], endS: number): Pick<Utterance, "phones" | "words"> {
  const starts: number[] = [];
  let place = 1;
  for (const word of words) {
    starts.push(place);
    place += [...word].length + 1;
  }
  const wordAt = (position: number) => {
    const after = starts.findIndex((start) => start > position);
    return after === -1 ? words.length - 1 : Math.max(0, after - 1);
  };
  const phones: Phone[] = [];
  const owners: number[] = [];
  let word = 0;
  for (const event of told) {
    const startS = Math.min(endS, event.audio_position / 1000);
    if (event.type === "word") word = Math.max(word, wordAt(event.text_position));
    if (event.type !== "phoneme" && event.type !== "end") continue;
    const last = phones.at(-1);
    if (last) last.endS = Math.max(last.startS, startS);
    const sound = event.type === "end" ? "" : String(event.id ?? "");
    phones.push({ sound: sound.replace(/[ˈˌ]/g, ""), startS, endS, stressed: sound.startsWith("ˈ") });
    owners.push(word);
  }
  const placed = words.map((): { startS: number; endS: number } | null => null);
  for (const [at, phone] of phones.entries()) {
    if (phone.sound === "") continue;
    const owner = owners[at]!;
    placed[owner] = { startS: placed[owner]?.startS ?? phone.startS, endS: phone.endS };
  }
  let lastS = 0;
  return {
    phones,
    words: placed.map((found) => {
      const time = found ?? { startS: lastS, endS: lastS };
      lastS = time.endS;
      return time;
    }),
  };
}

function joined(chunks: Int16Array[]): Float32Array {
  const samples = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) for (const value of chunk) samples[at++] = value / 32_768;
  return samples;
}
