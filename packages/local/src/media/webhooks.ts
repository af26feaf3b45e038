import { Deliveries, type DeliveryOptions } from "./deliveries.ts";

export type LiveInputEvent = {
  uid: string;
  type:
    | "live_input.connected"
    | "live_input.disconnected"
    | "live_input.errored"
    // Cloudflare knows neither of these two.
    | "live_input.degraded"
    | "live_input.recovered";
  at: Date;
  error?: { code: string; message: string };
  /** Why a push that goes on is less than it should be. */
  cause?: string;
};

export type WebhookOptions = DeliveryOptions & { url: string; secret: string };

/** Tells the backend what happened to live inputs, as Cloudflare's notifications do, in order per input. */
export class Webhooks {
  readonly #options: WebhookOptions;
  readonly #deliveries: Deliveries;

  constructor(options: WebhookOptions) {
    this.#options = options;
    this.#deliveries = new Deliveries(options);
  }

  send(event: LiveInputEvent): void {
    const { url, secret } = this.#options;
    const body = JSON.stringify(presentEvent(event));
    this.#deliveries.add({
      queue: event.uid,
      what: `${event.type} for ${event.uid}`,
      request: () => ({ url, headers: { "cf-webhook-auth": secret }, body }),
    });
  }

  /** Gives up everything that has not been delivered. */
  stop(): void {
    this.#deliveries.stop();
  }
}

function presentEvent({ uid, type, at, error, cause }: LiveInputEvent) {
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
      ...(cause && { live_input_degraded: { cause } }),
    },
    ts: Math.floor(at.getTime() / 1000),
  };
}
