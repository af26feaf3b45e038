import { type ConvexReactClient, useConvex } from "convex/react";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { api } from "../../convex/_generated/api";
import { later } from "../lib/later";
import { readRefusal } from "../lib/refusal";
import { ChannelFeed, type ChannelSource, type Failure, type FeedView, type Place } from "./channelFeed";

export type Message = NonNullable<FunctionReturnType<typeof api.chat.messages.newest>>;
export type ChannelId = FunctionArgs<typeof api.chat.messages.newest>["channelId"];
export type Channel = FeedView<Message> & { feed: ChannelFeed<Message> };

/** Follows a channel from a place on, or from its end. A change of `place` is a jump. */
export function useChannel(channelId: ChannelId, place: Place | null = null): Channel {
  const client = useConvex();
  const [firstPlace] = useState(place);
  const feed = useMemo(
    () => new ChannelFeed<Message>(sourceOf(client, channelId), later, firstPlace),
    [client, channelId, firstPlace],
  );
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, [feed]);
  return { ...useSyncExternalStore(feed.subscribe, feed.read), feed };
}

/** A channel's messages as the backend tells them. */
function sourceOf(client: ConvexReactClient, channelId: ChannelId): ChannelSource<Message> {
  const { messages, reactions } = api.chat;
  return {
    watchNewest: (heard, failed) => watch(client, messages.newest, { channelId }, heard, failed),
    watchChanged: (page, heard) => watch(client, messages.changed, { channelId, page }, heard),
    watchReactions: (page, heard) => watch(client, reactions.page, { channelId, page }, heard),
    loadPage: (page) => client.query(messages.page, { channelId, page }),
    loadRange: ({ from, to }) => client.query(messages.range, { channelId, from, to }),
    find: (place) =>
      place.kind === "message"
        ? client.query(messages.find, { channelId, messageId: place.messageId })
        : client.query(messages.findAt, { channelId, at: place.at }),
  };
}

function watch<Query extends FunctionReference<"query">>(
  client: ConvexReactClient,
  query: Query,
  args: FunctionArgs<Query>,
  heard: (result: FunctionReturnType<Query>) => void,
  failed: (why: Failure) => void = () => undefined,
): () => void {
  const watched = client.watchQuery(query, args);
  const look = () => {
    let result: FunctionReturnType<Query> | undefined;
    try {
      result = watched.localQueryResult();
    } catch (error) {
      failed(readRefusal(error).code.endsWith("not_found") ? "gone" : "failed");
      return;
    }
    if (result !== undefined) heard(result);
  };
  const unwatch = watched.onUpdate(look);
  look();
  return unwatch;
}
