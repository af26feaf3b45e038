import type { MouthShape } from "./speech.ts";

/** Sounds of American English as flite writes them (ARPAbet). */
const ENGLISH: Record<string, MouthShape> = {
  ...all("closed", "m b p"),
  ...all("teeth", "f v"),
  ...all("tongue", "th dh l"),
  ...all("narrow", "s z t d n sh zh ch jh y"),
  ...all("mid", "ah ax eh ih er hh k g ng uh"),
  ...all("wide", "iy ey ae"),
  ...all("open", "aa ay aw"),
  ...all("round", "ao ow oy"),
  ...all("pucker", "uw w r"),
};

/** Sounds of all languages by the first letter that is known here (IPA, as espeak-ng writes it). */
const PHONETIC: Record<string, MouthShape> = {
  ...all("closed", "m b p ɓ ʙ"),
  ...all("teeth", "f v ɱ ʋ ɸ β"),
  ...all("tongue", "θ ð l ɫ ɬ ɮ ɭ"),
  ...all("narrow", "s z t d n ʃ ʒ c ɟ ɲ ʂ ʐ ʈ ɖ ɳ ɕ ʑ ɾ j ç ʝ ʦ ʧ ʤ"),
  ...all("mid", "ə ɛ ɪ ɜ ɘ ɚ ɝ ʌ ɐ k ɡ g ŋ x ɣ χ ʁ h ɦ ħ ʕ ʔ q ɢ ɨ ᵻ r ʀ"),
  ...all("wide", "i e æ ɶ"),
  ...all("open", "a ɑ ɒ"),
  ...all("round", "o ɔ ø œ ɞ ɤ"),
  ...all("pucker", "u y ʊ ʏ w ʉ ɯ ɥ ɹ ɻ ʍ"),
};

/** What the mouth does for a sound of either engine; pauses rest. */
export function mouthShapeOf(sound: string, engine: "flite" | "espeak"): MouthShape {
  if (sound === "") return "rest";
  if (engine === "flite") return ENGLISH[sound] ?? "mid";
  for (const letter of sound) {
    const shape = PHONETIC[letter];
    if (shape) return shape;
  }
  return "mid";
}

function all(shape: MouthShape, sounds: string): Record<string, MouthShape> {
  return Object.fromEntries(sounds.split(" ").map((sound) => [sound, shape]));
}
