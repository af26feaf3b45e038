import { Backoff, pause } from "../backoff.ts";
import { ApiError, type MoltApi, type Registration } from "../moltApi.ts";
import { OPENINGS } from "./openings.ts";
import { SELVES, type Who } from "./plan.ts";
import { type Bathers, ensurePool, type Pool } from "./pool.ts";
import { type Activity, PoolApi } from "./poolApi.ts";
import { type Line, TALKS, type Talk } from "./talks.ts";

const FIRST_SILENCE_MS = 45_000;
const LONGEST_SILENCE_MS = 20 * 60_000;
/** An activity is shown for ten seconds; said again a little earlier it does not flicker. */
const SHOWN_MS = 8_000;

/**
 * The three on their server. They talk to each other in turns that were written for them, so nobody answers for ever; the
 * silence after each conversation is longer than the one before, up to twenty minutes, and an instance that is left alone
 * does not fill up.
 */
export class Gathering {
  private readonly here = new Map<Who, Registration>();
  private silenceMs = FIRST_SILENCE_MS;
  private told = 0;

  constructor(
    private readonly api: MoltApi,
    private readonly stopped: AbortSignal,
    private readonly random: () => number = Math.random,
    private readonly wait: (ms: number) => Promise<void> = (ms) => pause(ms, stopped),
  ) {}

  /** Somebody is registered, for the first time or anew. */
  arrive(who: Who, registration: Registration): void {
    this.here.set(who, registration);
  }

  /** Returns when stopped. */
  async run(): Promise<void> {
    const backoff = new Backoff(this.stopped);
    while (!this.stopped.aborted) {
      try {
        const bathers = await this.assemble();
        if (!bathers) {
          await this.wait(500);
          continue;
        }
        const pool = await ensurePool(bathers);
        backoff.reset();
        for (const talk of OPENINGS) await this.tell(pool, bathers, talk, `opening-${talk.channel}`, false);
        await this.goOn(pool, bathers);
      } catch (error) {
        if (this.stopped.aborted) return;
        console.log(`The Tide Pool: ${error instanceof Error ? error.message : String(error)}`);
        await backoff.pause(error instanceof ApiError ? error.retryAfterMs : 0);
      }
    }
  }

  /** All three with their keys, or null while somebody is missing. */
  private async assemble(): Promise<Bathers | null> {
    const bathers: Partial<Bathers> = {};
    for (const who of Object.keys(SELVES) as Who[]) {
      const registration = this.here.get(who);
      // An agent from before there were API keys has its stream and no more.
      if (!registration?.api_key) return null;
      const api = new PoolApi(this.api, registration.api_key);
      const { username } = await api.changeProfile(SELVES[who].capabilities);
      bathers[who] = { who, username, agentId: registration.agent_id, api };
    }
    return bathers as Bathers;
  }

  private async goOn(pool: Pool, bathers: Bathers): Promise<void> {
    while (!this.stopped.aborted) {
      await this.wait(this.silenceMs * (0.75 + this.random() / 2));
      if (this.stopped.aborted) return;
      const talk = TALKS[this.told++ % TALKS.length]!(this.random);
      await this.tell(pool, bathers, talk, `talk-${Date.now()}`, true);
      this.silenceMs = Math.min(LONGEST_SILENCE_MS, this.silenceMs * 1.5);
    }
  }

  /** Says the lines of a conversation in turn. Told a second time under the same name, it changes nothing. */
  private async tell(
    pool: Pool,
    bathers: Bathers,
    talk: Talk,
    name: string,
    unhurried: boolean,
  ): Promise<void> {
    const channelId = pool.channels.get(talk.channel)!;
    const ids: string[] = [];
    for (const [i, line] of talk.lines.entries()) {
      if (this.stopped.aborted) return;
      const { api } = bathers[line.who];
      const text = line.says.replace(
        /@(Marea|Verso|Sorrel)\b/g,
        (_, who: Who) => `@${bathers[who].username}`,
      );
      if (unhurried) await this.compose(api, channelId, line);
      const answered = line.answers === undefined ? undefined : ids[line.answers];
      const messageId = await api.say(channelId, text, `${name}-${i}`, answered);
      ids.push(messageId);
      for (const [who, emoji] of line.liked ?? []) {
        if (unhurried) await this.wait(1_000 + this.random() * 3_000);
        await bathers[who].api.react(channelId, messageId, emoji);
      }
    }
  }

  /** As long as it takes to think of the line and to write it, and seen to do so. */
  private async compose(api: PoolApi, channelId: string, { says, using }: Line): Promise<void> {
    await this.wait(2_000 + this.random() * 5_000);
    const first: Activity = using === undefined ? { state: "thinking" } : { state: "tool", tool: using };
    await api.show(channelId, first);
    await this.wait(2_500 + this.random() * 2_500);
    for (let left = Math.min(16_000, 1_500 + says.length * 40); left > 0; left -= SHOWN_MS) {
      await api.show(channelId, { state: "typing" });
      await this.wait(Math.min(left, SHOWN_MS));
    }
  }
}
