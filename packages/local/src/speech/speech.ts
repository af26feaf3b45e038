/** What a mouth does for a sound. `rest` is silence; `closed` is m, b, p, which touch the lips in the middle of talk. */
export type MouthShape =
  | "rest"
  | "closed"
  | "teeth"
  | "tongue"
  | "narrow"
  | "mid"
  | "wide"
  | "open"
  | "round"
  | "pucker";

export type SpokenWord = {
  /** As it stands in the text, with its punctuation. */
  text: string;
  startS: number;
  endS: number;
};

/** From `atS` on the mouth has this shape, until the next one. */
export type MouthMove = { atS: number; shape: MouthShape; stressed?: boolean };

/** A text that was spoken: the sound, and what happens when. */
export interface Speech {
  /** Mono, 16 bits, about −16 LUFS with true peaks of −1 dBTP at most. */
  wav: Buffer;
  sampleRate: number;
  durationS: number;
  /** BCP 47. */
  language: string;
  words: SpokenWord[];
  mouth: MouthMove[];
}

export interface Voice {
  id: string;
  name: string;
  /** BCP 47. A voice speaks other languages, too, with a counterpart of its own kind. */
  language: string;
  gender: "female" | "male" | "neutral";
}

export type SpeakOptions = {
  voiceId: string;
  /** 1 is the voice's own pace; 0.5 to 2. */
  rate?: number;
  /** 1 is the voice's own height; 0.5 to 2. */
  pitch?: number;
  /** BCP 47. Without it, the language is told from the text; where that leaves doubt, it is the voice's own. */
  language?: string;
};

/** What can be wrong with a wish to speak: the text has nothing to say in it, or too much, or nobody has that voice. */
export class SpeechError extends Error {
  readonly code: "nothing_to_say" | "text_too_long" | "unknown_voice";

  constructor(code: SpeechError["code"], message: string) {
    super(message);
    this.code = code;
  }
}
