import { createHmac, randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { Deliveries, type DeliveryOptions } from "../media/deliveries.ts";
import { replaceFile } from "../replaceFile.ts";
import type { Video } from "./videos.ts";

const vSubscription = z.object({
  notificationUrl: z.string(),
  secret: z.string(),
  modified: z.string(),
});

/** Where the account is told about its videos, and the secret that signs what it is told. */
export type Subscription = z.infer<typeof vSubscription>;

export type VideoWebhookOptions = DeliveryOptions & {
  /** Readable by its owner only, because it holds the secret. */
  path: string;
  present(video: Video): object;
  told(video: Video): void;
};

/**
 * The account's one webhook for videos, as Cloudflare Stream has it: a video that became ready, or failed, is POSTed as
 * JSON with `Webhook-Signature: time={seconds},sig1={hex}`, the HMAC-SHA256 of `{time}.{body}`.
 */
export class VideoWebhook {
  readonly #options: VideoWebhookOptions;
  readonly #deliveries: Deliveries;
  #subscription: Subscription | null;

  constructor(options: VideoWebhookOptions) {
    this.#options = options;
    this.#deliveries = new Deliveries(options);
    this.#subscription = load(options.path);
  }

  get subscription(): Subscription | null {
    return this.#subscription;
  }

  /** The secret stays when only the address changes. */
  subscribe(notificationUrl: string): Subscription {
    const secret = this.#subscription?.secret ?? randomBytes(32).toString("hex");
    this.#subscription = { notificationUrl, secret, modified: new Date().toISOString() };
    replaceFile(this.#options.path, JSON.stringify(this.#subscription));
    return this.#subscription;
  }

  unsubscribe(): void {
    this.#subscription = null;
    rmSync(this.#options.path, { force: true });
  }

  /** Without a subscription there is nobody to tell. */
  tell(video: Video): void {
    if (!this.#subscription) return this.#options.told(video);
    this.#deliveries.add({
      queue: video.record.uid,
      what: `${video.record.state} for video ${video.record.uid}`,
      request: () => this.#request(video),
      taken: () => this.#options.told(video),
    });
  }

  stop(): void {
    this.#deliveries.stop();
  }

  #request(video: Video) {
    if (!this.#subscription) return null;
    const { notificationUrl, secret } = this.#subscription;
    const body = JSON.stringify(this.#options.present(video));
    const time = Math.floor(Date.now() / 1000);
    const signature = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
    return { url: notificationUrl, headers: { "Webhook-Signature": `time=${time},sig1=${signature}` }, body };
  }
}

/** A file that is damaged counts as none: subscribing again writes it anew. */
function load(path: string): Subscription | null {
  try {
    return vSubscription.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}
