/** One sound of a sentence, in the engine's own letters. Empty is a pause. */
export type Phone = { sound: string; startS: number; endS: number; stressed: boolean };

/** A sentence as an engine spoke it: the sound, and where each of its words begins and ends. */
export type Utterance = {
  samples: Float32Array;
  sampleRate: number;
  phones: Phone[];
  /** As many as words were given, in their order. */
  words: { startS: number; endS: number }[];
};

/** How an engine is to speak. What the parts mean is up to each engine; 1 is as it comes. */
export type Manner = {
  /** The engine's name for the voice. */
  voice: string;
  rate: number;
  pitch: number;
};

/** What a language's engine can do: words in, sound out. Takes as long as it takes, without a break. */
export type Engine = { speak(words: string[], manner: Manner): Utterance };
