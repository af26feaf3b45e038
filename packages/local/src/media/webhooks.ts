import { setTimeout as sleep } from "node:timers/promises";

export type LiveInputEvent = {
  uid: string;
  type: "live_input.connected" | "live_input.disconnected" | "live_input.errored";
  at: Date;
  error?: { code: string; message: string };
};

export type WebhookOptions = {
  url: string;
  secret: string;
  log(line: string): void;
  /** The first pause between tries; it doubles up to 30 times itself. */
  firstPauseMs?: number;
};

const MAX_TRIES = 10;
const MAX_PAUSE_FACTOR = 30;
const TRY_TIMEOUT_MS = 10_000;
const MAX_WAITING_PER_INPUT = 100;

/**
 * Tells the backend what happened to live inputs, as Cloudflare's notifications do: one POST per event, in order per
 * input, repeated until it answers 2xx. After ten tries an event is given up, and the next one is sent.
 */
export class Webhooks {
  readonly #options: WebhookOptions;
  readonly #queues = new Map<string, LiveInputEvent[]>();
  readonly #stopped = new AbortController();

  constructor(options: WebhookOptions) {
    this.#options = options;
  }

  send(event: LiveInputEvent): void {
    const queue = this.#queues.get(event.uid);
    if (!queue) {
      const fresh = [event];
      this.#queues.set(event.uid, fresh);
      void this.#drain(event.uid, fresh);
      return;
    }
    queue.push(event);
    // The first one is on its way; of the rest the newest say most about the present.
    if (queue.length > MAX_WAITING_PER_INPUT) queue.splice(1, 1);
  }

  /** Gives up everything that has not been delivered. */
  stop(): void {
    this.#stopped.abort();
  }

  async #drain(uid: string, queue: LiveInputEvent[]): Promise<void> {
    for (let event = queue[0]; event && !this.#stopped.signal.aborted; event = queue[0]) {
      await this.#deliver(event);
      queue.shift();
    }
    this.#queues.delete(uid);
  }

  async #deliver(event: LiveInputEvent): Promise<void> {
    const firstPauseMs = this.#options.firstPauseMs ?? 1000;
    for (let attempt = 1; ; attempt++) {
      const refusal = await this.#post(event);
      if (refusal === null || this.#stopped.signal.aborted) return;
      if (attempt === MAX_TRIES) {
        this.#options.log(
          `webhook ${event.type} for ${event.uid} is given up after ${MAX_TRIES} tries: ${refusal}`,
        );
        return;
      }
      const pauseMs = firstPauseMs * Math.min(2 ** (attempt - 1), MAX_PAUSE_FACTOR);
      await sleep(pauseMs, undefined, { signal: this.#stopped.signal, ref: false }).catch(() => {});
    }
  }

  /** Null when the receiver took it, otherwise what went wrong. */
  async #post(event: LiveInputEvent): Promise<string | null> {
    try {
      const response = await fetch(this.#options.url, {
        method: "POST",
        headers: { "content-type": "application/json", "cf-webhook-auth": this.#options.secret },
        body: JSON.stringify(presentEvent(event)),
        redirect: "error",
        signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(TRY_TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.ok ? null : `answered ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

function presentEvent({ uid, type, at, error }: LiveInputEvent) {
  const updatedAt = at.toISOString();
  return {
    name: "Molt live inputs",
    text: `Notification type: Stream Live Input\nInput ID: ${uid}\nEvent type: ${type}\nUpdated at: ${updatedAt}`,
    data: {
      notification_name: "Stream Live Input",
      input_id: uid,
      event_type: type,
      updated_at: updatedAt,
      ...(error && { live_input_errored: { error } }),
    },
    ts: Math.floor(at.getTime() / 1000),
  };
}
