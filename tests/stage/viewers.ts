import { randomBytes } from "node:crypto";
import { ConvexClient } from "convex/browser";
import { WebSocket } from "ws";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";

type Messages = (typeof api.chat.messages.latest)["_returnType"];

/** A viewer the way the web client is one: a Convex client on the front server's own address. */
export class Viewer {
  readonly client: ConvexClient;
  private readonly guestKey = randomBytes(16).toString("hex");
  /** Every state of the chat's live tail that was pushed to us, newest last. */
  readonly tails: Messages[] = [];

  constructor(
    url: string,
    readonly name = "Cleo",
  ) {
    // Node 20 has no WebSocket of its own.
    this.client = new ConvexClient(url, {
      webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
    });
  }

  async openChat(slug: string): Promise<Id<"channels">> {
    const stream = await this.client.query(api.streams.streams.get, { slug });
    if (stream === null) throw new Error(`There is no stream "${slug}".`);
    const { channelId } = stream;
    this.client.onUpdate(api.chat.messages.latest, { channelId }, (tail) => this.tails.push(tail));
    return channelId;
  }

  get tail(): Messages {
    return this.tails.at(-1) ?? [];
  }

  write(
    channelId: Id<"channels">,
    content: string,
    nonce = randomBytes(8).toString("hex"),
  ): Promise<Id<"messages">> {
    const { guestKey, name } = this;
    return this.client.mutation(api.chat.messages.sendAsGuest, {
      channelId,
      guestKey,
      guestName: name,
      content,
      nonce,
    });
  }

  readPage(channelId: Id<"channels">, page: number): Promise<Messages> {
    return this.client.query(api.chat.messages.page, { channelId, page });
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
