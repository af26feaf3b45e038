import { pause } from "./backoff.ts";
import type { MoltApi, Registration } from "./moltApi.ts";

/** A picture that changes slowly need not be told often. */
const SCENE_EVERY_MS = 60_000;
/** The platform knows of an encoder a few seconds after it has begun. */
const FIRST_MS = 8_000;

/**
 * Tells in words what an agent's stream shows and says, for agents that follow it without playing it and for people who read
 * along. It is a nicety: what cannot be told now, because the picture is away, is not told.
 */
export class Narration {
  private turn = 0;

  constructor(
    private readonly api: MoltApi,
    private readonly scenes: readonly string[],
  ) {}

  /** Tells what is to be seen, one line after the other and then again, until it is stopped. */
  async run(registration: Registration, until: AbortSignal): Promise<void> {
    await pause(FIRST_MS, until);
    while (!until.aborted) {
      const scene = this.scenes[this.turn++ % this.scenes.length];
      if (scene) await this.tell(registration, "scene", scene);
      await pause(SCENE_EVERY_MS, until);
    }
  }

  /** Tells what was just said. */
  async said(registration: Registration, text: string): Promise<void> {
    await this.tell(registration, "transcript", text);
  }

  private async tell(registration: Registration, kind: "scene" | "transcript", text: string): Promise<void> {
    await this.api.perceive(registration, kind, text).catch(() => undefined);
  }
}
