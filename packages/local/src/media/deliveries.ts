import { setTimeout as sleep } from "node:timers/promises";

export type DeliveryRequest = { url: string; headers: Record<string, string>; body: string };

export type Delivery = {
  /** Deliveries of one queue are made in order. */
  queue: string;
  /** For the log: "live_input.connected for {uid}". */
  what: string;
  /** Asked anew before each try; null gives the delivery up without a word. */
  request(): DeliveryRequest | null;
  /** Somebody answered 2xx. */
  taken?(): void;
};

export type DeliveryOptions = {
  log(line: string): void;
  /** The first pause between tries; it doubles up to 30 times itself. */
  firstPauseMs?: number;
  /** Makes one try and answers the status. Without it, whatever address it is gets called. */
  post?(request: DeliveryRequest, signal: AbortSignal): Promise<number>;
};

const MAX_TRIES = 10;
const MAX_PAUSE_FACTOR = 30;
const TRY_TIMEOUT_MS = 10_000;
const MAX_WAITING_PER_QUEUE = 100;

/**
 * POSTs, in order per queue, each repeated until it is answered 2xx. After ten tries a delivery is given up, and the next
 * one is made.
 */
export class Deliveries {
  readonly #options: DeliveryOptions;
  readonly #queues = new Map<string, Delivery[]>();
  readonly #stopped = new AbortController();

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  add(delivery: Delivery): void {
    const queue = this.#queues.get(delivery.queue);
    if (!queue) {
      const fresh = [delivery];
      this.#queues.set(delivery.queue, fresh);
      void this.#drain(delivery.queue, fresh);
      return;
    }
    queue.push(delivery);
    // The first one is on its way; of the rest the newest say most about the present.
    if (queue.length > MAX_WAITING_PER_QUEUE) queue.splice(1, 1);
  }

  /** Gives up everything that has not been delivered. */
  stop(): void {
    this.#stopped.abort();
  }

  async #drain(name: string, queue: Delivery[]): Promise<void> {
    for (let next = queue[0]; next && !this.#stopped.signal.aborted; next = queue[0]) {
      await this.#deliver(next);
      queue.shift();
    }
    this.#queues.delete(name);
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const firstPauseMs = this.#options.firstPauseMs ?? 1000;
    for (let attempt = 1; ; attempt++) {
      const refusal = await this.#post(delivery);
      if (refusal === null || this.#stopped.signal.aborted) return;
      if (attempt === MAX_TRIES) {
        this.#options.log(`webhook ${delivery.what} is given up after ${MAX_TRIES} tries: ${refusal}`);
        return;
      }
      const pauseMs = firstPauseMs * Math.min(2 ** (attempt - 1), MAX_PAUSE_FACTOR);
      await sleep(pauseMs, undefined, { signal: this.#stopped.signal, ref: false }).catch(() => {});
    }
  }

  /** Null when the receiver took it, otherwise what went wrong. */
  async #post(delivery: Delivery): Promise<string | null> {
    const request = delivery.request();
    if (!request) return null;
    try {
      const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(TRY_TIMEOUT_MS)]);
      const status = await (this.#options.post ?? postAnywhere)(request, signal);
      if (status < 200 || status > 299) return `answered ${status}`;
      delivery.taken?.();
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

async function postAnywhere({ url, headers, body }: DeliveryRequest, signal: AbortSignal): Promise<number> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
    redirect: "error",
    signal,
  });
  await response.body?.cancel();
  return response.status;
}
