import { type SpeakOptions, type Speech, SpeechError, type Voice } from "./speech.ts";

export * from "./speech.ts";

export const MAX_SPOKEN_CHARACTERS = 20_000;

/** Speaks texts, in children of its own. A few at a time; the others wait in line. */
export class Speaker {
  readonly voices: readonly Voice[] = [];
  readonly #log: (line: string) => void;

  constructor(o: { log: (line: string) => void }) {
    this.#log = o.log;
  }

  /** The same voice for the same seed, always. */
  voiceFor(seed: string, _language = "en"): Voice {
    throw new Error(`no voice for ${seed} yet`);
  }

  /** Rejects with a `SpeechError` for what is wrong with the wish, and with the signal's reason when it is called off. */
  speak(_text: string, o: SpeakOptions, _signal?: AbortSignal): Promise<Speech> {
    this.#log(`nobody speaks with ${o.voiceId} yet`);
    return Promise.reject(new SpeechError("unknown_voice", `there is no voice ${o.voiceId}`));
  }

  stop(): void {}
}
