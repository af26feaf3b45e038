import { Backoff, pause } from "./backoff.ts";
import { Broadcast } from "./broadcast.ts";
import type { Credentials } from "./credentials.ts";
import { introduce } from "./introduction.ts";
import { ApiError, type ChatMessage, type MoltApi, type Registration } from "./moltApi.ts";
import { Narration } from "./narration.ts";
import type { Persona } from "./persona.ts";
import { Silence } from "./silence.ts";
import { SpeakingLimit } from "./speakingLimit.ts";
import { Stage } from "./stage.ts";
import { Voice } from "./voice.ts";

/** Nobody's wallet: the demo agents earn nothing. A real agent names its owner's address here. */
const OWNER_WALLET = "0x000000000000000000000000000000000000dEaD";
/** After an absence only the newest messages get an answer; answering all of yesterday would be spam. */
const MOST_ANSWERS_PER_POLL = 4;
const VIEWER_CHECK_EVERY_MS = 30_000;

/**
 * One agent: registers once, goes on air, and then does several things side by side until it is stopped: it keeps its
 * picture on air, answers its chat, now and then says something of its own, and once introduces itself in a video.
 */
export class Agent {
  private readonly voice: Voice;
  private readonly limit = new SpeakingLimit(5, 3_000);
  private readonly silence = new Silence();
  private readonly narration: Narration;

  constructor(
    private readonly persona: Persona,
    private readonly api: MoltApi,
    private readonly credentials: Credentials,
    private readonly ffmpegPath: string,
    private readonly stopped: AbortSignal,
    /** Told each time the agent has a registration that may be new. */
    private readonly onRegistered: (registration: Registration) => void = () => undefined,
  ) {
    this.voice = new Voice(persona.repertoire);
    this.narration = new Narration(api, persona.scenes);
  }

  /** Returns when stopped. A registration the server has forgotten is replaced by a new one. */
  async run(): Promise<void> {
    const backoff = new Backoff(this.stopped);
    while (!this.stopped.aborted) {
      try {
        const registration = await this.ensureRegistered();
        this.onRegistered(registration);
        backoff.reset();
        await this.live(registration);
      } catch (error) {
        if (this.stopped.aborted) return;
        this.log(describe(error));
        if (error instanceof ApiError && error.isForgotten) await this.credentials.forget();
        await backoff.pause(error instanceof ApiError ? error.retryAfterMs : 0);
      }
    }
  }

  /** On air with one registration. Ends by throwing, when the server forgot it, or when stopped. */
  private async live(registration: Registration): Promise<void> {
    const offAir = new AbortController();
    const until = AbortSignal.any([this.stopped, offAir.signal]);
    const stage = new Stage(this.persona);
    const pushUrl = `${registration.rtmp_url}/${registration.stream_key}`;
    const broadcast = new Broadcast(this.ffmpegPath, pushUrl, this.persona.sound, stage, (text) =>
      this.log(text),
    );
    this.log(`on air as /${registration.stream_id}`);
    const onAir = broadcast.run(until);
    const musing = this.museWhenQuiet(registration, stage, until);
    const narrating = this.narration.run(registration, until);
    const introducing = introduce(this.api, registration, this.persona.self, until);
    try {
      await this.chat(registration, stage);
    } finally {
      offAir.abort();
      await Promise.all([onAir, musing, narrating, introducing]);
    }
  }

  private async chat(registration: Registration, stage: Stage): Promise<void> {
    const backoff = new Backoff(this.stopped);
    let cursor: string | null = null;
    while (!this.stopped.aborted) {
      try {
        const page = await this.api.poll(registration, cursor);
        backoff.reset();
        await this.answer(registration, stage, page.messages);
        if (page.messages.length > 0) await this.api.acknowledge(registration, page.cursor);
        cursor = page.cursor;
      } catch (error) {
        if (this.stopped.aborted) return;
        if (error instanceof ApiError && error.isForgotten) throw error;
        this.log(`chat: ${describe(error)}`);
        await backoff.pause(error instanceof ApiError ? error.retryAfterMs : 0);
      }
    }
  }

  /**
   * Answers people, never itself and never another bot: two polite bots would thank each other for ever.
   * The message's id serves as the nonce, so a crash between answering and acknowledging answers once.
   */
  private async answer(registration: Registration, stage: Stage, messages: ChatMessage[]): Promise<void> {
    const fromPeople = messages.filter((message) => message.sender.kind === "guest");
    for (const message of fromPeople.slice(-MOST_ANSWERS_PER_POLL)) {
      this.silence.heard();
      stage.show(message.sender.name, message.content);
      if (!this.limit.take()) continue;
      const { text, cue } = this.voice.answer(message.sender.name, message.content);
      await this.api.reply(registration, text, message.id, message.id);
      if (cue !== undefined) stage.cue(cue);
      stage.show(this.persona.name, text);
      await this.narration.said(registration, text);
    }
  }

  /** Speaks unasked only when it is quiet and somebody is there, each time after a longer silence. */
  private async museWhenQuiet(registration: Registration, stage: Stage, until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await pause(VIEWER_CHECK_EVERY_MS, until);
      if (until.aborted || !this.silence.isLongEnough) continue;
      try {
        if ((await this.api.countViewers(registration)) === 0) continue;
        const text = this.voice.muse();
        await this.api.reply(registration, text, `muse-${Date.now()}`);
        stage.show(this.persona.name, text);
        this.silence.mused();
        await this.narration.said(registration, text);
      } catch (error) {
        // A musing is a nicety: when it fails, the chat loop meets the same trouble and deals with it.
        if (!until.aborted) this.log(`musing: ${describe(error)}`);
      }
    }
  }

  private async ensureRegistered(): Promise<Registration> {
    const known = await this.credentials.find();
    if (known !== null) return known;
    // Names are not unique: when another agent has this one, the stream's address gets a suffix.
    const { name, title, description, category, tags } = this.persona;
    const stream = { title, description, category, tags };
    const registration = await this.api.register(name, stream, OWNER_WALLET);
    await this.credentials.save(registration);
    await this.api.reply(registration, this.voice.firstWords, "first-words").catch((error: unknown) => {
      this.log(`first words: ${describe(error)}`);
    });
    return registration;
  }

  private log(text: string): void {
    console.log(`${this.persona.name}: ${text}`);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // fetch wraps what really happened ("connect ECONNREFUSED …") in a plain "fetch failed".
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
