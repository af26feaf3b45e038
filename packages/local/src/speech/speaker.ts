import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import type { Answer, Order } from "./child.ts";
import { languageOf } from "./language.ts";
import { readScript } from "./script.ts";
import { SpeakingChild } from "./speakingChild.ts";
import { type SpeakOptions, type Speech, SpeechError, type Voice } from "./speech.ts";
import { counterpartOf, VOICES, type VoiceRecipe, voiceFor } from "./voices.ts";

export { languageOf } from "./language.ts";
export * from "./speech.ts";

/** Some twenty minutes of talk. */
export const MAX_SPOKEN_CHARACTERS = 20_000;
/** Live encoders and whoever watches come first. */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));
/** A child holds about 150 MB, so it goes when nobody has spoken for a while. */
const IDLE_MS = 60_000;

type Turn = { start(): void };

/**
 * Speaks texts, in children of its own: English by flite, other languages by espeak-ng, which is not part of our program
 * and may be absent. Two texts are spoken at a time; the others wait in line.
 */
export class Speaker {
  readonly voices: readonly Voice[];
  readonly #log: (line: string) => void;
  readonly #recipes: readonly VoiceRecipe[];
  #idle: SpeakingChild[] = [];
  readonly #busy = new Set<SpeakingChild>();
  readonly #line: Turn[] = [];
  #running = 0;
  readonly #stopped = new AbortController();

  constructor(o: { log: (line: string) => void }) {
    this.#log = o.log;
    this.#recipes = hasEspeak() ? VOICES : VOICES.filter(({ engine }) => engine === "flite");
    this.voices = this.#recipes.map(({ id, name, language, gender }) => ({ id, name, language, gender }));
  }

  /** The same voice for the same seed, always; one that has `language` as its own, where there is one. */
  voiceFor(seed: string, language = "en"): Voice {
    const { id } = voiceFor(seed, language);
    return this.voices.find((voice) => voice.id === id) ?? this.voices[0]!;
  }

  /**
   * Says a text. Rejects with a `SpeechError` for what is wrong with the wish, and with the signal's reason when it is called off,
   * which takes effect at once.
   */
  async speak(text: string, o: SpeakOptions, signal?: AbortSignal): Promise<Speech> {
    const { recipe, order, language } = this.#prepare(text, o);
    const given = signal ? AbortSignal.any([signal, this.#stopped.signal]) : this.#stopped.signal;
    given.throwIfAborted();
    await this.#turn(given);
    try {
      const answer = await this.#ask(recipe.engine, order, given);
      if ("silent" in answer) throw nothingToSay();
      if ("failed" in answer) throw new Error(`the text could not be spoken: ${answer.failed}`);
      return { ...answer, wav: Buffer.from(answer.wav), language };
    } finally {
      this.#running--;
      this.#line.shift()?.start();
    }
  }

  /** Ends all children. What is being said is called off. */
  stop(): void {
    this.#stopped.abort(new Error("the speaker was stopped"));
    for (const child of [...this.#idle, ...this.#busy]) child.kill();
    this.#idle = [];
  }

  #prepare(text: string, o: SpeakOptions) {
    const voice = this.#recipes.find(({ id }) => id === o.voiceId);
    if (!voice) throw new SpeechError("unknown_voice", `There is no voice "${o.voiceId}".`);
    if (text.length > MAX_SPOKEN_CHARACTERS)
      throw new SpeechError(
        "text_too_long",
        `A text may have ${MAX_SPOKEN_CHARACTERS.toLocaleString("en")} characters at most.`,
      );
    const wanted = o.language ?? languageOf(text) ?? voice.language;
    const found = counterpartOf(voice, wanted);
    const recipe = this.#recipes.find(({ id }) => id === found?.id) ?? voice;
    const sentences = readScript(text, recipe.language);
    if (sentences.length === 0) throw nothingToSay();
    const manner = {
      voice: recipe.base,
      rate: recipe.rate * within(o.rate),
      pitch: recipe.pitch * within(o.pitch),
    };
    return { recipe, order: { sentences, manner } satisfies Order, language: recipe.language };
  }

  /** Resolves when it is this text's turn. */
  #turn(signal: AbortSignal): Promise<void> {
    if (this.#running < AT_ONCE) {
      this.#running++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#line.splice(this.#line.indexOf(turn), 1);
        reject(signal.reason as Error);
      };
      const turn: Turn = {
        start: () => {
          signal.removeEventListener("abort", leave);
          this.#running++;
          resolve();
        },
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#line.push(turn);
    });
  }

  /** Asks a child that waits, or a new one. A child that dies of a text is not asked again; the next text gets another. */
  async #ask(engine: VoiceRecipe["engine"], order: Order, signal: AbortSignal): Promise<Answer> {
    const waiting = this.#idle.filter(({ isAlive }) => isAlive);
    const child = waiting.find((each) => each.engine === engine) ?? new SpeakingChild(engine);
    this.#idle = waiting.filter((each) => each !== child);
    this.#busy.add(child);
    try {
      const answer = await child.ask(order, signal);
      this.#idle.push(child);
      child.leaveAfter(IDLE_MS);
      return answer;
    } catch (error) {
      child.kill();
      if (!signal.aborted) this.#log(`speaking failed: ${(error as Error).message}`);
      throw error;
    } finally {
      this.#busy.delete(child);
    }
  }
}

const nothingToSay = () =>
  new SpeechError("nothing_to_say", "There is nothing in this text that can be spoken.");

const within = (factor = 1) => Math.max(0.5, Math.min(2, factor));

function hasEspeak(): boolean {
  try {
    createRequire(import.meta.url).resolve("@echogarden/espeak-ng-emscripten");
    return true;
  } catch {
    return false;
  }
}
