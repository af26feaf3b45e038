import { runFlite } from "./fliteProgram.ts";
import type { Engine, Manner, Phone, Utterance } from "./utterance.ts";
import { readWav } from "./wav.ts";

/**
 * The voice `slt` was recorded by somebody who read lists. It is told to move as much as people do who talk to somebody:
 * about two semitones around its middle. The others do that by themselves.
 */
const LIVELINESS: Record<string, string[]> = { slt: ["--setf", "int_f0_target_stddev=55"] };
/** The quickest of its voices, which serves to look words up. */
const READER = "kal";
const PAUSE = "pau";

/** English, with the voices that are built into flite. */
export const flite: Engine = {
  speak(words: string[], manner: Manner): Utterance {
    const text = ` ${words.join(" ")} `;
    // A voice is made higher by playing it faster, and spoken slower before that by as much.
    const stretch = manner.pitch / manner.rate;
    const { printed, wav } = runFlite([
      "-psdur",
      "-voice",
      manner.voice,
      "--setf",
      `duration_stretch=${stretch.toFixed(4)}`,
      ...(LIVELINESS[manner.voice] ?? []),
      text,
    ]);
    const { samples, sampleRate } = readWav(wav);
    const phones = phonesOf(printed, manner.pitch);
    const words_ = placeWords(words, phones);
    return { samples, sampleRate: sampleRate * manner.pitch, phones, words: words_ };
  },
};

/** `pau:0.164 hh:0.255 …`: each sound with the time at which it ends. */
function phonesOf(printed: string, pitch: number): Phone[] {
  const phones: Phone[] = [];
  let startS = 0;
  for (const [, name, end] of printed.matchAll(/([a-z]+):([\d.]+)/g)) {
    const endS = Number(end) / pitch;
    phones.push({ sound: name === PAUSE ? "" : name!, startS, endS, stressed: false });
    startS = endS;
  }
  return phones;
}

/**
 * Flite does not say where words begin. So they are looked up one by one, with a pause between any two, and what comes out is laid
 * beside what was spoken. Tells the stress of sounds on the way, which also is known to the look-up alone.
 */
function placeWords(words: string[], phones: Phone[]): Utterance["words"] {
  const list = words.map((word) => word.replace(/^[^\p{L}\p{N}$£€]+|[^\p{L}\p{N}%]+$/gu, "")).join(", ");
  const { printed } = runFlite(["-psstress", "-voice", READER, ` ${list}, `]);
  const looked = printed
    .split(/\bpau\b/)
    .map((part) => part.trim().split(/\s+/).filter(Boolean))
    .filter((sounds) => sounds.length > 0);
  const spoken = phones.filter(({ sound }) => sound !== "");
  const owners =
    looked.length === words.length ? alignedOwners(looked, spoken) : sharedOwners(words, spoken.length);
  const placed = words.map((): { startS: number; endS: number } | null => null);
  for (const [at, phone] of spoken.entries()) {
    const owner = owners[at]!;
    placed[owner] = { startS: placed[owner]?.startS ?? phone.startS, endS: phone.endS };
  }
  let lastS = spoken[0]?.startS ?? 0;
  return placed.map((place) => {
    const found = place ?? { startS: lastS, endS: lastS };
    lastS = found.endS;
    return found;
  });
}

/** For each sound that was spoken, the word it belongs to: the cheapest way to turn one row of sounds into the other. */
function alignedOwners(looked: string[][], spoken: Phone[]): number[] {
  const expected = looked.flatMap((sounds, word) =>
    sounds.map((sound) => ({ sound: sound.replace(/\d$/, ""), stressed: sound.endsWith("1"), word })),
  );
  const [rows, columns] = [expected.length + 1, spoken.length + 1];
  const cost = new Float32Array(rows * columns);
  const differ = (row: number, column: number) => {
    const [a, b] = [expected[row - 1]!.sound, spoken[column - 1]!.sound];
    return a === b ? 0 : isVowel(a) === isVowel(b) ? 0.6 : 1.6;
  };
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      if (row === 0 || column === 0) cost[at] = row + column;
      else
        cost[at] = Math.min(
          cost[at - columns - 1]! + differ(row, column),
          cost[at - columns]! + 1,
          cost[at - 1]! + 1,
        );
    }
  const owners = new Array<number>(spoken.length).fill(0);
  let [row, column] = [rows - 1, columns - 1];
  while (column > 0) {
    const at = row * columns + column;
    if (row > 0 && Math.abs(cost[at]! - cost[at - columns - 1]! - differ(row, column)) < 1e-3) {
      owners[column - 1] = expected[row - 1]!.word;
      spoken[column - 1]!.stressed = expected[row - 1]!.stressed;
      row--;
      column--;
    } else if (row > 0 && Math.abs(cost[at]! - cost[at - columns]! - 1) < 1e-3) row--;
    else {
      owners[column - 1] = expected[Math.max(0, row - 1)]!.word;
      column--;
    }
  }
  return owners;
}

const isVowel = (sound: string) => /^[aeiou]/.test(sound);

/** Where the look-up does not help: as many sounds for a word as it has letters. */
function sharedOwners(words: string[], count: number): number[] {
  const letters = words.map((word) => Math.max(1, word.replace(/[^\p{L}\p{N}]/gu, "").length));
  const all = letters.reduce((sum, each) => sum + each, 0);
  let [word, upTo] = [0, letters[0] ?? 1];
  return Array.from({ length: count }, (_, sound) => {
    while (word < words.length - 1 && ((sound + 0.5) / count) * all > upTo) upTo += letters[++word]!;
    return word;
  });
}
