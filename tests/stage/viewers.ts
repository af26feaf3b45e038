import { randomBytes } from "node:crypto";
import { ConvexClient } from "convex/browser";
import { WebSocket } from "ws";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { ChannelFeed, type ChannelSource } from "../../src/chat/channelFeed.ts";

type Message = NonNullable<(typeof api.chat.messages.newest)["_returnType"]>;

/** A viewer the way the web client is one: a Convex client on the front server's own address, and its channel feed. */
export class Viewer {
  readonly client: ConvexClient;
  private readonly guestKey = randomBytes(16).toString("hex");
  private feed: ChannelFeed<Message> | null = null;

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
    this.watch(stream.channelId);
    return stream.channelId;
  }

  watch(channelId: Id<"channels">): void {
    const { client } = this;
    const { messages, reactions } = api.chat;
    const source: ChannelSource<Message> = {
      watchNewest: (heard, failed) =>
        client.onUpdate(messages.newest, { channelId }, heard, () => failed("failed")),
      watchChanged: (page, heard) => client.onUpdate(messages.changed, { channelId, page }, heard),
      watchReactions: (page, heard) => client.onUpdate(reactions.page, { channelId, page }, heard),
      loadPage: (page) => client.query(messages.page, { channelId, page }),
      loadRange: ({ from, to }) => client.query(messages.range, { channelId, from, to }),
      find: async () => null,
    };
    this.feed = new ChannelFeed(source, (call, afterMs) => {
      const timer = setTimeout(call, afterMs);
      return () => clearTimeout(timer);
    });
    this.feed.start();
  }

  /** What the chat shows now: its newest messages without a hole, oldest first. */
  get tail(): readonly Message[] {
    return this.feed?.read().messages ?? [];
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

  readPage(channelId: Id<"channels">, page: number): Promise<Message[]> {
    return this.client.query(api.chat.messages.page, { channelId, page });
  }

  close(): Promise<void> {
    this.feed?.stop();
    return this.client.close();
  }
}
